"""The rules in force, and what a new version must keep to."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Ladder, LadderRule
from qifu.supervision.words import Action

LIMITS = ("order_days", "unhappy_limit", "redo_limit", "refusal_limit")


def in_force(district_id: int) -> Ladder | None:
    return Ladder.objects.filter(district=district_id).prefetch_related("rules").order_by("-version").first()


def days_of(ladder: Ladder) -> dict[Action, int]:
    return {Action(rule.action): rule.working_days for rule in ladder.rules.all()}


def numbers_of(ladder: Ladder) -> dict[str, int]:
    days = {action.value: late for action, late in days_of(ladder).items()}
    return {**days, **{name: getattr(ladder, name) for name in LIMITS}}


def checked(days: Mapping[Action, int | None]) -> Sequence[tuple[Action, int]]:
    """The steps from the lowest to the highest. A ladder may end early; it may not skip, and it must rise."""
    climbed: list[tuple[Action, int]] = []
    skipped: Action | None = None
    for action in Action:
        late = days.get(action)
        if late is None:
            skipped = skipped or action
            continue
        if skipped:
            raise Refused(
                _("The ladder skips a step: give the days of “%(skipped)s”, or leave “%(action)s” empty too.")
                % {"skipped": skipped.label, "action": action.label}
            )
        if climbed and late <= climbed[-1][1]:
            raise Refused(
                _(
                    "The ladder does not rise: “%(action)s” must come later than the %(days)s working days of the step before it."
                )
                % {"action": action.label, "days": climbed[-1][1]}
            )
        climbed.append((action, late))
    if not climbed:
        raise Refused(
            _("The ladder has no step: give at least the days of “%(action)s”.")
            % {"action": Action.URGE.label}
        )
    return climbed


def put_in_force(
    district: District, days: Mapping[Action, int | None], *, source: str, by: Actor, **limits: int
) -> Ladder:
    """A new version; steps that were taken keep the version which brought them about."""
    steps = checked(days)
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(
            pk=district.pk
        )  # two who save at once get a version each
        now = in_force(district.pk)
        before = numbers_of(now) if now else {}
        after = {**{action.value: late for action, late in steps}, **limits}
        if before == after:
            raise Refused(_("These are the rules in force; nothing was changed."))
        version = now.version + 1 if now else 1
        ladder = Ladder.objects.create(
            district=district, version=version, source=source, by=by.user, **limits
        )
        LadderRule.objects.bulk_create(
            LadderRule(ladder=ladder, level=level, working_days=late, action=action)
            for level, (action, late) in enumerate(steps, 1)
        )
        log.write(
            LogKind.SETTING,
            by=by,
            what=_("Ladder, version %(version)s") % {"version": version},
            subject=ladder,
            before=before,
            after={**after, "source": source},
        )
    return ladder
