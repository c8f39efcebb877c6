"""The inspection form and the rules in force, and how another version takes their place."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Checklist, ChecklistItem, SamplingRule


@dataclass(frozen=True)
class ItemText:
    text: str
    points: int
    guide: str = ""


def checklist_in_force(district_id: int) -> Checklist | None:
    found = Checklist.objects.filter(district=district_id).prefetch_related("items")
    return found.order_by("-version").first()


def rule_in_force(district_id: int) -> SamplingRule | None:
    return SamplingRule.objects.filter(district=district_id).order_by("-version").first()


def needed(district: District) -> tuple[SamplingRule, Checklist]:
    rule, checklist = rule_in_force(district.pk), checklist_in_force(district.pk)
    if rule is None or checklist is None:
        raise Refused(
            _("There is no inspection form or no sampling rule yet: the office sets both up under Settings.")
        )
    return rule, checklist


def items_of(checklist: Checklist | None) -> list[ItemText]:
    return (
        [ItemText(item.text, item.points, item.guide) for item in checklist.items.all()] if checklist else []
    )


def put_in_force(
    district: District, items: Sequence[ItemText], *, source: str, by: Actor, seen: int | None = None
) -> Checklist:
    """A new version; draws keep theirs. `seen` is the version that the page was made from."""
    if not items:
        raise Refused(_("An inspection form without items asks nothing: give at least one."))
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(
            pk=district.pk
        )  # two who save at once get a version each
        now = checklist_in_force(district.pk)
        if seen is not None and now and now.version != seen:
            raise Refused(
                _(
                    "Meanwhile somebody else has put version %(version)s of the form in force. Start from that one."
                )
                % {"version": now.version}
            )
        before = items_of(now)
        if before == list(items):
            raise Refused(_("This is the form in force; nothing was changed."))
        made = Checklist.objects.create(
            district=district, version=now.version + 1 if now else 1, source=source, by=by.user
        )
        ChecklistItem.objects.bulk_create(
            ChecklistItem(district=district, checklist=made, position=position, **asdict(item))
            for position, item in enumerate(items, 1)
        )
        log.write(
            LogKind.SETTING,
            by=by,
            what=str(made),
            subject=made,
            before={item.text: item.points for item in before},
            after={**{item.text: item.points for item in items}, _("Source"): source},
        )
    return made
