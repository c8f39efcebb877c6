"""Writing the programme down, starting and ending it: by the office, each change with its line of history."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from qifu.appeals.models import Aspect
from qifu.liaison.guards import check_office, check_still_written
from qifu.liaison.models import InstitutionInUse, Programme
from qifu.liaison.pictures import listed, programme_picture, write_down
from qifu.liaison.words import DutyStage, ProgrammeStage
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader
from qifu.organisations.refusals import Refused


def save_programme(
    programme: Programme,
    *,
    by: Actor,
    aspects: Sequence[Aspect],
    deputies: Sequence[Leader] = (),
    members: Sequence[Leader] = (),
    institutions: Iterable[int] = (),
) -> bool:
    """False when nothing differs."""
    check_office(by, programme.district)
    check_programme(programme, [programme.head, *deputies, *members])
    with transaction.atomic():
        before = programme_picture(programme) if programme.pk else {}
        _store(programme)
        programme.aspects.set(aspects)
        programme.deputies.set(deputies)
        programme.members.set(members)
        _switch_on(programme, set(institutions))
        changed = write_down(programme, before, programme_picture(programme), by=by)
        if programme.stage == ProgrammeStage.RUNNING:
            _show_in_the_frame(programme.district, programme.title)
    return changed


def check_programme(programme: Programme, group: Sequence[Leader]) -> None:
    check_still_written(programme)
    if programme.begins_on > programme.ends_on:
        raise Refused(_("The programme ends before it begins: correct the two days."))
    if not programme.begins_on.year <= programme.year <= programme.ends_on.year:
        raise Refused(
            _("The programme's year %(year)s lies outside its period: correct one of them.")
            % {"year": programme.year}
        )
    twice = {leader for leader in group if group.count(leader) > 1}
    if twice:
        raise Refused(
            _("%(names)s cannot stand in the leading group twice: choose one part for each.")
            % {"names": listed(sorted(leader.name for leader in twice))}
        )
    if programme.pk:
        check_duties_stay_inside(programme)


def check_duties_stay_inside(programme: Programme) -> None:
    duties = programme.duties.exclude(stage=DutyStage.DROPPED)
    inside = duties.filter(
        due_at__gt=start_of_day(programme.begins_on), due_at__lte=end_of_day(programme.ends_on)
    )
    if outside := duties.exclude(pk__in=inside.values("pk")).first():
        raise Refused(
            _("The duty “%(duty)s” is due on %(day)s, outside the new period: change the duty first.")
            % {"duty": outside, "day": outside.due_on}
        )


def _store(programme: Programme) -> None:
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as error:
        raise Refused(_("There is a programme of this year with this title already.")) from error


def _switch_on(programme: Programme, numbers: set[int]) -> None:
    programme.institutions.exclude(number__in=numbers).delete()
    rows = [InstitutionInUse(programme=programme, number=number) for number in sorted(numbers)]
    InstitutionInUse.objects.bulk_create(rows, ignore_conflicts=True)


def start(programme: Programme, *, by: Actor) -> None:
    check_office(by, programme.district)
    check_ready(programme)
    if other := Programme.objects.running_in(programme.district):
        raise Refused(_already_running(other))
    try:
        with transaction.atomic():
            _move(programme, ProgrammeStage.DRAFT, ProgrammeStage.RUNNING, by)
            _show_in_the_frame(programme.district, programme.title)
    except IntegrityError as error:  # two were started in the same moment
        raise Refused(_already_running(programme)) from error


def check_ready(programme: Programme) -> None:
    """An institution without anybody responsible is none."""
    units = list(programme.member_units.select_related("unit"))
    if not units:
        raise Refused(_("No unit takes part yet: choose the member units first."))
    unnamed = [row.unit.short_name for row in units if not row.responsible_name or not row.contact_name]
    if unnamed:
        raise Refused(
            _("Without a responsible leader or a contact officer so far: %(units)s. Name them first.")
            % {"units": listed(unnamed)}
        )


def end(programme: Programme, *, by: Actor) -> None:
    check_office(by, programme.district)
    open_duties = programme.duties.filter(stage=DutyStage.OPEN).count()
    if open_duties:
        raise Refused(
            _("%(count)s duties are still in hand: finish or drop them before the programme ends.")
            % {"count": open_duties}
        )
    with transaction.atomic():
        _move(programme, ProgrammeStage.RUNNING, ProgrammeStage.ENDED, by)
        _show_in_the_frame(programme.district, "")


def _already_running(other: Programme) -> str:
    return _("“%(title)s” is running: one programme runs a district. End it first.") % {"title": other}


def _move(programme: Programme, source: ProgrammeStage, target: ProgrammeStage, by: Actor) -> None:
    before = programme_picture(programme)
    moved = Programme.objects.filter(pk=programme.pk, stage=source).update(stage=target)
    if not moved:
        raise Refused(_("The programme is not in the stage for this any more. Load the page again."))
    programme.refresh_from_db()
    write_down(programme, before, programme_picture(programme), by=by)


def _show_in_the_frame(district: District, title: str) -> None:
    """The line below the district's name is a fact of the district, so that a page need not ask for it."""
    District.objects.filter(pk=district.pk).update(subtitle=title)
