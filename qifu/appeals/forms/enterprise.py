"""A form that names an enterprise: found while typing, or in words where the register does not know it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from qifu.enterprises.models import Enterprise
from qifu.organisations.actors import Actor

NUMBER = re.compile(r"Q\d{1,11}")


class NamesEnterprise(forms.Form):
    """With a text field `enterprise`; the register's record, if there is one, stands in `found_enterprise` afterwards."""

    by: Actor
    found_enterprise: Enterprise | None = None

    def offer_enterprises(self) -> None:
        attrs = self.fields["enterprise"].widget.attrs
        attrs |= {"data-lookup": reverse("enterprise-lookup"), "data-create": ""}
        if typed := self["enterprise"].value():
            named = enterprise_named(str(typed), self.by)
            attrs["data-text"] = named.name if named else str(typed)

    def clean_enterprise(self) -> str:
        typed: str = self.cleaned_data["enterprise"].strip()
        self.found_enterprise = enterprise_named(typed, self.by) if typed else None
        if self.found_enterprise is None and NUMBER.fullmatch(typed):
            raise ValidationError(gettext("The register has no enterprise with this number."))
        return typed


def enterprise_named(typed: str, by: Actor) -> Enterprise | None:
    """By its number, else by a whole name that only one enterprise bears; a merged record leads to the one that stands."""
    register = Enterprise.objects.visible_to(by).select_related("merged_into")
    if NUMBER.fullmatch(typed):
        found: Enterprise | None = register.filter(number=typed).first()
        return found.merged_into or found if found else None
    same = list(register.filter(name=typed, merged_into=None)[:2])
    return same[0] if len(same) == 1 else None
