"""Two records found to be one enterprise: everything that points to the one moves to the other.

What points here is asked of the models, so that an app which is added later needs nothing from this module. The given-up record
stays, with its number, and leads to the one that stands: always directly, since earlier merges are re-pointed too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from qifu.enterprises.models import Contact, Enterprise, Merge
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right

FACTS = (
    "name", "credit_code", "street", "address", "phone", "industry", "founded", "facts_year", "staff", "revenue",
    "assets", "key", "restructured", "leader",
)  # fmt: skip
FILLED = ("title", "email")  # of a contact that both records have
Moved = dict[str, list[Any]]


@dataclass(frozen=True)
class Pointing:
    """A foreign key that points to a model's rows."""

    model: type[Model]
    column: str

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def name(self) -> str:
        """Models without a name of their own go by their app's: "appeals"."""
        meta = self.model._meta
        named = meta.original_attrs.get("verbose_name_plural")
        return str(named or meta.app_config.verbose_name)

    def ids(self, target: Model) -> list[int]:
        rows = self.model._base_manager.filter(**{self.column: target}).order_by("pk")
        return list(rows.values_list("pk", flat=True))

    def move(self, source: Model, target: Model) -> None:
        self.model._base_manager.filter(**{self.column: source}).update(**{self.column: target})

    def move_each(self, ids: list[int], target: Model) -> list[int]:
        """One by one, and which could not."""
        stayed = []
        for pk in ids:
            try:
                with transaction.atomic():
                    self.model._base_manager.filter(pk=pk).update(**{self.column: target})
            except IntegrityError:
                stayed.append(pk)
        return stayed


def pointing_to(model: type[Model]) -> Iterator[Pointing]:
    for relation in model._meta.related_objects:
        if relation.related_model not in (Merge, model) and not relation.many_to_many:
            yield Pointing(relation.related_model, relation.field.name)


def moving(given_up: Enterprise) -> list[tuple[str, int]]:
    """What would move, for the preview: name and count."""
    found = [(rows.name, len(rows.ids(given_up))) for rows in pointing_to(Enterprise)]
    return [(name, count) for name, count in found if count]


def refusal(kept: Enterprise, given_up: Enterprise) -> str | None:
    if kept.pk == given_up.pk:
        return _("A record cannot be merged into itself. Choose another one.")
    for record in (kept, given_up):
        if record.merged_into_id:
            return _("%(number)s has been merged already. Choose the record that stands for it.") % {
                "number": record.number
            }
    if kept.district_id != given_up.district_id:
        return _("The records belong to different districts and cannot be merged.")
    return None


def codes_differ(kept: Enterprise, given_up: Enterprise) -> bool:
    codes = {kept.credit_code, given_up.credit_code} - {None, ""}
    return len(codes) == 2


def merge(
    kept: Enterprise,
    given_up: Enterprise,
    *,
    by: Actor,
    taken: Mapping[str, bool] | None = None,
    reason: str = "",
    codes_confirmed: bool = False,
) -> Merge:
    """`taken` names the facts that the given-up record says better."""
    if not by.may(Right.MERGE_ENTERPRISES):
        raise Refused(_("Only the programme office merges enterprises."))
    with transaction.atomic():
        kept, given_up = _locked(kept, given_up)
        if codes_differ(kept, given_up) and not codes_confirmed:
            raise Refused(
                _(
                    "The two records have different valid credit codes, so they may well be two enterprises. "
                    "Confirm that they are one, or leave them apart."
                )
            )
        facts, before = log.facts(given_up), log.facts(kept)
        moved = _move(given_up, kept)
        _give_up(given_up, kept)
        for fact in FACTS:
            if (taken or {}).get(fact):
                setattr(kept, fact, getattr(given_up, fact))
        kept.save()
        row = Merge.objects.create(
            district_id=kept.district_id,
            kept=kept,
            given_up=given_up,
            by=by.user,
            facts=facts,
            moved=moved,
            reason=reason,
        )
        _write(row, before, by)
    return row


def _locked(kept: Enterprise, given_up: Enterprise) -> tuple[Enterprise, Enterprise]:
    """As they stand now, held until the merge is done."""
    locked = Enterprise.objects.select_for_update(no_key=True).in_bulk([kept.pk, given_up.pk])
    if sentence := refusal(locked[kept.pk], locked[given_up.pk]):
        raise Refused(sentence)
    return locked[kept.pk], locked[given_up.pk]


def _move(given_up: Enterprise, kept: Enterprise) -> Moved:
    folded = _fold_contacts(given_up, kept)
    moved: Moved = {"folded_contacts": folded} if folded else {}
    for rows in pointing_to(Enterprise):
        if ids := rows.ids(given_up):
            stayed = _carry_or_leave(rows, ids, given_up, kept)
            moved[rows.label] = [pk for pk in ids if pk not in stayed]
            if stayed:
                moved[f"{rows.label} (stayed)"] = stayed
    return moved


def _carry_or_leave(rows: Pointing, ids: list[int], given_up: Enterprise, kept: Enterprise) -> list[int]:
    """What both records have and one company has only once, as a letter that both got, stays with the given-up record: it is
    not lost, since that record stays and is led on from. Returns which.
    """
    try:
        with transaction.atomic():
            rows.move(given_up, kept)
    except IntegrityError:
        return rows.move_each(ids, kept)
    return []


def _carry(rows: Pointing, source: Model, target: Model) -> None:
    try:
        with transaction.atomic():
            rows.move(source, target)
    except IntegrityError as error:
        raise Refused(
            _("Both records have an entry in “%(what)s” which may stand there only once. Settle that first.")
            % {"what": rows.name}
        ) from error


def _fold_contacts(given_up: Enterprise, kept: Enterprise) -> list[dict[str, Any]]:
    """One person, one contact: by telephone; and an account speaks for an enterprise once. What goes is recorded."""
    staying = {contact.phone_key: contact for contact in kept.contacts.all() if contact.phone_key}
    accounts = {contact.user_id for contact in kept.contacts.all()} - {None}
    folded = []
    for contact in given_up.contacts.all():
        twin, account = staying.get(contact.phone_key), contact.user_id
        if twin is None and account not in accounts:
            continue
        folded.append(log.facts(contact))
        Contact.objects.filter(pk=contact.pk).update(user=None)
        if twin is not None:
            if twin.user_id is None and account not in accounts:
                twin.user_id = account
                accounts.add(account)
            _fold(contact, twin)
    return folded


def _fold(contact: Contact, twin: Contact) -> None:
    for column in FILLED:
        setattr(twin, column, getattr(twin, column) or getattr(contact, column))
    twin.save()
    for rows in pointing_to(Contact):
        _carry(rows, contact, twin)
    contact.delete()


def _give_up(given_up: Enterprise, kept: Enterprise) -> None:
    """First, so that the code is free for the record that stays."""
    Enterprise.objects.filter(pk=given_up.pk).update(merged_into=kept)
    Enterprise.objects.filter(merged_into=given_up).update(merged_into=kept)


def _write(row: Merge, before: log.Facts | None, by: Actor) -> None:
    what = _("%(given_up)s merged into %(kept)s") % {"given_up": row.given_up.number, "kept": row.kept.number}
    before, after = log.difference(before, log.facts(row.kept))
    log.write(
        LogKind.ENTERPRISE, by=by, what=what, subject=row.kept, reason=row.reason, before=before, after=after
    )
