"""Random walks over the open steps: whatever people do in whatever order, the ledger holds together."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from qifu.appeals.advancing import advance
from qifu.appeals.figures.past import wrongly_counted
from qifu.appeals.models import Appeal, Clock
from qifu.appeals.verbs.extending import latest_extension
from qifu.appeals.words import ENDED, ClockKind, Part, Population, Stage
from qifu.appeals.workflow import TRANSITIONS
from qifu.lib.digests import seal
from qifu.lib.workdays import due_date

START = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
WITH_A_LEAD = {
    Stage.ASSIGNED, Stage.DISPUTED, Stage.HANDLING, Stage.WAITING, Stage.SIGNING, Stage.ANSWERED, Stage.LISTED,
}  # fmt: skip
# Steps that end a walk before anything has happened, or that lead nowhere, are taken less often.
STEPS = 24
SELDOM = {"withdraw", "merge", "decline", "tell", "comment", "attach", "supplement", "mark", "split", "list"}


@pytest.mark.parametrize("seed", range(24))
def test_no_walk_breaks_what_must_always_hold(file_appeal, actors, units, categories, incoming, seed):
    chance = Random(seed)  # noqa: S311 - the same walks at every run
    filled = Filling(chance, units, categories, actors, incoming)
    found = {"by": actors["officer.water"], "population": Population.SELF_FOUND}
    appeal = file_appeal(at=START, **(found if seed % 5 == 4 else {}))
    filled.main = file_appeal(at=START, title="另一件")
    walk(appeal, chance, actors, filled)


def walk(appeal, chance, actors, filled):
    at = START
    for _step in range(STEPS):
        at += timedelta(hours=chance.choice([1, 5, 24, 24, 24 * 4, 24 * 20]))
        appeal = Appeal.objects.get(pk=appeal.pk)
        takers = {
            verb: [name for name in sorted(actors) if step.refusal(appeal, actors[name], at) is None]
            for verb, step in TRANSITIONS.items()
        }
        verbs = [verb for verb, names in takers.items() if names]
        usual = [verb for verb in verbs if verb not in SELDOM]
        if not usual:
            return
        verb = chance.choice(usual if chance.random() < 0.85 else verbs)
        by = actors[chance.choice(takers[verb])]
        advance(appeal, verb, by=by, note="照办", at=at, **filled(verb, appeal, at))
        check(Appeal.objects.get(pk=appeal.pk))


class Filling:
    """What each verb must fill; only the choices that change what happens are drawn."""

    def __init__(self, chance, units, categories, actors, incoming):
        self.incoming = incoming
        self.chance, self.units, self.categories, self.actors = chance, units, categories, actors
        self.main = None

    def __call__(self, verb, appeal, at):
        make = getattr(self, verb, None)
        return make(appeal, at) if make else {}

    def accept(self, appeal, at):
        return {"category": self.chance.choice([self.categories.water, self.categories.pressure])}

    take_up = accept

    def tell(self, appeal, at):
        return {**self.accept(appeal, at), "reply": "请到窗口办理。"}

    def decline(self, appeal, at):
        return {"ground": "petition"}

    def assign(self, appeal, at):
        lead, *assist = self.chance.sample([self.units.water, self.units.planning, self.units.trade], 3)
        assist = assist[: self.chance.randint(0, 2)]
        return {"lead": lead, "assist": assist, "complexity": self.chance.choice(["simple", "several"])}

    def contact(self, appeal, at):
        return {"way": "phone", "whom": "陈静"}

    def plan(self, appeal, at):
        return {"promised_on": (at + timedelta(days=9)).date()}

    def ask_extension(self, appeal, at):
        due, latest = due_date(appeal.answer_due_at), latest_extension(appeal)
        return {"until": due + timedelta(days=self.chance.randint(1, (latest - due).days))}

    def submit_answer(self, appeal, at):
        return {"claim": "solved", "reply": "已恢复供水。"}

    def follow_up(self, appeal, at):
        said = {"reply_satisfaction": 3, "solution_satisfaction": 2, "solved": self.chance.random() < 0.5}
        reached = self.chance.random() < 0.5
        return {"way": "phone", "reached": reached, **(said if reached else {})}

    def inspect(self, appeal, at):
        return {"solved": self.chance.random() < 0.5}

    def list(self, appeal, at):
        leader = self.actors["deputy"].leader
        return {"plan": "分步实施", "leader": leader, "review_on": (at + timedelta(days=60)).date()}

    def ask_listing(self, appeal, at):
        return {"plan": "分步实施", "review_on": (at + timedelta(days=60)).date()}

    def keep_listed(self, appeal, at):
        return {"review_on": (at + timedelta(days=60)).date()}

    def ask_exclusion(self, appeal, at):
        return {"ground": "in_court", "files": [self.incoming("受理通知书.csv", b"court,number\n")]}

    def uphold(self, appeal, at):
        return {"rightful": self.units.hill} if self.chance.random() < 0.5 else {}

    def merge(self, appeal, at):
        return {"main": self.main}

    def split(self, appeal, at):
        return {"parts": [("路灯不亮", "夜间路灯不亮。")]}

    def attach(self, appeal, at):
        return {"files": [self.incoming("名单.csv", b"name,phone\n")]}

    def mark(self, appeal, at):
        return {"marks": self.chance.choice([["none"], ["hot"], ["hard", "focus"]])}


def check(appeal):
    assignments = [a for a in appeal.assignments.all() if a.ended_at is None]
    leads = [a for a in assignments if a.part == Part.LEAD]
    assert len(leads) == (1 if appeal.stage in WITH_A_LEAD else 0)
    assert len({a.unit_id for a in assignments}) == len(assignments)
    clocks = list(Clock.objects.filter(appeal=appeal, stopped_at=None))
    check_clocks(appeal, clocks, assignments)
    check_chain(appeal)
    if appeal.stage in (*ENDED, Stage.LISTED):
        assert clocks == []
    if appeal.stage in ENDED:
        assert assignments == []
    answered = appeal.stage in (Stage.ANSWERED, Stage.CLOSED)
    assert (appeal.answered_at is not None) == answered or appeal.stage == Stage.WITHDRAWN
    if appeal.stage == Stage.CLOSED:
        assert appeal.follow_up_solved is not None or appeal.population == Population.NOTIFIED
    if appeal.extension_asked or appeal.listing_asked:
        assert appeal.stage in (Stage.HANDLING, Stage.SIGNING)
    requests = [row.ruling for row in appeal.exclusions.all() if row.ruling is None]
    assert len(requests) == appeal.exclusion_asked
    in_force = [row for row in appeal.exclusions.all() if row.ruling == "approved" and not row.revoked_at]
    assert len(in_force) == appeal.excluded
    assert list(wrongly_counted(appeal.district)) == []
    assert (ClockKind.RULING in {clock.kind for clock in clocks}) == (appeal.stage == Stage.DISPUTED)


def check_clocks(appeal, clocks, assignments):
    running = [clock for clock in clocks if clock.paused_at is None]
    assert appeal.due_at == min((clock.due_at for clock in running), default=None)
    for assignment in assignments:
        own = [clock.due_at for clock in running if clock.assignment_id == assignment.pk]
        assert assignment.due_at == min(own, default=None)
    still = {clock.kind for clock in clocks if clock.paused_at}
    assert still <= ({ClockKind.ANSWER, ClockKind.PLAN} if appeal.stage == Stage.WAITING else set())
    if appeal.stage in (Stage.HANDLING, Stage.SIGNING):
        assert ClockKind.ANSWER in {clock.kind for clock in running}


def check_chain(appeal):
    events = list(appeal.timeline.order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, appeal.events + 1))
    assert [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]
    assert events[-1].digest == appeal.head
    key = settings.LEDGER_KEY.encode()
    assert all(event.digest == seal(key, event.content(appeal.number)) for event in events)
