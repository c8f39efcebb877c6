"""The six hundred lives: no database, but they must obey the ledger's own table of steps."""

import re
from collections import Counter

import pytest

from qifu.appeals.words import (
    Channel,
    Complexity,
    Population,
    Satisfaction,
    Stage,
    Way,
)
from qifu.appeals.workflow import TRANSITIONS
from qifu.demonstration.categories import CATEGORY
from qifu.demonstration.course import ANSWER_WITHIN
from qifu.demonstration.government import UNIT, USERNAMES
from qifu.demonstration.life import Life
from qifu.demonstration.lives import lives

LIVES = lives()
# The facts of a step under the ledger's names: days after filing become dates, keys become rows.
NAMED = {
    "promised_on": "promised",
    "until": "days",
    "review_on": "review",
    "lead": "complexity",
    "plan": "leader",
}


def stage_of(life: Life) -> Stage:
    stage = Stage.REGISTERED if life.origin is None else Stage.ACCEPTED
    for step in life.steps:
        if step.verb == "register":
            continue
        row = TRANSITIONS[step.verb]
        assert stage in row.sources, f"{life.key}: {step.verb} from {stage}"
        assert step.role in row.by, f"{life.key}: {step.verb} by {step.role}"
        stage = row.target or stage
    return stage


def notes(life: Life) -> list[str]:
    return [words for step in life.steps for words in (step.note, str(step.facts.get("reply", ""))) if words]


def working_days_left(life: Life) -> int:
    """Of the answer's clock, for an appeal that is assigned and not answered."""
    start = max(
        step.day for step in life.steps if step.verb in {"assign", "take_up", "redo", "review_listed"}
    )
    more = sum(int(str(s.facts["days"])) for s in life.steps if s.verb == "approve_extension")
    return start + ANSWER_WITHIN[life.complexity] + more - life.filed


def answered_in_time(life: Life) -> bool:
    """The first answer, by the clocks of the rules; a wait stops the clock."""
    day = {step.verb: step.day for step in reversed(life.steps)}
    start = max(s.day for s in life.steps if s.verb in {"assign", "take_up"})
    within = ANSWER_WITHIN[life.complexity]
    paused = day["resume"] - day["wait"] if "resume" in day else 0
    more = sum(int(str(s.facts["days"])) for s in life.steps if s.verb == "approve_extension")
    return day["answer"] <= start + within + paused + more


def test_two_calls_give_the_same_lives() -> None:
    assert lives() == LIVES


def test_there_are_six_hundred_lives_numbered_in_the_order_of_filing() -> None:
    assert len(LIVES) == 600
    assert [life.index for life in LIVES] == list(range(600))
    assert [life.begun for life in LIVES] == sorted((life.begun for life in LIVES), reverse=True)
    assert Counter(life.population for life in LIVES) == {"assigned": 507, "self_found": 63, "notified": 30}
    assert {life.channel for life in LIVES} == set(Channel)
    assert {life.population for life in LIVES} == set(Population)


def test_each_life_refers_to_what_exists() -> None:
    for life in LIVES:
        assert (life.enterprise is None) == (life.caller is not None), life.key
        assert life.enterprise is None or 0 <= life.enterprise < 300
        assert {life.lead, *life.assist} <= set(UNIT), life.key
        assert life.lead not in life.assist
        assert life.complexity in Complexity
        assert CATEGORY[life.category].level == 3
        for step in life.steps:
            assert step.username in USERNAMES or (step.username == "" and step.role == "contact"), (
                life.key,
                step,
            )
            assert step.unit == "" or step.unit in UNIT


def test_each_course_obeys_the_ledgers_table_and_fills_what_each_step_needs() -> None:
    for life in LIVES:
        stage_of(life)
        for step in life.steps:
            needs = TRANSITIONS[step.verb].needs if step.verb != "register" else ()
            given = {"note"} if step.note else set()
            given |= set(step.facts)
            if step.verb == "submit_answer":
                given.add("reply")  # its words are the note
            if step.verb in {"merge", "split"}:
                assert step.verb == "split" or life.into is not None
                continue
            assert {need if need in given else NAMED.get(need, need) for need in needs} <= given, (
                life.key,
                step,
            )


def test_each_step_comes_after_the_one_before_and_before_today() -> None:
    for life in LIVES:
        times = [(step.day, step.minute) for step in life.steps]
        assert times == sorted(set(times)), life.key
        assert times[-1][0] < life.filed, life.key
        assert all(8 * 60 + 30 <= minute <= 17 * 60 + 30 for _, minute in times), life.key


# What goes on by the clock is in requests.py, what is said of answers in judging.py; no life refuses a listing.
BY_THE_CLOCK = {
    "progress_listed", "keep_listed", "refuse_listing", "ask_exclusion", "approve_exclusion", "refuse_exclusion",
    "revoke_exclusion", "inspect", "give_up_calling",
}  # fmt: skip


def test_every_verb_is_used_but_nothing_else() -> None:
    used = {step.verb for life in LIVES for step in life.steps}
    assert used == {"register", *TRANSITIONS} - BY_THE_CLOCK


def test_every_stage_is_reached_today() -> None:
    stages = Counter(stage_of(life) for life in LIVES)
    assert set(stages) == set(Stage)
    assert stages[Stage.CLOSED] == 433
    assert min(stages.values()) >= 5


def test_every_light_burns_today() -> None:
    left = [working_days_left(life) for life in LIVES if stage_of(life) in {Stage.HANDLING, Stage.SIGNING}]
    assert sum(days > 1 for days in left) >= 15  # green
    assert sum(days in {0, 1} for days in left) >= 8  # yellow
    assert sum(days < 0 for days in left) >= 10  # red


def test_about_four_fifths_are_answered_in_time() -> None:
    answered = [life for life in LIVES if any(step.verb == "answer" for step in life.steps)]
    rate = sum(map(answered_in_time, answered)) / len(answered)
    assert 0.75 <= rate <= 0.90


def test_companies_are_mostly_content_and_not_always() -> None:
    heard = [s.facts for life in LIVES for s in life.steps if s.verb == "follow_up" and s.facts["reached"]]
    grades = Counter(facts["solution_satisfaction"] for facts in heard)
    assert set(grades) == set(Satisfaction)
    assert 0.75 <= sum(grades[n] for n in (3, 4, 5)) / len(heard) <= 0.92
    assert {s.facts["way"] for life in LIVES for s in life.steps if "way" in s.facts} <= set(Way)


def test_merged_ones_come_after_their_main_and_tell_of_the_same_road() -> None:
    merged = [life for life in LIVES if life.into is not None]
    assert len(merged) == 6
    for life in merged:
        assert life.into is not None
        main = LIVES[life.into]
        answered = next(step.day for step in main.steps if step.verb == "answer")
        assert main.index < life.index
        assert main.matter == life.matter
        assert main.enterprise != life.enterprise
        assert (
            main.filed - answered < life.filed - life.steps[-1].day
        )  # the main is still open when it is merged


def test_split_off_ones_come_after_their_parent() -> None:
    parts = [life for life in LIVES if life.origin is not None]
    assert len(parts) == 4
    for part in parts:
        assert part.origin is not None
        parent = LIVES[part.origin]
        split_on = next(step.day for step in parent.steps if step.verb == "split")
        assert part.index > parent.index
        assert part.steps[0].day > split_on
        assert part.category != parent.category


def test_no_two_appeals_have_the_same_text_and_few_the_same_title() -> None:
    assert len({life.text for life in LIVES}) == 600
    assert sum(count - 1 for count in Counter(life.title for life in LIVES).values()) <= 8


def test_no_company_tells_one_story_twice() -> None:
    tellings = Counter(
        (life.matter, life.enterprise)
        for life in LIVES
        if life.enterprise is not None and life.origin is None
    )
    assert [telling for telling, count in tellings.items() if count > 1] == []


def test_all_words_are_chinese_and_every_slot_is_filled() -> None:
    for life in LIVES:
        for words in (life.title, life.text, life.wish, *notes(life)):
            assert not re.search(r"[{}|]", words), words
            assert not re.search(r"[A-Za-z]{4,}", words), words
            assert re.search(r"[\u4e00-\u9fff]{2,}", words), words
            assert "，，" not in words, words
            assert "。。" not in words, words


def test_texts_and_replies_have_a_readable_length() -> None:
    assert all(60 <= len(life.text) <= 220 for life in LIVES)
    assert all(len(life.title) <= 36 for life in LIVES)
    replies = [
        s.note
        for life in LIVES
        for s in life.steps
        if s.verb == "submit_answer" and life.pattern != "sent_back"
    ]
    assert all(80 <= len(reply) <= 200 for reply in replies)


def test_the_companies_with_an_account_have_appeals_in_several_stages() -> None:
    for index in range(4):
        stages = {stage_of(life) for life in LIVES if life.enterprise == index}
        assert len(stages) >= 2, index
        assert sum(life.enterprise == index for life in LIVES) >= 6


@pytest.mark.parametrize("year", [90, 160, 245])
def test_a_shorter_or_longer_year_holds_the_same_lives(year: int) -> None:
    found = lives(year)
    assert len(found) == 600
    assert all(life.steps[-1].day < life.filed <= max(year, 75) for life in found)
