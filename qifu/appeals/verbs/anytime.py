"""supplement, comment, attach, mark."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qifu.appeals.files import attach_files
from qifu.appeals.words import Mark
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def supplement(step: "Step") -> None:
    attach_given(step, public=True)


def comment(step: "Step") -> None:
    attach_given(step, public=False)


def attach(step: "Step") -> None:
    if not step.fields.get("files"):
        raise Refused(_("Choose at least one file."))
    step.data["public"] = bool(step.fields.get("public"))
    attach_given(step, public=step.data["public"])


def mark(step: "Step") -> None:
    """`marks` is the whole set that shall stand, as Mark values; an empty set is given as ("none",)."""
    marks = {Mark(value) for value in step.fields["marks"] if value != "none"}
    for each in Mark:
        setattr(step.appeal, each.value, each in marks)
    step.data["marks"] = sorted(marks)


def attach_given(step: "Step", *, public: bool) -> None:
    if files := step.fields.get("files"):
        step.data["files"] = attach_files(step.appeal, files, by=step.by, at=step.at, public=public)


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "supplement": supplement,
    "comment": comment,
    "attach": attach,
    "mark": mark,
}
