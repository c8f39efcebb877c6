"""What a question says, and what it cannot say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from qifu.liaison.questionnaires.models import Question, Version
from qifu.liaison.questionnaires.words import CHOICES, DECISIVE, Kind, Op
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Said:
    """What a question says."""

    kind: Kind
    text: str
    help: str = ""
    required: bool = False
    options: Sequence[str] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    low_words: str = ""
    high_words: str = ""
    lines: Sequence[str] = ()
    columns: Sequence[tuple[str, bool]] = ()
    when_key: str = ""
    when_op: str = ""
    when_values: Sequence[str] = ()
    key: str = field(default="", kw_only=True)


def check_question(said: Said, earlier: Sequence[Question]) -> None:
    if said.kind in CHOICES and len(set(said.options)) < 2:
        raise Refused(_("A choice needs at least two different options, one a line."))
    if said.kind == Kind.TABLE and not (said.lines and said.columns):
        raise Refused(_("A table needs at least one row and one column."))
    if said.low is not None and said.high is not None and said.low > said.high:
        raise Refused(_("The least is larger than the most: correct the two numbers."))
    if not said.when_key:
        return
    on = next((each for each in earlier if each.key == said.when_key and each.kind in DECISIVE), None)
    if on is None:
        raise Refused(_("A condition hangs on an earlier question with options, a scale or a number."))
    if not said.when_values:
        raise Refused(_("Say with which answer the question is shown."))
    if on.has_choices and (said.when_op != Op.IS or not set(said.when_values) <= set(on.options)):
        raise Refused(
            _("The condition names an answer which “%(question)s” does not have.") % {"question": on}
        )


def check_followers(row: Question, said: Said, questions: Sequence[Question]) -> None:
    if row.has_choices:
        for each in questions:
            if each.when_key == row.key and not set(each.when_values) <= set(said.options):
                raise Refused(
                    _("“%(other)s” is shown by an option that would go: change that condition first.")
                    % {"other": each.text}
                )


def check_complete(version: Version) -> None:
    if not version.questions.exists():
        raise Refused(_("It has no question yet: add one."))
