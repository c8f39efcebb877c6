"""What a person was told: the list, the way to what it is about, and the number above every page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qifu.notices import kinds, reading
from qifu.notices.models import Notice
from qifu.notices.views.frames import frame_of
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.paging import count_up_to, keyset

SHOWN = 99


@never_cache
@signed_in()
def notice_list(request: Request) -> HttpResponse:
    own = Notice.objects.visible_to(request.actor)
    unread, only_unread = count_up_to(own.unread()), request.GET.get("show") == "unread"
    page = keyset(own.unread() if only_unread else own, ("-at", "-id"), request.GET)
    lines = [{"notice": notice, "kind": kinds.find(notice.kind)} for notice in page]
    here = reverse("notices")
    tabs = [
        {"label": _("All"), "url": here, "active": not only_unread},
        {"label": _("Unread"), "url": f"{here}?show=unread", "count": unread, "active": only_unread},
    ]
    context = {"page": page, "lines": lines, "unread": unread, "only_unread": only_unread, "tabs": tabs}
    return render(request, "notices/notices.html", context | frame_of(request))


@never_cache
@signed_in()
def unread(request: Request) -> HttpResponse:
    """One look into an index that holds unread notices alone."""
    count = count_up_to(Notice.objects.visible_to(request.actor).unread(), SHOWN)
    return render(request, "notices/unread.html", {"count": count, "shown": SHOWN})


@never_cache
@signed_in()
def open_notice(request: Request, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    reading.read(notice, by=request.actor)
    return redirect(safe_way_on(request, notice.url, reverse("notices")))


@require_POST
@signed_in()
def read(request: Request, pk: int) -> HttpResponse:
    reading.read(
        get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk),
        by=request.actor,
    )
    return redirect(safe_way_on(request, request.POST.get("next"), reverse("notices")))


@require_POST
@signed_in()
def read_all(request: Request) -> HttpResponse:
    count = reading.read_all(by=request.actor)
    said = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("notices")
