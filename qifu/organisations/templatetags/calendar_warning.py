"""`{% load calendar_warning %}{% calendar_warning %}`: the banner from 1 November while next year is missing."""

from django import template
from django.template.context import Context

from qifu.organisations.actors import STRANGER, Actor
from qifu.organisations.calendar import missing_next_year
from qifu.organisations.roles import Right

register = template.Library()


@register.inclusion_tag("organisations/calendar/warning.html", takes_context=True)
def calendar_warning(context: Context) -> dict[str, int | None]:
    """For those who can do something about it; costs a query in November and December only."""
    actor: Actor = context.get("actor") or STRANGER
    return {"missing": missing_next_year() if actor.may(Right.SETTINGS) else None}
