"""What warnings give to the ground of liaison and to the apps below."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals import owed
from qifu.appeals.owed import Owed
from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line, Strand
from qifu.liaison.warnings.companies import SOURCE
from qifu.liaison.warnings.models import Warned
from qifu.liaison.warnings.words import OPEN, WarningStage
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.organisations import evidence
from qifu.organisations.actors import Actor
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District
from qifu.organisations.unit_merging import Going, goes_over

MOST = 20
FIELDS = ("number", "title", "company", "due")
SAMPLES = {
    "number": "〔2026〕3号",
    "title": "消防通道堆放物料",
    "company": "云川示例机械有限公司",
    "due": "2026年9月30日",
    "stage": "已整改",
    "note": "现场复查合格。",
}


def describe(ids: Collection[int]) -> Mapping[int, Source]:
    return {
        row.pk: Source(
            _("The company's objection to the notice before enforcement %(number)s")
            % {"number": row.text.number},
            timezone.localdate(row.at),
            reverse("warning", args=[row.pk]),
        )
        for row in Warned.objects.filter(pk__in=ids).select_related("text")
    }


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    rows = Warned.objects.filter(enterprise=enterprise, at__lte=upto).exclude(stage=WarningStage.DRAFT)
    return [
        Line(
            row.at,
            _("Notice before enforcement %(number)s: %(title)s")
            % {"number": row.text.number, "title": row.text.title},
            reverse("warning", args=[row.pk]),
            row.get_stage_display(),
            row.unit.short_name,
        )
        for row in rows.select_related("text", "unit").order_by("-at", "-id")[:most]
    ]


def owed_by(actor: Actor) -> Iterable[Owed]:
    """What companies have reported as put right: the unit checks it."""
    if actor.unit is None:
        return []
    rows = Warned.objects.filter(unit=actor.unit, stage=WarningStage.REPORTED).for_list().order_by("at", "id")
    return [
        Owed(str(row), _("To be checked: put right?"), reverse("warning", args=[row.pk]), None)
        for row in rows[:MOST]
    ]


def _counted(url: str, **condition: object) -> object:
    def count(district: District, since: date, until: date) -> Counted:
        period = {"at__gte": start_of_day(since), "at__lt": end_of_day(until)}
        rows = Warned.objects.filter(district=district, **period, **condition).exclude(
            stage=WarningStage.DRAFT
        )
        return Counted(rows.count(), f"{reverse('warnings')}?{url}&since={since}&until={until}")

    return count


sources.register(sources.Kind(SOURCE, gettext_lazy("Notice before enforcement"), Channel.PORTAL, describe))
timeline.register(Strand("warnings", gettext_lazy("Notices before enforcement"), lines))
owed.register("warnings", owed_by)
evidence.register(
    Counter("warnings", Heading.INSTITUTIONS, gettext_lazy("Companies warned before enforcement"), _counted("issued=on"), 80),  # type: ignore[arg-type]
    Counter("penalties-avoided", Heading.INSTITUTIONS, gettext_lazy("Put right after a warning: penalty avoided"), _counted("stage=put_right", stage=WarningStage.PUT_RIGHT), 81),  # type: ignore[arg-type]
)  # fmt: skip
goes_over(
    Going(
        gettext_lazy("Warnings that are open"),
        lambda unit: Warned.objects.filter(unit=unit, stage__in=OPEN),
    )
)
kinds.register(
    Kind(
        "warning-issued", gettext_lazy("Notice before enforcement issued"), FIELDS,
        ("提前告知{number}：{title}", "{company}：请确认收到，并于{due}前整改；按期整改的不予处罚。"),
        ("Notice before enforcement {number}: {title}", "{company}: confirm the receipt and put it right by {due}; then there is no penalty."),
        SAMPLES,
    ),
    Kind(
        "warning-due", gettext_lazy("Date of a notice before enforcement is near"), FIELDS,
        ("整改期限将至：{title}", "{company}：{number}要求于{due}前整改，请整改后在系统中报告。"),
        ("Due soon: {title}", "{company}: by {number} it is to be put right by {due}; report it once it is."),
        SAMPLES,
    ),
    Kind(
        "warning-overdue", gettext_lazy("Date of a notice before enforcement is over"), FIELDS,
        ("整改期限已过：{title}", "{company}：{number}的整改期限{due}已过，尚未收到整改报告。"),
        ("Overdue: {title}", "{company}: the date of {number}, {due}, is over and nothing has been reported."),
        SAMPLES,
    ),
    Kind(
        "warning-reported", gettext_lazy("A company reports that it has put right"), FIELDS,
        ("企业报告已整改：{title}", "{company}报告已按{number}整改，请核查。"),
        ("Reported as put right: {title}", "{company} reports that it has put right what {number} names. Please check."),
        SAMPLES,
    ),
    Kind(
        "warning-judged", gettext_lazy("What became of a notice before enforcement"), (*FIELDS, "stage", "note"),
        ("{number}：{stage}", "{company}：{title}\n{note}\n期限：{due}"),
        ("{number}: {stage}", "{company}: {title}\n{note}\nDue: {due}"),
        SAMPLES,
    ),
)  # fmt: skip
