"""merge and split: appeals that turn out to be one matter, or several."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.appeals.registering import split_off
from qifu.appeals.verbs.intake import end
from qifu.appeals.words import ENDED
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def merge(step: "Step") -> None:
    """The main appeal's answer reaches this one's company too: the portal shows a merged appeal its main's answer."""
    main = _held(step.fields["main"])
    if main.pk == step.appeal.pk:
        raise Refused(_("An appeal cannot be merged into itself: give the number of another one."))
    if main.district_id != step.appeal.district_id or main.stage in ENDED:
        raise Refused(
            _("%(number)s has ended or is not of this district: merge into an open appeal.")
            % {"number": main.number}
        )
    end(step)
    step.appeal.main = main
    step.data["main"] = main.number


def _held(main: Appeal) -> Appeal:
    """As it is now, and so until the commit: of two that are merged into each other at once, one stays."""
    try:
        held: Appeal = Appeal.objects.select_for_update(nowait=True).get(pk=main.pk)
    except OperationalError as error:
        raise Refused(
            _("Somebody is changing %(number)s at this moment. Look at it, then merge again.")
            % {"number": main.number}
        ) from error
    return held


def split(step: "Step") -> None:
    """Each part becomes an accepted appeal of its own with the same origin; this one keeps its number and text."""
    parts = [
        split_off(step.appeal, title, text, by=step.by, at=step.at) for title, text in step.fields["parts"]
    ]
    step.data["parts"] = [part.number for part in parts]


EFFECTS: dict[str, Callable[["Step"], None]] = {"merge": merge, "split": split}
