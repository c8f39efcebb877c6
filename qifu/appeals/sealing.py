"""The district's chain over batches of events, and the check of the whole ledger.

Events are chained per appeal as they are written, which makes nobody wait. A few seconds later the sealer closes the
district's new events into one link of a second chain. See docs/decisions/0003-ledger-chain.md for what that guarantees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from qifu.appeals.figures.months import wrongly_kept
from qifu.appeals.figures.past import wrongly_counted
from qifu.appeals.involving import wrongly_involved
from qifu.appeals.models import Appeal, Event, Seal
from qifu.appeals.settling import highest_settled
from qifu.lib.digests import chain, seal
from qifu.organisations.models import District

BATCH = 5000


@dataclass(frozen=True)
class Fault:
    """The first row that does not hold."""

    row: str
    sentence: str


def seal_batch(district: District) -> Seal | None:
    """Seal the events that have come since the last seal; None when there are none. Two sealers at once do no harm:
    the second finds the sequence taken and its transaction ends without effect.
    """
    highest = highest_settled()
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=district.pk)  # one sealer a district
        last = Seal.objects.filter(district=district).order_by("-sequence").first()
        events = list(
            Event.objects.filter(district=district, id__gt=last.last_event if last else 0, id__lte=highest)
            .order_by("id")
            .values_list("id", "digest")[:BATCH]
        )
        if not events:
            return None
        previous = last.digest if last else ""
        return Seal.objects.create(
            district=district,
            sequence=last.sequence + 1 if last else 1,
            first_event=events[0][0],
            last_event=events[-1][0],
            count=len(events),
            previous=previous,
            digest=chain(previous, (digest for _id, digest in events)),
        )


def verify(district: District) -> Fault | None:
    """Recompute every digest and both chains; the first fault in the order of the ledger, or None."""
    return next(_faults(district), None)


def _faults(district: District) -> Iterator[Fault]:
    yield from _broken_events(district)
    yield from _broken_heads(district)
    yield from _broken_seals(district)
    for appeal in wrongly_involved(district)[:1]:
        yield Fault(
            f"appeal {appeal.number}",
            _("the units that see it are not those that were given it or registered it"),
        )
    for appeal, _facts in islice(wrongly_counted(district), 1):
        yield Fault(f"appeal {appeal.number}", _("what the figures count of it is not what its events say"))
    for month in wrongly_kept(district)[:1]:
        yield Fault(
            f"figures {month:%Y-%m}", _("the kept figures are not what the appeals count: recount them")
        )


def _broken_events(district: District) -> Iterator[Fault]:
    key = settings.LEDGER_KEY.encode()
    events = (
        Event.objects.filter(district=district)
        .annotate(number=F("appeal__number"))
        .order_by("appeal_id", "sequence")
    )
    appeal, sequence, previous = 0, 0, ""
    for event in events.iterator(chunk_size=2000):
        if event.appeal_id != appeal:
            appeal, sequence, previous = event.appeal_id, 0, ""
        sequence += 1
        row = f"event {event.pk} ({event.number} #{event.sequence})"
        if event.sequence != sequence:
            yield Fault(row, _("an event before it is missing"))
        elif event.previous != previous:
            yield Fault(row, _("it does not follow the event before it"))
        elif seal(key, event.content(event.number)) != event.digest:
            yield Fault(row, _("its content was changed after it was written"))
        sequence, previous = event.sequence, event.digest


def _broken_heads(district: District) -> Iterator[Fault]:
    """An appeal whose last event does not carry the digest that the appeal remembers: events were cut off its end."""
    last = Event.objects.filter(appeal=OuterRef("pk"), sequence=OuterRef("events"), digest=OuterRef("head"))
    for appeal in Appeal.objects.filter(~Exists(last), district=district).order_by("id")[:1]:
        yield Fault(f"appeal {appeal.number}", _("its last event is not the one it remembers"))


def _broken_seals(district: District) -> Iterator[Fault]:
    previous, last = "", 0
    for sequence, batch in enumerate(
        Seal.objects.filter(district=district).order_by("sequence").iterator(), start=1
    ):
        digests = list(
            Event.objects.filter(district=district, id__gt=last, id__lte=batch.last_event)
            .order_by("id")
            .values_list("digest", flat=True)
        )
        row = f"seal {batch.sequence} (events {batch.first_event}-{batch.last_event})"
        if batch.sequence != sequence or batch.previous != previous:
            yield Fault(row, _("a seal before it is missing or was changed"))
        elif len(digests) != batch.count:
            yield Fault(
                row,
                _("it holds %(count)s events, but there are %(found)s")
                % {"count": batch.count, "found": len(digests)},
            )
        elif chain(previous, digests) != batch.digest:
            yield Fault(row, _("its events are not the ones that were sealed"))
        previous, last = batch.digest, batch.last_event
