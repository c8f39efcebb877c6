"""Six hundred lives: patterns x stories x index arithmetic. The same on every machine, whatever the day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from qifu.demonstration import patterns
from qifu.demonstration.categories import CATEGORY
from qifu.demonstration.compose import Caller, Words, caller, words_for
from qifu.demonstration.course import Cast, Course, Step, leader_for
from qifu.demonstration.enterprises import Enterprise, enterprises
from qifu.demonstration.government import CONTACT_ACCOUNTS
from qifu.demonstration.life import Life
from qifu.demonstration.matters import Matter, Part, matters
from qifu.demonstration.patterns import Pattern
from qifu.demonstration.rows import CHANNELS, MERGING, ROWS, Row, usual, words_only

__all__ = ["Life", "lives"]

YEAR = 220  # working days from January to today, unless the loader says otherwise
FAVOUR = 11  # every so many lives, a company whose contact has an account


def lives(year: int = YEAR) -> tuple[Life, ...]:
    """`year`: how many working days back the first appeals were filed; at least a quarter."""
    drafts = list(_Draft(max(year, 90)).all())
    drafts.sort(key=lambda life: (-life.begun, life.steps[0].minute, life.key))
    at = {life.key: i for i, life in enumerate(drafts)}
    parents = {life.key: life.key.removesuffix("/part") for life in drafts if life.key.endswith("/part")}
    mains = {life.key: life.key.split("/")[0] for life in drafts if life.pattern == "merged"}
    return tuple(
        replace(
            life,
            index=i,
            origin=at[parents[life.key]] if life.key in parents else None,
            into=at[mains[life.key]] if life.key in mains else None,
        )
        for i, life in enumerate(drafts)
    )


class _Draft:
    """Deals stories and companies out to the rows, each story as often as the others."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.number = 0
        self.told: Counter[str] = Counter()  # how often each story has been told
        self.spread = sum(row.count for row in ROWS if not row.ages) + len(MERGING)
        self.spent = 0
        self.texts: set[str] = set()
        self.tellers: set[tuple[str, int]] = set()  # no company tells one story twice

    def all(self) -> Iterator[Life]:
        for matter in matters():
            if matter.key in MERGING:
                yield from self._merging(matter)
        for row in ROWS:
            for i in range(row.count):
                yield from self._life(row, self._story(row), row.ages[i % len(row.ages)] if row.ages else 0)

    def _story(self, row: Row) -> Matter:
        """The least told of those that fit; among equals, from a place that moves on."""
        fitting = [matter for matter in matters() if row.fits(matter)]
        turn = self.number * 5 % len(fitting)
        return min(fitting[turn:] + fitting[:turn], key=lambda matter: self.told[matter.key])

    def _life(self, row: Row, matter: Matter, age: int) -> Iterator[Life]:
        number, told = self._count(matter)
        who = caller(number) if matter.kind == "caller" else self._company(matter, told, number)
        channel = self._channel(row, who, number)
        tries = (words_for(matter, told + again, who, channel) for again in range(9))
        words = next(words for words in tries if words.text not in self.texts)
        self.texts.add(words.text)
        life = self._filed(row, words, who, channel, number, age)
        yield life
        for part in matter.parts:
            yield _child(life, part, words, who, number)

    def _merging(self, matter: Matter) -> Iterator[Life]:
        """One appeal, and two of neighbours on the same road that are merged into it on the next day."""
        number, told = self._count(matter)
        makers = [e for e in enterprises() if _suits(e, matter)]
        busiest = Counter(e.road for e in makers).most_common(len(MERGING))
        road = busiest[MERGING.index(matter.key)][0]
        neighbours = [e for e in makers if e.road == road]
        words = words_for(matter, told, neighbours[0], "hotline")
        main = self._filed(Row(patterns.plain, 1, usual), words, neighbours[0], "hotline", number, 0)
        yield main
        same = {name: words.facts[name] for name in ("road", "line") if name in words.facts}
        self.tellers |= {(matter.key, neighbour.index) for neighbour in neighbours[:3]}
        for n, neighbour in enumerate(neighbours[1:3]):
            number, told = self._count(matter)
            channel = ("portal", "visit")[n]
            follower = words_for(matter, told, neighbour, channel, same)
            life = self._filed(
                Row(patterns.merged, 1, usual), follower, neighbour, channel, number, main.filed
            )
            yield replace(life, key=f"{main.key}/{n}")

    def _count(self, matter: Matter) -> tuple[int, int]:
        number, told = self.number, self.told[matter.key]
        self.number += 1
        self.told[matter.key] += 1
        return number, told

    def _company(self, matter: Matter, told: int, number: int) -> Enterprise:
        pool = [e for e in enterprises() if _suits(e, matter) and (matter.key, e.index) not in self.tellers]
        favoured = [e for e in pool if e.index < len(CONTACT_ACCOUNTS)]
        if number % FAVOUR == 0 and favoured:
            chosen = favoured[number // FAVOUR % len(favoured)]
        else:
            chosen = pool[(sum(map(ord, matter.key)) + told * 17) % len(pool)]
        self.tellers.add((matter.key, chosen.index))
        return chosen

    def _channel(self, row: Row, who: Enterprise | Caller, number: int) -> str:
        if row.population == "self_found":
            return "unit_research"
        if isinstance(who, Caller):
            return "hotline"
        if row.pattern is patterns.rated or (who.contacts[0].username and number % 4):
            return "portal"
        if words_only(row):
            return "hotline" if number % 2 else "portal"
        return CHANNELS[number * 7 % len(CHANNELS)]

    def _filed(
        self,
        row: Row,
        words: Words,
        who: Enterprise | Caller,
        channel: str,
        number: int,
        age: int,
    ) -> Life:
        matter = words.matter
        if (
            row.population == "self_found"
        ):  # a unit that takes up its own finding does it alone, in the usual class
            words = replace(
                words, matter=replace(matter, assist=(), complexity=CATEGORY[matter.category].complexity)
            )
        cast = _cast(words, who, channel, number, matter.lead, words.matter.assist)
        filed = age or self._age(_steps(row.pattern, cast, 10_000))
        name = row.pattern.__name__
        return Life(
            key=f"{name}-{number:03d}",
            index=0,
            pattern=name,
            matter=words.matter.key,
            enterprise=None if isinstance(who, Caller) else who.index,
            caller=who if isinstance(who, Caller) else None,
            channel=channel,
            population=row.population,
            category=words.matter.category,
            complexity=words.matter.complexity,
            title=words.title,
            text=words.text,
            wish=words.say(words.matter.wish),
            lead=cast.lead,
            assist=cast.assist,
            filed=filed,
            steps=_steps(row.pattern, cast, filed),
        )

    def _age(self, steps: tuple[Step, ...]) -> int:
        """Over the year, denser of late; late enough ago for the whole course to lie behind us."""
        least = steps[-1].day + 2
        place = (self.spent * 233 % self.spread + 0.5) / self.spread
        self.spent += 1
        return least + int(max(0, self.year - least) * place**1.35)


def _steps(pattern: Pattern, cast: Cast, filed: int) -> tuple[Step, ...]:
    """What lies behind us: the rest of the course is still to come."""
    course = Course(cast, filed)
    pattern(course)
    return tuple(step for step in course.steps if step.day < filed)


def _child(parent: Life, part: Part, words: Words, who: Enterprise | Caller, number: int) -> Life:
    cast = replace(
        _cast(words, who, parent.channel, number, part.lead, ()),
        words=replace(words, matter=_as_matter(words.matter, part)),
        complexity=CATEGORY[part.category].complexity,
    )
    begin = next(step.day for step in parent.steps if step.verb == "split")
    steps = _steps(patterns.child, cast, parent.filed)
    return replace(
        parent,
        key=f"{parent.key}/part",
        pattern="child",
        category=part.category,
        complexity=cast.complexity,
        title=words.say(part.title),
        text=words.opening + words.say(part.text),
        wish=words.say(part.wish),
        lead=cast.lead,
        assist=(),
        steps=tuple(replace(step, day=step.day + begin + 1) for step in steps),
    )


def _as_matter(whole: Matter, part: Part) -> Matter:
    return replace(
        whole,
        category=part.category,
        lead=part.lead,
        assist=(),
        complexity=CATEGORY[part.category].complexity,
        measures=part.measures,
        progress=(),
        reply=part.reply,
        happy="",
    )


def _cast(
    words: Words,
    who: Enterprise | Caller,
    channel: str,
    number: int,
    lead: str,
    assist: tuple[str, ...],
) -> Cast:
    lead = who.street if lead == "street" else lead
    account, linked = (who.contacts[0].username, who.leader) if isinstance(who, Enterprise) else ("", "")
    return Cast(
        number=number,
        words=words,
        complexity=words.matter.complexity,
        lead=lead,
        assist=tuple(who.street if unit == "street" else unit for unit in assist),
        street=who.street,
        channel=channel,
        account=account,
        leader=leader_for(linked, lead),
    )


def _suits(company: Enterprise, matter: Matter) -> bool:
    if matter.category.startswith("11"):
        return company.restructured
    if matter.kind == "project":
        return bool(company.projects)
    return not matter.industries or company.industry.startswith(matter.industries)
