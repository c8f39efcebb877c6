"""The meeting or resolution that a page is about; outside one's scope it does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from qifu.meetings.models import Item, Meeting, Resolution
from qifu.organisations.http import Request

form_page = require_http_methods(["GET", "HEAD", "POST"])


def meeting_or_404(request: Request, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).for_detail(), pk=pk)
    return found


def item_or_404(meeting: Meeting, pk: int) -> Item:
    item: Item = get_object_or_404(meeting.items.select_related("meeting", "appeal", "unit"), pk=pk)
    return item


def resolution_or_404(request: Request, pk: int) -> Resolution:
    rows = Resolution.objects.visible_to(request.actor).for_list().select_related("item", "meeting__district")
    found: Resolution = get_object_or_404(rows, pk=pk)
    return found


def drafted_or_404(request: Request, pk: int) -> Resolution:
    """A resolution of minutes that are still being written."""
    found = resolution_or_404(request, pk)
    if not found.is_draft:
        raise Http404
    return found


def posted(request: Request) -> bool:
    return request.method == "POST"
