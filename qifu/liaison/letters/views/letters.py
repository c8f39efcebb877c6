"""The letters, one letter with its coverage and a preview, and the list of its companies."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison.letters import coverage
from qifu.liaison.letters.forms.letter import DeliveryFilter, GiveForm
from qifu.liaison.letters.merging import filled, same_for_all
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.letters.sharing import give, share_by_street
from qifu.liaison.letters.views.scope import letter_or_404
from qifu.liaison.letters.words import READERS, SOURCE, DeliveryState
from qifu.liaison.models import Finding
from qifu.lib.docx import pdf
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

NEEDS_SHOWN = 20


@signed_in(*READERS)
@require_safe
def letters(request: Request) -> HttpResponse:
    page = keyset(Letter.objects.visible_to(request.actor), ("-id",), request.GET)
    covered = coverage.of_letters(page.rows)
    context = {
        "page": page,
        "rows": [(letter, *covered.get(letter.pk, (0, 0))) for letter in page],
        "writes": request.actor.role == Role.OFFICE,
        "carries": request.actor.role in (Role.OFFICER, Role.HEAD),
    }
    return render(request, "letters/letters.html", context)


@signed_in(*READERS)
@require_safe
def letter(request: Request, pk: int) -> HttpResponse:
    found = letter_or_404(request, pk)
    delivered, total = coverage.whole(found)
    company = company_for(request, found)
    context: dict[str, Any] = {
        "letter": found,
        "delivered": delivered,
        "total": total,
        "unassigned": found.deliveries.filter(officer=None, state=DeliveryState.WAITING).count(),
        "moved": found.deliveries.filter(state=DeliveryState.MOVED).count(),
        "for_whom": found.for_whom.in_words() if found.listed else "",
        "streets": coverage.by_street(found),
        "officers": coverage.by_officer(found),
        "preview": filled(found, company, "", same_for_all(found)) if company else None,
        "company": company,
        "versions": found.versions.select_related("by"),
        "keeps": request.actor.role == Role.OFFICE,
        "carries": request.actor.role in (Role.OFFICER, Role.HEAD),
        "has_pdf": pdf.program() is not None,
        "findings": needs_of(request, found),
    }
    return render(request, "letters/letter.html", context)


def company_for(request: Request, letter: Letter) -> Enterprise | None:
    """The one that was asked for by its number, else the first of the list, else the first of the register."""
    here = (
        Enterprise.objects.filter(district=letter.district)
        .select_related("street")
        .prefetch_related("contacts")
    )
    number = request.GET.get("company", "").strip().upper()
    asked = here.filter(number=number).first() if number else None
    listed = Delivery.objects.filter(letter=letter).order_by("id").values("enterprise")[:1]
    return asked or here.filter(pk__in=listed).first() or here.filter(merged_into=None).order_by("id").first()


def needs_of(request: Request, letter: Letter) -> Any:
    rows = Delivery.objects.filter(letter=letter).values("pk")
    seen = Finding.objects.visible_to(request.actor).filter(source=SOURCE, source_id__in=rows)
    return seen.for_list().order_by("-day", "-id")[:NEEDS_SHOWN]


@signed_in(*READERS)
@require_safe
def letter_list(request: Request, pk: int) -> HttpResponse:
    found = letter_or_404(request, pk)
    filters = DeliveryFilter(request.GET, request.actor, found)
    seen = Delivery.objects.visible_to(request.actor).filter(letter=found)
    rows = seen.filter(filters.condition(Moment()))
    page = keyset(rows.for_list(), ("id",), request.GET)
    context = {
        "letter": found,
        "filters": filters,
        "page": page,
        "count": count_up_to(rows) if page.previous or page.next else len(page),
        "keeps": request.actor.role == Role.OFFICE and found.stage != "closed",
        "give": GiveForm(letter=found),
    }
    return render(request, "letters/list.html", context)


@signed_in(Role.OFFICE)
@require_POST
def letter_give(request: Request, pk: int) -> HttpResponse:
    found = letter_or_404(request, pk)
    form = GiveForm(request.POST, letter=found)
    chosen = [int(value) for value in request.POST.getlist("chosen") if value.isdigit()]
    if not form.is_valid():
        raise Refused(_("Letters are given to an officer or head of a unit of this district."))
    if not form.cleaned_data["officer"] and "nobody" not in request.POST:
        raise Refused(_("Choose whom to give them to."))
    count = give(found, chosen, form.cleaned_data["officer"], by=request.actor)
    messages.success(request, _("Given: %(count)s companies.") % {"count": count})
    return redirect(safe_way_on(request, request.POST.get("back"), f"/letters/{pk}/list/"))


@signed_in(Role.OFFICE)
@require_http_methods(["POST"])
def letter_share(request: Request, pk: int) -> HttpResponse:
    """What nobody has yet, once more by street."""
    found = letter_or_404(request, pk)
    if found.stage == "closed":
        raise Refused(_("The letter is closed: nothing of it is delivered any more."))
    count = share_by_street(found)
    messages.success(request, _("Shared out by street: %(count)s companies.") % {"count": count})
    return redirect("letter", pk)
