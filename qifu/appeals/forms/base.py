"""The form of one step: checks the shape of what is filled and never writes."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import OfDistrict, TextField
from qifu.appeals.forms.keys import KeyField, request_key
from qifu.appeals.models import Appeal
from qifu.appeals.page.consequences import consequence
from qifu.appeals.workflow import Transition
from qifu.organisations.actors import Actor

Facts = list[tuple[Promise | str, object]]


class StepForm(forms.Form):
    """What a step must fill stands in the workflow's table (`needs`), not here; `always` names what else is needed."""

    key = KeyField()
    always: ClassVar[tuple[str, ...]] = ()
    body: ClassVar[str] = "components/form.html"  # the template of the fields

    def __init__(self, *args: Any, step: Transition, appeal: Appeal, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.appeal, self.by = step, appeal, by
        for name, field in self.fields.items():
            field.required = name in step.needs or name in self.always
            if isinstance(field, OfDistrict):
                field.choose_from(appeal.district)
        self.prepare()

    def prepare(self) -> None:
        """Initial values and hints that depend on the appeal."""

    def given(self) -> dict[str, Any]:
        """What `advance` takes: the note, and the step's fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def request_key(self) -> uuid.UUID:
        files = self.cleaned_data.get("files") or ()
        return request_key(self, self.appeal.number, self.step.verb, files=files)

    @property
    def facts(self) -> Facts:
        """What has to be read before one decides."""
        return []

    @property
    def consequence(self) -> str:
        return consequence(self.step.verb, self.appeal, self.by, timezone.now())


class ConfirmForm(StepForm):
    """For the steps that need nothing but the decision."""

    note = TextField(label=_("Remark"))
