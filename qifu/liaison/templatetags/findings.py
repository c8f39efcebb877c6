"""`{% load findings %}`: whether the reader of the page decides what becomes of a finding."""

from typing import Any

from django import template

from qifu.liaison import findings
from qifu.liaison.models import Finding

register = template.Library()


@register.simple_tag(takes_context=True)
def may_decide(context: dict[str, Any], finding: Finding) -> bool:
    return findings.may_decide(context["actor"], finding)
