"""Who hears of meetings and resolutions. Each occasion has one key, so that nobody hears of it twice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from qifu.meetings.models import Meeting, Resolution
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import Unit, User
from qifu.organisations.roles import Role

UNIT = (Role.HEAD, Role.OFFICER)


def asked_to(meeting: Meeting) -> list[User]:
    """The people of the units that are asked to come, and the leader in the chair."""
    units = Unit.objects.filter(pk__in=meeting.attendances.values("unit"))
    return people.at_units(units, *UNIT) + people.of_leader(meeting.chair)


def planned(meeting: Meeting, units: Iterable[Unit], at: datetime) -> None:
    to = people.at_units(units, *UNIT) + people.of_leader(meeting.chair)
    _tell(
        "meeting-planned",
        meeting,
        to,
        f"planned-{meeting.sequence}",
        at,
        _when(meeting),
        remark=meeting.remark,
    )


def changed(
    meeting: Meeting,
    lines: Sequence[str],
    *,
    staying: Sequence[Unit],
    newly: Sequence[Unit],
    no_longer: Sequence[Unit],
    at: datetime,
) -> None:
    """Whose coming is all that changed is told alone."""
    turn = meeting.sequence
    if lines:
        to = people.at_units(staying, *UNIT) + people.of_leader(meeting.chair)
        _tell("meeting-changed", meeting, to, f"changed-{turn}", at, _when(meeting), changes="\n".join(lines))
    if newly:
        to = people.at_units(newly, *UNIT)
        _tell("meeting-planned", meeting, to, f"planned-{turn}", at, _when(meeting), remark=meeting.remark)
    if no_longer:
        to = people.at_units(no_longer, *UNIT)
        _tell("meeting-not-asked", meeting, to, f"not-asked-{turn}", at, {"starts": meeting.starts_at})


def cancelled(meeting: Meeting, at: datetime) -> None:
    said = {"starts": meeting.starts_at, "reason": meeting.cancel_reason}
    _tell("meeting-cancelled", meeting, asked_to(meeting), "cancelled", at, said)


def tomorrow(meeting: Meeting, at: datetime) -> None:
    """Once for each time that the meeting was set to."""
    _tell(
        "meeting-tomorrow",
        meeting,
        asked_to(meeting),
        f"soon-{meeting.starts_at:%Y%m%d%H%M}",
        at,
        _when(meeting),
    )


def minutes_awaited(meeting: Meeting, at: datetime) -> None:
    to = people.of_office(meeting.district)
    _tell("minutes-awaited", meeting, to, "minutes-awaited", at, {"starts": meeting.starts_at})


def finalised(meeting: Meeting, at: datetime) -> None:
    _tell("minutes-finalised", meeting, asked_to(meeting), "finalised", at, {"number": meeting.number})


def corrected(meeting: Meeting, note: str, at: datetime) -> None:
    said = {"number": meeting.number, "note": note}
    _tell("minutes-corrected", meeting, asked_to(meeting), f"corrected-{meeting.version}", at, said)


def given(resolution: Resolution, at: datetime) -> None:
    to = people.at_unit(resolution.unit, *UNIT)
    _tell_of("resolution-given", resolution, to, "given", at, **_task(resolution))


def reported(resolution: Resolution, at: datetime) -> None:
    to = people.of_office(resolution.district)
    said = {"unit": resolution.unit.short_name, "report": resolution.report}
    _tell_of("resolution-reported", resolution, to, f"reported-{_turn(resolution)}", at, **said)


def sent_back(resolution: Resolution, reason: str, at: datetime) -> None:
    _tell_owner("resolution-sent-back", resolution, f"back-{_turn(resolution)}", reason, at)


def postponed(resolution: Resolution, reason: str, at: datetime) -> None:
    _tell_owner("resolution-postponed", resolution, f"postponed-{_turn(resolution)}", reason, at)


def overdue(resolution: Resolution, at: datetime) -> None:
    """Once for each date that it was due on."""
    to = people.at_unit(resolution.unit, Role.HEAD) + people.of_office(resolution.district)
    occasion = f"overdue-{resolution.due_on:%Y%m%d}"
    _tell_of("resolution-overdue", resolution, to, occasion, at, **_task(resolution))


def _when(meeting: Meeting) -> dict[str, object]:
    return {"starts": meeting.starts_at, "place": meeting.place}


def _task(resolution: Resolution) -> dict[str, object]:
    return {
        "unit": resolution.unit.short_name,
        "due": resolution.due_on,
        "meeting": resolution.meeting.title,
    }


def _turn(resolution: Resolution) -> int:
    """It may be reported and sent back several times; each time is an occasion of its own."""
    return resolution.events.count()


def _tell_owner(kind: str, resolution: Resolution, occasion: str, reason: str, at: datetime) -> None:
    to = people.at_unit(resolution.unit, *UNIT)
    _tell_of(kind, resolution, to, occasion, at, reason=reason, due=resolution.due_on)


def _tell(
    kind: str,
    meeting: Meeting,
    to: Sequence[User],
    occasion: str,
    at: datetime,
    said: Mapping[str, object],
    **more: object,
) -> None:
    url, key = reverse("meeting", args=[meeting.pk]), f"meeting-{meeting.pk}-{occasion}"
    tell(kind, to=to, district=meeting.district, url=url, key=key, at=at, title=meeting.title, **said, **more)


def _tell_of(
    kind: str, resolution: Resolution, to: Sequence[User], occasion: str, at: datetime, **said: object
) -> None:
    url, key = reverse("resolution", args=[resolution.pk]), f"resolution-{resolution.pk}-{occasion}"
    about = resolution.text[:80]
    tell(kind, to=to, district=resolution.district, url=url, key=key, at=at, resolution=about, **said)
