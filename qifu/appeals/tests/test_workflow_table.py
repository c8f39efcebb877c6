"""Who may do what at which stage, written down by hand and independently of the code: verb | situations | people.

A situation is a real appeal that was led there by verbs; people see only what is theirs, so that a step on an appeal
outside somebody's scope is no step of theirs. Water leads, planning assists, trade has nothing to do with it; the deputy
is in charge of the front that water stands in.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, FollowUpRule
from qifu.appeals.words import Channel, Population, Stage
from qifu.appeals.workflow import TRANSITIONS, open_to
from qifu.organisations.refusals import Refused

TABLE = """
accept            | registered found review_asked              | operator office
decline           | registered found review_asked              | office
tell              | registered found review_asked              | operator office
take_up           | found                                      | officer.water head.water
ask_review        | declined                                   | contact
assign            | accepted                                   | office
split             | accepted                                   | office
merge             | registered found review_asked accepted     | office
merge             | assigned overruled overdue                 | office
merge             | handling contacted extension listing_asked exclusion_asked excluded | office
sign_for          | assigned overruled overdue                 | officer.water head.water
object            | assigned                                   | head.water
uphold            | disputed                                   | office
overrule          | disputed                                   | office
give_opinion      | assigned overruled overdue                 | officer.planning head.planning
give_opinion      | handling contacted extension listing_asked exclusion_asked excluded | officer.planning head.planning
give_opinion      | waiting signing signing_extension          | officer.planning head.planning
contact           | handling contacted extension waiting listing_asked exclusion_asked excluded | officer.water head.water
plan              | handling contacted extension listing_asked exclusion_asked excluded | officer.water head.water
progress          | handling contacted extension listing_asked exclusion_asked excluded | officer.water head.water
ask_extension     | handling contacted listing_asked exclusion_asked excluded | officer.water head.water
approve_extension | extension signing_extension                | office
refuse_extension  | extension signing_extension                | office
wait              | handling contacted exclusion_asked excluded | officer.water head.water
resume            | waiting                                    | officer.water head.water contact
submit_answer     | handling contacted extension listing_asked exclusion_asked excluded | officer.water head.water
send_back         | signing signing_extension                  | head.water
answer            | signing signing_extension                  | head.water
follow_up         | ANSWERED                                   | inspector operator contact
give_up_calling   | called_in_vain                             | inspector operator office
inspect           | ANSWERED closed long_closed told           | inspector
close             | followed_up unreachable                    | office
redo              | ANSWERED                                   | office inspector
ask_listing       | handling contacted exclusion_asked excluded | head.water
refuse_listing    | listing_asked                              | office deputy mayor
list              | handling contacted listing_asked exclusion_asked excluded | office deputy mayor
progress_listed   | listed                                     | officer.water head.water
keep_listed       | listed                                     | office deputy mayor
review_listed     | listed                                     | office deputy mayor
ask_exclusion     | RATED listing_asked                        | head.water
approve_exclusion | exclusion_asked                            | office
refuse_exclusion  | exclusion_asked                            | office
revoke_exclusion  | excluded                                   | office
reopen            | closed                                     | office inspector contact
reopen            | long_closed                                | office inspector
withdraw          | OPEN                                       | contact
supplement        | OPEN                                       | contact
attach            | OPEN                                       | OFFICIALS
comment           | ALL                                        | COMMENTERS
mark              | ALL                                        | operator office LEADERS
"""
ENDED = ["declined", "declined_again", "closed", "long_closed", "told", "merged", "withdrawn"]
OPEN = [
    "registered",
    "found",
    "review_asked",
    "accepted",
    "assigned",
    "overruled",
    "overdue",
    "disputed",
    "handling",
    "contacted",
    "extension",
    "waiting",
    "signing",
    "signing_extension",
    "answered",
    "called_in_vain",
    "unreachable",
    "followed_up",
    "listed",
    "listing_asked",
    "exclusion_asked",
    "excluded",
]
UNASSIGNED = [
    "registered",
    "found",
    "review_asked",
    "accepted",
    "declined",
    "declined_again",
    "told",
    "merged",
    "withdrawn",
]
# Who sees it at all: units what they were given or found, the deputy what his front leads.
UNITS = {
    "officer.water": {*OPEN, *ENDED} - {*UNASSIGNED} | {"found"},
    "head.water": {*OPEN, *ENDED} - {*UNASSIGNED} | {"found"},
    "officer.planning": {*OPEN, *ENDED} - {*UNASSIGNED},
    "head.planning": {*OPEN, *ENDED} - {*UNASSIGNED},
    "officer.trade": set(),
    "head.trade": set(),
    "deputy": {*OPEN, *ENDED} - {*UNASSIGNED},
}
# A unit leads it and no request for exclusion stands.
RATED = [
    "assigned", "overruled", "overdue", "disputed", "handling", "contacted", "extension", "waiting", "signing",
    "signing_extension", "answered", "called_in_vain", "unreachable", "followed_up", "closed", "long_closed", "listed",
]  # fmt: skip
ANSWERED = ["answered", "called_in_vain", "unreachable", "followed_up"]
WHERE = {"ANSWERED": ANSWERED, "OPEN": OPEN, "ALL": [*OPEN, *ENDED], "RATED": RATED}
GROUPS = {
    "LEADERS": "deputy mayor",
    "COMMENTERS": "office inspector officer.water head.water officer.planning head.planning deputy mayor",
    "OFFICIALS": "operator office inspector officer.water head.water officer.planning head.planning deputy mayor",
}
PEOPLE = [
    "contact", "operator", "office", "inspector", "officer.water", "head.water", "officer.planning", "head.planning",
    "officer.trade", "head.trade", "deputy", "mayor", "city", "system", "security", "audit",
]  # fmt: skip


def expected(situation: str, person: str) -> set[str]:
    if person in UNITS and situation not in UNITS[person]:
        return set()
    verbs = set()
    for row in TABLE.strip().splitlines():
        verb, situations, people = (cell.strip() for cell in row.split("|"))
        where = [name for word in situations.split() for name in WHERE.get(word, [word])]
        who = [name for word in people.split() for name in GROUPS.get(word, word).split()]
        if situation in where and person in who:
            verbs.add(verb)
    return verbs


# Each situation is another one and a step more, taken by that person.
WAYS = {
    "declined": ("registered", "decline", "office"),
    "review_asked": ("declined", "ask_review", "contact"),
    "declined_again": ("review_asked", "decline", "office"),
    "accepted": ("registered", "accept", "office"),
    "told": ("registered", "tell", "office"),
    "merged": ("registered", "merge", "office"),
    "withdrawn": ("registered", "withdraw", "contact"),
    "assigned": ("accepted", "assign", "office"),
    "overdue": ("accepted", "assign", "office"),
    "disputed": ("assigned", "object", "head.water"),
    "overruled": ("disputed", "overrule", "office"),
    "handling": ("assigned", "sign_for", "officer.water"),
    "contacted": ("handling", "contact", "officer.water"),
    "extension": ("handling", "ask_extension", "officer.water"),
    "signing_extension": ("extension", "submit_answer", "officer.water"),
    "waiting": ("handling", "wait", "officer.water"),
    "signing": ("handling", "submit_answer", "officer.water"),
    "answered": ("signing", "answer", "head.water"),
    "called_in_vain": ("answered", "follow_up", "operator"),
    "unreachable": ("called_in_vain", "give_up_calling", "operator"),
    "followed_up": ("answered", "follow_up", "inspector"),
    "closed": ("followed_up", "close", "office"),
    "long_closed": ("followed_up", "close", "office"),
    "listed": ("handling", "list", "office"),
    "listing_asked": ("handling", "ask_listing", "head.water"),
    "exclusion_asked": ("handling", "ask_exclusion", "head.water"),
    "excluded": ("exclusion_asked", "approve_exclusion", "office"),
}
LONG_AGO = {"overdue", "long_closed"}
FOUND = {"by": "officer.water", "population": Population.SELF_FOUND, "channel": Channel.UNIT_RESEARCH}


@pytest.fixture
def fields(units, categories, actors, file_appeal, incoming):
    """What each step on those ways, or the one that leads to a situation, must fill."""
    FollowUpRule.objects.update(days_tried=1)
    told = {"category": categories.water, "reply": "请携带营业执照到窗口办理。"}
    rated = {"reply_satisfaction": 4, "solution_satisfaction": 4, "solved": True}
    in_a_quarter = timezone.localdate() + timedelta(days=90)
    return {
        "decline": lambda appeal: {"ground": "petition"},
        "accept": lambda appeal: {"category": categories.water},
        "tell": lambda appeal: told,
        "merge": lambda appeal: {"main": file_appeal()},
        "assign": lambda appeal: {"lead": units.water, "assist": [units.planning], "complexity": "several"},
        "contact": lambda appeal: {"way": "phone", "whom": "陈静"},
        "ask_extension": lambda appeal: {
            "until": timezone.localdate(appeal.answer_due_at) + timedelta(days=5)
        },
        "submit_answer": lambda appeal: {"claim": "solved", "reply": "已恢复供水。"},
        "follow_up": lambda appeal: {"way": "phone", "reached": True, **rated},
        "called_in_vain": lambda appeal: {"way": "phone", "reached": False},
        "ask_listing": lambda appeal: {"plan": "分步实施", "review_on": in_a_quarter},
        "ask_exclusion": lambda appeal: {
            "ground": "in_court",
            "files": [incoming("受理通知书.csv", b"court,number\n")],
        },
        "list": lambda appeal: {
            "plan": "分步实施",
            "leader": actors["deputy"].leader,
            "review_on": in_a_quarter,
        },
    }


@pytest.fixture
def led_to(file_appeal, actors, fields):
    """Leads a fresh appeal to a situation by the verbs that people use."""

    def to(situation: str) -> Appeal:
        at = timezone.now() - timedelta(days=60) if situation in LONG_AGO else timezone.now()
        steps = []
        while situation in WAYS:
            filled = fields.get(situation)
            situation, verb, person = WAYS[situation]
            steps.insert(0, (verb, person, filled or fields.get(verb)))
        found = {**FOUND, "by": actors[FOUND["by"]]} if situation == "found" else {}
        appeal = file_appeal(at=at, **found)
        for verb, person, filled in steps:
            given = filled(appeal) if filled else {}
            advance(appeal, verb, by=actors[person], at=at, note="照办", **given)
        return appeal

    return to


@pytest.mark.parametrize("situation", [*OPEN, *ENDED])
def test_each_person_can_take_exactly_the_steps_of_the_table(led_to, actors, situation):
    pk = led_to(situation).pk
    for person in PEOPLE:
        seen = Appeal.objects.visible_to(actors[person]).filter(pk=pk).first()
        steps = {step.verb for step in open_to(seen, actors[person])} if seen else set()
        assert steps == expected(situation, person), f"{person}, {situation}"


def test_the_table_speaks_of_every_verb_and_every_stage(led_to):
    assert {row.split("|")[0].strip() for row in TABLE.strip().splitlines()} == set(TRANSITIONS)
    assert {Stage(led_to(situation).stage) for situation in [*OPEN, *ENDED]} == set(Stage)


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_a_step_of_another_post_is_refused_with_a_sentence_and_changes_nothing(file_appeal, actors, verb):
    appeal = file_appeal()
    with pytest.raises(Refused, match=rf"^您的岗位不能办理“{TRANSITIONS[verb].label}”。$"):
        advance(appeal, verb, by=actors["city"], note="照办")
    appeal.refresh_from_db()
    assert (appeal.stage, appeal.events, appeal.timeline.count()) == (Stage.REGISTERED, 1, 1)


def test_a_step_of_another_stage_is_refused_by_naming_both(file_appeal, actors):
    with pytest.raises(Refused) as refused:
        advance(file_appeal(), "close", by=actors["office"])
    assert str(refused.value) == "本件现处“待受理”环节，不能办理“销号”。可能已有人先行处理，请查看最新情况。"


def test_a_step_of_another_unit_is_refused(led_to, actors):
    with pytest.raises(Refused, match=r"^本件的“签收”由其他单位办理。$"):
        advance(led_to("assigned"), "sign_for", by=actors["officer.planning"])
