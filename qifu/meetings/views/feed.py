"""The person's calendar: the page with its secret address, and what stands behind that address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.meetings.feed import calendar_of, renew, token_of, user_of
from qifu.meetings.models import CalendarLink
from qifu.meetings.views.scope import form_page, posted
from qifu.meetings.words import READERS
from qifu.organisations.http import Request, signed_in


@signed_in(*READERS)
@form_page
def calendar_link(request: Request) -> HttpResponse:
    user = request.actor.user
    assert user is not None  # noqa: S101 - behind signed_in
    if posted(request):
        renewed = _("This is your new address. Earlier ones no longer work.")
        messages.success(request, _("This is your address.") if renew(user).generation == 1 else renewed)
        return redirect("calendar-link")
    link = CalendarLink.objects.filter(user=user).first()
    path = reverse("calendar-feed", args=[token_of(link)]) if link else ""
    context = {"link": link, "address": request.build_absolute_uri(path) if path else ""}
    return render(request, "meetings/calendar_link.html", context)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Calendars cannot sign in: whoever has the address reads it, and nobody else can guess one."""
    user = user_of(token)
    if user is None:
        raise Http404
    content = calendar_of(
        user, lambda meeting: request.build_absolute_uri(reverse("meeting", args=[meeting.pk]))
    )
    headers = {
        "Cache-Control": "private, max-age=300",
        "Content-Disposition": 'inline; filename="meetings.ics"',
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
