"""Schemes: what is in force, who competes with whom, and how a new version comes to be."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from qifu.appeals.words import Population
from qifu.assessment import indicators
from qifu.assessment.models import GroupUnit, Scheme, SchemeGroup, SchemeIndicator, SchemeVersion
from qifu.assessment.scoring import FULL, Kind, Mode, Terms
from qifu.assessment.words import Span
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind, Unit, UnitKind, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

T = TypeVar("T")


@dataclass(frozen=True)
class Judged:
    """One indicator as a version judges it. `label` is said of what is given by hand."""

    name: str
    label: str = ""
    weight: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    cap: Decimal | None = None
    floor: Decimal | None = None
    target: Decimal = Decimal(FULL)
    minimum: int = 1


@dataclass(frozen=True)
class Plan:
    """What a version says. Without groups the units compete with those of their kind."""

    mode: str
    indicators: Sequence[Judged]
    source: str
    span: str = Span.YEAR
    population: str = Population.ASSIGNED
    cut_off_days: int = 0
    contest_days: int = 3
    groups: Sequence[tuple[str, Sequence[Unit]]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Group:
    name: str
    position: int
    units: Sequence[Unit]


def keeps(by: Actor, district: District) -> bool:
    return by.role == Role.OFFICE and by.district == district


def in_force(scheme: Scheme) -> SchemeVersion | None:
    """The highest version, with its indicators."""
    return scheme.versions.prefetch_related("indicators").order_by("-version").first()


def terms_of(version: SchemeVersion) -> dict[str, Terms]:
    """By the indicator's name, in the version's order. One that no app registers any more is not counted."""
    return {row.name: _terms(row) for row in version.indicators.all()}


def _terms(judged: Judged | SchemeIndicator) -> Terms:
    indicator = indicators.get(judged.name)
    return Terms(
        kind=indicator.kind if indicator else Kind.HAND,
        more_is_better=indicator.more_is_better if indicator else True,
        weight=judged.weight,
        points=judged.points,
        cap=judged.cap,
        floor=judged.floor,
        target=judged.target,
        minimum=judged.minimum,
    )


def terms_in(plan: Plan) -> dict[str, Terms]:
    return {each.name: _terms(each) for each in plan.indicators}


def labels_of(version: SchemeVersion) -> dict[str, str]:
    return {row.name: row.label for row in version.indicators.all()}


def groups_of(version: SchemeVersion, district: District) -> list[Group]:
    """Whoever competes with whom now: closed units and the office do not."""
    rows = list(
        GroupUnit.objects.filter(version=version, unit__active=True)
        .select_related("group", "unit")
        .order_by("group__position", "unit__order", "unit_id")
    )
    by_group: dict[tuple[int, str], list[Unit]] = {}
    if version.groups.exists():
        for row in rows:
            by_group.setdefault((row.group.position, row.group.name), []).append(row.unit)
    else:
        kinds: list[UnitKind] = [kind for kind in UnitKind if kind != UnitKind.OFFICE]
        units = Unit.objects.filter(district=district, active=True, kind__in=kinds)
        with translation.override(settings.LANGUAGE_CODE):  # stored with the result, whoever computes it
            for unit in units.order_by("order", "pk"):
                kind = UnitKind(unit.kind)
                by_group.setdefault((kinds.index(kind), str(kind.label)), []).append(unit)
    return [
        Group(name, position, units)
        for (position, name), units in sorted(by_group.items(), key=lambda g: g[0])
    ]


def make(name: str, plan: Plan, *, district: District, by: Actor, at: datetime | None = None) -> Scheme:
    """A scheme with its first version."""
    with transaction.atomic():
        if not keeps(by, district):
            raise Refused(_("Only the programme office of the district writes schemes."))
        if Scheme.objects.filter(district=district, name=name).exists():
            raise Refused(_("There is a scheme of this name already: give it another one."))
        scheme = Scheme(district=district, name=name)
        log.save(scheme, by=by, what=_("Scheme: %(name)s") % {"name": name})
        put_in_force(scheme, plan, by=by, at=at)
    return scheme


def put_in_force(
    scheme: Scheme, plan: Plan, *, by: Actor, after: int | None = None, at: datetime | None = None
) -> SchemeVersion:
    """The next version. `after` is the version that the page was made from: whoever comes second is told."""
    if not keeps(by, scheme.district):
        raise Refused(_("Only the programme office of the district writes schemes."))
    check(plan)
    latest = scheme.versions.order_by("-version").first()
    number = latest.version if latest else 0
    if after is not None and after != number:
        raise _overtaken()
    try:
        with transaction.atomic():
            made = _version(scheme, number + 1, plan, by.user, at or timezone.now())
            log.write(
                LogKind.SETTING,
                by=by,
                what=_("Scheme: %(name)s") % {"name": made},
                subject=made,
                after=in_words(plan),
            )
    except IntegrityError as error:
        raise _overtaken() from error
    return made


class _TakenBack(Exception):
    """Ends a transaction of which nothing stays."""


def tried(scheme: Scheme, plan: Plan, look: Callable[[SchemeVersion], T]) -> T:
    """What `look` finds with the plan in force; nothing of it stays."""
    check(plan)
    seen: list[T] = []
    with suppress(_TakenBack), transaction.atomic():
        number = (scheme.versions.order_by("-version").values_list("version", flat=True).first() or 0) + 1
        version = _version(scheme, number, plan, None, timezone.now())
        seen.append(look(version))
        raise _TakenBack
    return seen[0]


def switch(scheme: Scheme, active: bool, *, by: Actor) -> bool:
    """Whether its months are computed by themselves. False when nothing differs."""
    if not keeps(by, scheme.district):
        raise Refused(_("Only the programme office of the district writes schemes."))
    scheme.active = active
    return log.save(scheme, by=by, what=_("Scheme: %(name)s") % {"name": scheme})


def check(plan: Plan) -> None:
    """What no form may let through."""
    names = [each.name for each in plan.indicators]
    if not names:
        raise Refused(_("A scheme without an indicator assesses nothing: choose at least one."))
    if len(set(names)) < len(names):
        raise Refused(_("An indicator stands twice in the scheme: name each once."))
    speaking = {each.name for each in indicators.of_population(plan.population)}
    for each in plan.indicators:
        found = indicators.get(each.name)
        if found is None or found.name not in speaking:
            raise Refused(
                _(
                    "“%(indicator)s” does not speak of this population: take it out, or choose another population."
                )
                % {"indicator": indicators.label_of(each.name, each.label)}
            )
    if plan.mode == Mode.WEIGHTS:
        _check_weights(plan)
    elif any(each.points <= 0 for each in plan.indicators):
        raise Refused(_("By deductions every indicator takes points: say how many, more than 0."))
    _check_groups(plan)


def _check_weights(plan: Plan) -> None:
    together = sum((each.weight for each in plan.indicators), Decimal(0))
    if together != FULL or any(each.weight <= 0 for each in plan.indicators):
        raise Refused(
            _("The weights add up to %(sum)s: they must add up to 100, each more than 0.")
            % {"sum": f"{together.normalize():f}"}
        )
    for each in plan.indicators:
        found = indicators.get(each.name)
        if found and found.kind == Kind.COUNT and each.points <= 0:
            raise Refused(
                _("“%(indicator)s” counts cases: say how many points of its weight each case takes.")
                % {"indicator": found.label}
            )


def _check_groups(plan: Plan) -> None:
    names = [name for name, _units in plan.groups]
    if len(set(names)) < len(names):
        raise Refused(_("Two groups have the same name: give each its own."))
    units = [unit for _name, members in plan.groups for unit in members]
    twice = next((unit for unit in units if units.count(unit) > 1), None)
    if twice:
        raise Refused(
            _("%(unit)s stands in two groups: a unit competes in one.") % {"unit": twice.short_name}
        )


def _version(scheme: Scheme, number: int, plan: Plan, user: User | None, at: datetime) -> SchemeVersion:
    version = SchemeVersion.objects.create(
        scheme=scheme, version=number, mode=plan.mode, span=plan.span, population=plan.population,
        cut_off_days=plan.cut_off_days, contest_days=plan.contest_days, source=plan.source, by=user, at=at,
    )  # fmt: skip
    SchemeIndicator.objects.bulk_create(
        SchemeIndicator(version=version, position=n, **vars(each)) for n, each in enumerate(plan.indicators)
    )
    for n, (name, units) in enumerate(plan.groups):
        group = SchemeGroup.objects.create(version=version, position=n, name=name)
        GroupUnit.objects.bulk_create(GroupUnit(version=version, group=group, unit=unit) for unit in units)
    return version


def in_words(plan: Plan) -> dict[str, object]:
    """For the log."""
    return {
        "indicators": {each.name: str(each.weight or each.points) for each in plan.indicators},
        "groups": {name: "、".join(unit.short_name for unit in units) for name, units in plan.groups},
        **{
            name: str(getattr(plan, name))
            for name in ("mode", "span", "population", "contest_days", "source")
        },
    }


def plan_of(version: SchemeVersion) -> Plan:
    """What a version says, to start the next one from."""
    names = ("name", "label", "weight", "points", "cap", "floor", "target", "minimum")
    groups = version.groups.prefetch_related("members__unit")
    return Plan(
        mode=version.mode,
        indicators=[
            Judged(**{name: getattr(row, name) for name in names}) for row in version.indicators.all()
        ],
        source=version.source,
        span=version.span,
        population=version.population,
        cut_off_days=version.cut_off_days,
        contest_days=version.contest_days,
        groups=[(group.name, [row.unit for row in group.members.all()]) for group in groups],
    )


def _overtaken() -> Refused:
    return Refused(
        _(
            "Somebody else has put another version in force since you opened the page. Look at it and decide anew."
        )
    )
