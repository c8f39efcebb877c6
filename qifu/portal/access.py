"""Who may open one appeal: a contact of its company by its number, anybody else by a token which number and phone
have earned (see following.py). The token is signed, names one appeal and dies after two hours.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core import signing
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from qifu.appeals.models import Appeal, Event
from qifu.organisations.actors import Actor, caller
from qifu.organisations.http import Request
from qifu.organisations.models import District
from qifu.organisations.roles import Role
from qifu.portal.districts import district_of

SALT = "qifu.portal.appeal"
LIFE = timedelta(hours=2)
Path = ParamSpec("Path")


@dataclass(frozen=True)
class FileLink:
    name: str
    url: str
    size: int


@dataclass(frozen=True)
class Opened:
    """An appeal, who opened it, and by which handle: its number for a contact, else a token."""

    appeal: Appeal
    district: District
    actor: Actor
    by_number: bool

    @property
    def files(self) -> list[FileLink]:
        """Those that the company may see; the others are the officials'."""
        public = [row for row in self.appeal.attachments.all() if row.public]
        return [FileLink(row.name, self.url("portal-attachment", row.pk), row.file.size) for row in public]

    def again(self) -> "Opened":
        """As the ledger has it now, after a step that was refused half-way."""
        return replace(self, appeal=_plan(Appeal.objects.all()).get(pk=self.appeal.pk))

    def url(self, name: str, *rest: str | int) -> str:
        """The token in it is a fresh one, so that who keeps working is not thrown out."""
        handle = self.appeal.number if self.by_number else token_for(self.appeal)
        return reverse(name, args=[self.district.code, handle, *rest])


def token_for(appeal: Appeal) -> str:
    return signing.dumps([appeal.district_id, appeal.pk], salt=SALT)


def contact_in(request: Request, district: District) -> bool:
    """Whether the visitor has signed in as a contact of this district."""
    return request.actor.role == Role.CONTACT and request.actor.district == district


def opened(
    view: Callable[Concatenate[Request, Opened, Path], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The door before every page of one appeal. Nothing behind it may be cached or found by a search engine."""

    @wraps(view)
    def guarded(
        request: Request, code: str, handle: str, *args: Path.args, **kwargs: Path.kwargs
    ) -> HttpResponseBase:
        district = district_of(code)
        try:
            found = _open(request, district, handle)
        except signing.SignatureExpired:
            return to_follow(district, expired="1")
        if found is None:
            return to_follow(district, number=handle)
        response = view(request, found, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response

    return guarded


def to_follow(district: District, **query: str) -> HttpResponse:
    return redirect(f"{reverse('portal-follow', args=[district.code])}?{urlencode(query)}")


def _open(request: Request, district: District, handle: str) -> Opened | None:
    """None: a number alone opens nothing for a stranger, and does not even say whether it exists."""
    here = Appeal.objects.filter(district=district)
    if ":" in handle:
        appeal = get_object_or_404(_plan(here), pk=_appeal_in(handle, district))
        return Opened(appeal, district, caller(district, appeal.caller_name), by_number=False)
    if not contact_in(request, district):
        return None
    own = Appeal.objects.visible_to(request.actor)
    return Opened(get_object_or_404(_plan(own), number=handle), district, request.actor, by_number=True)


def _appeal_in(token: str, district: District) -> int:
    try:
        district_id, appeal_id = signing.loads(token, salt=SALT, max_age=LIFE)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature as error:
        raise Http404 from error
    if district_id != district.pk:
        raise Http404
    return int(appeal_id)


def _plan(rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
    return rows.select_related("district", "enterprise", "lead_unit", "category").prefetch_related(
        Prefetch("timeline", queryset=Event.objects.select_related("unit")),
        "attachments__file",
        "answers",
        "follow_ups",
    )
