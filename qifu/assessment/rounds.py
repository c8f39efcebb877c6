"""The life of a month: computed, published to the heads for contest, frozen; and corrected in a new edition."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.figures.measures import RULES
from qifu.assessment import announcing
from qifu.assessment.computing import Report, calendar_words, cut_off_of, entries_of, latest, mark, window_of
from qifu.assessment.editions import Change, add_edition, change_edition
from qifu.assessment.indicators import Window
from qifu.assessment.ledger import check_keeper, check_version, held, store, write_down
from qifu.assessment.models import Result, Round, Scheme, SchemeVersion
from qifu.assessment.schemes import groups_of, in_force
from qifu.assessment.words import Cause, RoundStage
from qifu.lib.months import first_of
from qifu.lib.workdays import YearNotLoaded, due_date
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def compute(
    scheme: Scheme, month: date, *, by: Actor, at: datetime | None = None, report: Report | None = None
) -> Round:
    """The month's result as it stood at the cut-off; again as long as nobody has seen it."""
    at, month = at or timezone.now(), first_of(month)
    check_keeper(scheme.district, by, system=True)
    version, cut_off = _counted(scheme, month, at)
    groups = groups_of(version, scheme.district)
    if not groups:
        raise Refused(_("No unit is assessed: there is none, or the scheme's groups are empty."))
    round_ = _open(scheme, month)
    _check_draft(round_)
    period = window_of(version, month)
    window = Window(scheme.district, period.first, period.last, cut_off, version.population)
    entries = entries_of(version, groups, window, report)  # what is long comes before anybody is held up
    with transaction.atomic():
        round_ = held(round_)
        if by.role == Role.SYSTEM and round_.edition:
            return round_  # another worker was faster
        _check_draft(round_)
        mark(entries, version, round_.hand_items.all())
        result = Result(
            scheme_version=version,
            cause=Cause.COMPUTED,
            rules=RULES,
            calendar=calendar_words(),
            cut_off=cut_off,
        )
        add_edition(round_, result, entries, by=by, at=at)
        write_down(round_, "compute", by=by, at=at)
        announcing.computed(round_, at)
    return round_


def _counted(scheme: Scheme, month: date, at: datetime) -> tuple[SchemeVersion, datetime]:
    """By which version, and as it stood when."""
    version = in_force(scheme)
    if version is None:
        raise Refused(_("The scheme has no version yet."))
    try:
        cut_off = cut_off_of(version, month)
    except YearNotLoaded as missing:
        raise cannot_count(missing) from missing
    if cut_off > at:
        raise Refused(
            _(
                "The month is counted at %(time)s, which is still to come. The preview shows how it stands now."
            )
            % {"time": f"{due_date(cut_off):%Y-%m-%d} 24:00"}
        )
    return version, cut_off


def _check_draft(round_: Round) -> None:
    if not round_.is_draft:
        raise Refused(
            _(
                "This month has been published: it is computed no more. What is wrong is contested or corrected."
            )
        )


def publish(round_: Round, *, by: Actor, version: int | None = None, at: datetime | None = None) -> Round:
    at = at or timezone.now()
    check_keeper(round_.district, by)
    with transaction.atomic():
        round_ = held(round_, version)
        result = latest(round_)
        if not round_.is_draft or result is None:
            raise Refused(_("This month has been published already."))
        try:
            until = calendar().deadline(at, result.scheme_version.contest_days)
        except YearNotLoaded as missing:
            raise cannot_count(missing) from missing
        round_.stage, round_.published_at, round_.contest_until = RoundStage.PUBLISHED, at, until
        round_.published_edition = round_.edition
        store(round_)
        write_down(round_, "publish", by=by, at=at)
        announcing.published(round_, at)
    return round_


def freeze(round_: Round, *, by: Actor, version: int | None = None, at: datetime | None = None) -> Round:
    at = at or timezone.now()
    check_keeper(round_.district, by)
    with transaction.atomic():
        round_ = held(round_, version)
        if not round_.is_published:
            raise Refused(_("Only a published month is frozen: publish it first, and only once."))
        if round_.contest_until and round_.may_be_contested(at):
            raise Refused(
                _("Units may contest until %(time)s: freeze it after that.")
                % {"time": f"{due_date(round_.contest_until):%Y-%m-%d} 24:00"}
            )
        if waiting := round_.contests.filter(ruling=None).count():
            raise Refused(_("Contests are open (%(count)s): rule on them first.") % {"count": waiting})
        round_.stage, round_.frozen_at, round_.frozen_edition = RoundStage.FROZEN, at, round_.edition
        store(round_)
        write_down(round_, "freeze", by=by, at=at)
        announcing.frozen(round_, at)
    return round_


def correct(
    round_: Round,
    change: Change,
    *,
    why: str,
    approved_by: str,
    by: Actor,
    key: uuid.UUID | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Result:
    """A frozen month is not changed: the correction is another edition, which names what, why and who approved."""
    at = at or timezone.now()
    check_keeper(round_.district, by)
    if not why.strip() or not approved_by.strip():
        raise Refused(_("A correction says why, and who has approved it."))
    with transaction.atomic():
        round_ = held(round_)
        earlier: Result | None = round_.results.filter(key=key).first() if key else None
        if earlier:
            return earlier
        check_version(round_, version)
        if not round_.is_frozen:
            raise Refused(_("Only a frozen month is corrected; before that it is contested."))
        result = change_edition(
            round_, change, Cause.CORRECTION, why=why, approved_by=approved_by, key=key, by=by, at=at
        )
        write_down(round_, "correct", by=by, at=at, note=why)
        announcing.corrected(round_, result, at)
    return result


def _open(scheme: Scheme, month: date) -> Round:
    """Of two who compute a month at once, both find the same one."""
    about = {"scheme": scheme, "month": month}
    found: Round | None = Round.objects.filter(**about).first()
    if found:
        return found
    try:
        with transaction.atomic():
            made: Round = Round.objects.create(district_id=scheme.district_id, **about)
    except IntegrityError:
        made = Round.objects.get(**about)
    return made
