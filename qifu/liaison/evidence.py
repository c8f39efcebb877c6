"""What liaison itself can count under the five "in place", and the board that shows everybody's counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.liaison.models import Duty, DutyReport, Evidence, LeaderContact, LeaderLink, MemberUnit, Programme
from qifu.liaison.words import HEADINGS, STANDING, DutyStage, ProgrammeStage, ReportStage
from qifu.organisations import evidence
from qifu.organisations.evidence import Counted, Counter, Heading
from qifu.organisations.models import District

Count = Callable[[District, date, date], Counted]


@dataclass(frozen=True)
class Figure:
    label: Promise
    count: int
    url: str


@dataclass(frozen=True)
class Pillar:
    """One of the five: what is counted and what was entered by hand."""

    heading: Heading
    label: Promise
    figures: Sequence[Figure]
    entered: Sequence[Evidence]

    @property
    def is_shown(self) -> bool:
        """Whether there is any. Numbers of different things are never added up."""
        return bool(self.entered) or any(figure.count for figure in self.figures)


def board_of(programme: Programme) -> list[Pillar]:
    """One query for what was entered, and one for each figure."""
    entered: dict[str, list[Evidence]] = {heading: [] for heading in Heading}
    for row in programme.evidence.filter(struck=False):
        entered[row.heading].append(row)
    return [
        Pillar(heading, label, figures_of(heading, programme), entered[heading])
        for heading, label in HEADINGS.items()
    ]


def figures_of(heading: Heading, programme: Programme) -> list[Figure]:
    found = []
    for counter in evidence.counters_of(heading):
        counted = counter.count(programme.district, programme.begins_on, programme.ends_on)
        found.append(Figure(counter.label, counted.count, counted.url if counted.count else ""))
    return found


def _of_the_period(since: date, until: date, programme: str = "") -> Q:
    """Of the programmes that the period touches; the lists behind the figures narrow by the same two days."""
    return Q(**{f"{programme}begins_on__lte": until, f"{programme}ends_on__gte": since})


def programmes(district: District, since: date, until: date) -> Counted:
    found = Programme.objects.filter(_of_the_period(since, until), district=district)
    url = f"{reverse('programmes')}?since={since}&until={until}"
    return Counted(found.exclude(stage=ProgrammeStage.DRAFT).count(), url)


def member_units(district: District, since: date, until: date) -> Counted:
    period = _of_the_period(since, until, "programme__")
    found = MemberUnit.objects.filter(period, programme__district=district).exclude(responsible_name="")
    return Counted(
        found.exclude(programme__stage=ProgrammeStage.DRAFT).count(), f"{reverse('programme')}#units"
    )


def duties_at(*stages: DutyStage, word: str) -> Count:
    def count(district: District, since: date, until: date) -> Counted:
        period = _of_the_period(since, until, "programme__")
        found = Duty.objects.filter(period, district=district, stage__in=stages)
        return Counted(found.count(), f"{reverse('duties')}?stage={word}&since={since}&until={until}")

    return count


def reports_received(district: District, since: date, until: date) -> Counted:
    period = _of_the_period(since, until, "duty__programme__")
    found = DutyReport.objects.filter(period, district=district).exclude(stage=ReportStage.SENT_BACK)
    return Counted(found.count(), f"{reverse('reports')}?stage={STANDING}&since={since}&until={until}")


def appeals_from(channel: Channel) -> Count:
    def count(district: District, since: date, until: date) -> Counted:
        found = Appeal.objects.filter(
            district=district, channel=channel, registered_on__gte=since, registered_on__lte=until
        )
        url = f"{reverse('appeals')}?channel={channel}&since={since}&until={until}"
        return Counted(found.count(), url)

    return count


def contacts_of_leaders(district: District, since: date, until: date) -> Counted:
    found = LeaderContact.objects.filter(district=district, day__gte=since, day__lte=until)
    return Counted(found.count(), f"{reverse('leader-contacts')}?since={since}&until={until}")


def linked_companies(district: District, since: date, until: date) -> Counted:
    standing = Q(until=None) | Q(until__gte=since)
    found = LeaderLink.objects.filter(standing, district=district, since__lte=until)
    count = found.values("enterprise").distinct().count()
    return Counted(count, f"{reverse('leader-link-history')}?since={since}&until={until}")


COUNTERS = (
    Counter("programme", Heading.PLAN, _("Programme documents issued"), programmes, 10),
    Counter("from-visits", Heading.PLAN, _("Problems found on visits"), appeals_from(Channel.VISIT), 20),
    Counter(
        "leader-contacts",
        Heading.PLAN,
        _("Contacts of leaders with their companies"),
        contacts_of_leaders,
        35,
    ),
    Counter("linked", Heading.ORGANISATION, _("Companies linked to a leader"), linked_companies, 30),
    Counter("on-site", Heading.PLAN, _("Problems found working on site"), appeals_from(Channel.ON_SITE), 30),
    Counter(
        "from-symposia", Heading.PLAN, _("Problems raised at symposia"), appeals_from(Channel.SYMPOSIUM), 40
    ),
    Counter(
        "member-units", Heading.ORGANISATION, _("Member units with a responsible leader"), member_units, 10
    ),
    Counter(
        "duties",
        Heading.ORGANISATION,
        _("Duties handed down to units"),
        duties_at(DutyStage.OPEN, DutyStage.FINISHED, word=STANDING),
        20,
    ),
    Counter("duty-reports", Heading.SUPERVISION, _("Monthly reports received"), reports_received, 10),
    Counter(
        "duties-finished",
        Heading.SUPERVISION,
        _("Duties finished and confirmed"),
        duties_at(DutyStage.FINISHED, word=DutyStage.FINISHED.value),
        20,
    ),
)
