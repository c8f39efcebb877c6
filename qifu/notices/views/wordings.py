"""The words of notices, kind by kind in both languages: written, looked at, and what they were before."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from qifu.notices import kinds, wording
from qifu.notices.forms.wording import WordingForm
from qifu.notices.kinds import Kind
from qifu.notices.models import Wording
from qifu.notices.rendering import Words
from qifu.notices.rendering import render as fill
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right

LANGUAGES = [code for code, _label in settings.LANGUAGES]


@never_cache
@with_right(Right.SETTINGS)
def wording_list(request: Request) -> HttpResponse:
    own = wording.newest_of(district_of(request))
    lines = [line(kind, {code: own.get((kind.name, code)) for code in LANGUAGES}) for kind in kinds.every()]
    return render(request, "notices/wordings.html", {"lines": lines})


def line(kind: Kind, own: dict[str, Wording | None]) -> dict[str, object]:
    language = settings.LANGUAGE_CODE
    title = fill(wording.said_by(own[language], kind, language), kind.example, language).title
    return {"kind": kind, "title": title, "own": [row for row in own.values() if row]}


@never_cache
@with_right(Right.SETTINGS)
def edit(request: Request, name: str) -> HttpResponse:
    kind = kinds.find(name)
    if kind is None:
        raise Http404
    forms = forms_for(request, kind)
    good = request.method == "POST" and valid(forms)
    if good and "preview" not in request.POST and save(request, kind, forms):
        return redirect("wordings")
    versions = Wording.objects.filter(district=district_of(request), kind=kind.name).select_related("by")
    context = {
        "kind": kind,
        "forms": forms,
        "previews": previews(kind, forms),
        "versions": versions.order_by("-id"),
    }
    return render(request, "notices/wording.html", context)


def forms_for(request: Request, kind: Kind) -> list[WordingForm]:
    return [
        WordingForm(
            request.POST if request.method == "POST" else None,
            kind=kind,
            language=language,
            initial=shown(request, kind, language),
        )
        for language in LANGUAGES
    ]


def shown(request: Request, kind: Kind, language: str) -> dict[str, Any]:
    """The words in force; or earlier ones (`?take=`, 0 is the preset), to be looked at and saved again."""
    district = district_of(request)
    own = wording.in_force(district, kind, language)
    words = wording.said_by(own, kind, language)
    taken = request.GET.get("take", "")
    if taken == "preset":
        words = kind.preset(language)
    elif taken.isascii() and taken.isdigit():
        earlier = Wording.objects.filter(
            district=district, kind=kind.name, language=language, pk=int(taken)
        ).first()
        words = Words(earlier.title, earlier.body) if earlier else words
    return {"version": wording.version_in_force(own), "title": words.title, "body": words.body}


def valid(forms: list[WordingForm]) -> bool:
    """Each is asked, so that the mistakes of both show at once."""
    return not [form for form in forms if not form.is_valid()]


def save(request: Request, kind: Kind, forms: list[WordingForm]) -> bool:
    try:
        with transaction.atomic():
            changed = [
                wording.write(
                    kind, form.language, form.words, seen=form.cleaned_data["version"], by=request.actor
                )
                for form in forms
            ]
    except Refused as refused:
        forms[0].add_error(None, str(refused))
        return False
    messages.success(
        request, _("Saved. From now on it is said so.") if any(changed) else _("Nothing was different.")
    )
    return True


def previews(kind: Kind, forms: list[WordingForm]) -> list[tuple[str, Words]]:
    return [(form.language_label, fill(form.words, kind.example, form.language)) for form in forms]
