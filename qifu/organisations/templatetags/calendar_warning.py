"""`{% load calendar_warning %}`: what a page says while a year of the working-day calendar is missing."""

from django import template
from django.template.context import Context

from qifu.organisations.actors import STRANGER, Actor
from qifu.organisations.calendar import missing_next_year
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Right

register = template.Library()


@register.inclusion_tag("organisations/calendar/warning.html", takes_context=True)
def calendar_warning(context: Context) -> dict[str, int | None]:
    """For those who can do something about it; costs a query in November and December only."""
    actor: Actor = context.get("actor") or STRANGER
    return {"missing": missing_next_year() if actor.may(Right.SETTINGS) else None}


@register.inclusion_tag("organisations/calendar/lights_out.html", takes_context=True)
def lights_out(context: Context) -> dict[str, object]:
    """On pages with lights, when none can be counted any more: on the last days of the last loaded year, and after."""
    actor: Actor = context.get("actor") or STRANGER
    return {"missing": Moment().missing, "may_load": actor.may(Right.SETTINGS)}
