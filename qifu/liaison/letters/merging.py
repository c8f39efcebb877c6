"""The fields of a letter, filled in for one company; a field that nobody knows is refused by its name."""

from collections.abc import Mapping, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.letters.words import FIELDS
from qifu.notices.rendering import Words, render, unknown_in
from qifu.organisations.models import District, Leader, Unit, UnitKind
from qifu.organisations.refusals import Refused

LANGUAGE = "zh-hans"  # of the letter, whoever prints it
CONTACTS = Prefetch("contacts", queryset=Contact.objects.order_by("id"))


def check_text(title: str, text: str) -> None:
    if wrong := unknown_in(Words(title, text), FIELDS):
        known = "、".join(f"{{{name}}}" for name in FIELDS)
        raise Refused(
            _(
                "The letter cannot be filled in: %(wrong)s. In braces may stand only %(known)s, each brace opened and closed."
            )
            % {"wrong": "、".join(wrong), "known": known}
        )


def same_for_all(letter: Letter) -> dict[str, object]:
    """Two queries, asked once for all companies."""
    district: District = letter.district
    head = Leader.objects.filter(district=district, is_head=True, active=True).first()
    office = Unit.objects.filter(district=district, kind=UnitKind.OFFICE, active=True).first()
    return {
        "leader": f"{head.title}{head.name}" if head else "",
        "date": letter.dated_on,
        "office_phone": (office.phone if office else "") or district.hotline,
    }


def filled(letter: Letter, enterprise: Enterprise, officer: str, same: Mapping[str, object]) -> Words:
    contacts: Sequence[Contact] = list(enterprise.contacts.all()[:1])
    contact = contacts[0] if contacts else None
    fields = {
        **same,
        "company": enterprise.name,
        "contact": f"{contact.name}{contact.title}" if contact else _("the person in charge"),
        "street": enterprise.street.short_name if enterprise.street else "",
        "officer": officer or "________",
    }
    return render(Words(letter.title, letter.text), fields, LANGUAGE)


def to_print(letter: Letter, **narrow: object) -> list[Delivery]:
    """With all that a page needs, street by street."""
    rows = letter.deliveries.filter(**narrow).select_related("enterprise__street", "officer")
    return list(
        rows.prefetch_related(Prefetch("enterprise__contacts", queryset=CONTACTS.queryset)).order_by("id")
    )
