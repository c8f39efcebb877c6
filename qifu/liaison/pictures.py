"""A row and its lists in words, so that a change of either is one line of history: label, before, after."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from qifu.liaison.institutions import BY_NUMBER
from qifu.liaison.models import Duty, MemberUnit, Programme
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind

Picture = dict[str, Any]


def listed(things: Iterable[object]) -> str:
    return "、".join(str(thing) for thing in things)


def programme_picture(programme: Programme) -> Picture:
    """As stored. Lists have no column whose label could be shown: their keys are the labels themselves."""
    stored = Programme.objects.get(pk=programme.pk)
    institutions = programme.institutions.values_list("number", flat=True)
    return {
        **log.facts(stored),
        _("Aspects"): listed(stored.aspects.all()),
        _("Deputy heads of the leading group"): listed(stored.deputies.all()),
        _("Leaders who are members"): listed(stored.members.all()),
        _("Institutions"): listed(BY_NUMBER[number].name for number in institutions),
    }


def units_picture(programme: Programme) -> Picture:
    return {row.unit.short_name: said_of(row) for row in programme.member_units.select_related("unit")}


def said_of(row: MemberUnit) -> str:
    return _("responsible: %(responsible)s; contact: %(contact)s %(phone)s") % {
        "responsible": row.responsible_name or "—",
        "contact": row.contact_name or "—",
        "phone": row.contact_phone,
    }


def duty_picture(duty: Duty) -> Picture:
    stored = Duty.objects.select_related("aspect").get(pk=duty.pk)
    return {
        _("Duty"): stored.title,
        _("What is to be done"): stored.content,
        _("Due"): f"{stored.due_on}",
        _("Aspect"): stored.aspect or "—",
        _("Co-operating units"): listed(stored.co_units.all()) or "—",
    }


def write_down(row: Model, before: Picture, after: Picture, *, by: Actor) -> bool:
    """The line of history; False when nothing differs."""
    old, new = changed(before, after)
    if new:
        log.write(LogKind.SETTING, by=by, what=str(row), subject=row, before=old, after=new)
    return bool(new)


def changed(before: Picture, after: Picture) -> tuple[Picture | None, Picture]:
    """Also what is there on one side only, as a unit that joins or leaves."""
    nothing = dict.fromkeys([*before, *after], "")
    return log.difference({**nothing, **before} if before else None, {**nothing, **after})
