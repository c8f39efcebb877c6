from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from qifu.appeals.models import Attachment
from qifu.appeals.views import attachment
from qifu.organisations.http import Request
from qifu.portal.access import Opened, opened


@require_safe
@opened
def download(request: Request, found: Opened, pk: int) -> HttpResponseBase:
    public = Attachment.objects.filter(appeal=found.appeal, public=True)
    return attachment.download(get_object_or_404(public.select_related("file"), pk=pk))
