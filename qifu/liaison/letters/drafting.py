"""Writing a letter, for whom it is, and the list of companies; once it is being delivered its text stands."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.guards import check_office
from qifu.liaison.letters import sharing
from qifu.liaison.letters.announcing import given
from qifu.liaison.letters.merging import check_text
from qifu.liaison.letters.models import Delivery, Letter, LetterVersion
from qifu.liaison.letters.words import LetterStage
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused

CHUNK = 1000


def write(
    *,
    district: District,
    by: Actor,
    title: str,
    text: str,
    dated_on: date,
    due_on: date,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Letter:
    check_office(by, district)
    _check(title, text, dated_on, due_on)

    def make() -> Letter:
        letter: Letter = Letter.objects.create(
            district=district, title=title, text=text, dated_on=dated_on, due_on=due_on, by=by.user, key=key
        )
        _keep_version(letter, by, at or timezone.now())
        return letter

    return once(Letter.objects.filter(district=district), key, make)


def change(
    letter: Letter,
    *,
    by: Actor,
    title: str,
    text: str,
    dated_on: date,
    due_on: date,
    version: int | None = None,
    at: datetime | None = None,
) -> bool:
    """Other words are a further version; False when nothing differs."""
    _check(title, text, dated_on, due_on)
    with transaction.atomic():
        letter = held_draft(letter, by)
        if version is not None and version != letter.version:
            raise Refused(
                _("Somebody else has changed this letter since you opened it. Look at it as it is now.")
            )
        said = {"title": title, "text": text, "dated_on": dated_on, "due_on": due_on}
        if all(getattr(letter, name) == value for name, value in said.items()):
            return False
        new_words = (letter.title, letter.text) != (title, text)
        for name, value in said.items():
            setattr(letter, name, value)
        letter.version += new_words
        letter.save()
        if new_words:
            _keep_version(letter, by, at or timezone.now())
    return True


def draw_up(letter: Letter, target: Target, *, by: Actor) -> int:
    """The list anew, street by street, shared out to the streets' officers; returns how many companies."""
    with transaction.atomic():
        letter = held_draft(letter, by)
        rows = target.enterprises(letter.district).select_related(None)
        companies = list(rows.order_by("street__order", "street_id", "address", "id").only("id", "street_id"))
        if not companies:
            raise Refused(_("No company of the register fits. Choose others."))
        letter.deliveries.all().delete()
        Delivery.objects.bulk_create(
            [Delivery(letter=letter, enterprise=row, street_id=row.street_id) for row in companies], CHUNK
        )
        letter.target, letter.listed = target.as_json, len(companies)
        letter.save(update_fields=["target", "listed"])
        sharing.share_by_street(letter)
    return len(companies)


def start(letter: Letter, *, by: Actor, at: datetime | None = None) -> None:
    """From now on it is delivered; each officer is told how many letters are theirs."""
    at = at or timezone.now()
    with transaction.atomic():
        letter = held_draft(letter, by)
        if not letter.listed:
            raise Refused(_("The letter goes to nobody yet: choose the companies first."))
        if letter.due_on < timezone.localdate(at):
            raise Refused(_("The day by which it is to be delivered has passed: set a later one."))
        letter.stage, letter.started_at = LetterStage.SENDING, at
        letter.save(update_fields=["stage", "started_at"])
        given(letter, at)


def close(letter: Letter, *, by: Actor, at: datetime | None = None) -> None:
    """What has not been delivered stays on the list as it is."""
    with transaction.atomic():
        letter = held(letter)
        check_office(by, letter.district)
        if not letter.is_sending:
            raise Refused(_("The letter is not being delivered."))
        letter.stage, letter.closed_at = LetterStage.CLOSED, at or timezone.now()
        letter.save(update_fields=["stage", "closed_at"])


def held(letter: Letter) -> Letter:
    rows: Any = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("district")
    found: Letter = rows.get(pk=letter.pk)
    return found


def held_draft(letter: Letter, by: Actor) -> Letter:
    found = held(letter)
    check_office(by, found.district)
    if not found.is_draft:
        raise Refused(_("The letter is being delivered already: its text and its list stand."))
    return found


def _check(title: str, text: str, dated_on: date, due_on: date) -> None:
    missing: Iterable[str] = [part for part in (title, text) if not part.strip()]
    if missing:
        raise Refused(_("A letter has a heading and a text."))
    check_text(title, text)
    if due_on < dated_on:
        raise Refused(_("It is to be delivered before its own date: correct one of the two days."))


def _keep_version(letter: Letter, by: Actor, at: datetime) -> None:
    LetterVersion.objects.create(
        letter=letter, version=letter.version, title=letter.title, text=letter.text, at=at, by=by.user
    )
