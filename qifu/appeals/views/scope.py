"""The appeal that an official's page is about; outside the scope it does not exist."""

from django.http import Http404

from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.organisations.http import Request
from qifu.organisations.roles import OFFICIALS


def appeal_or_404(request: Request, number: str, appeals: AppealQuerySet | None = None) -> Appeal:
    """Companies have pages of their own in the portal. A city sees several districts, whose numbers may be alike:
    there the address says which (`?district=`).
    """
    if request.actor.role not in OFFICIALS:
        raise Http404
    found = (
        (Appeal.objects.all() if appeals is None else appeals).visible_to(request.actor).filter(number=number)
    )
    if code := request.GET.get("district"):
        found = found.filter(district__code=code)
    appeal: Appeal | None = found.order_by("district_id").first()
    if appeal is None:
        raise Http404
    if request.actor.district and appeal.district_id == request.actor.district.pk:
        appeal.district = request.actor.district  # no need to ask for it
    return appeal
