"""POST /hotline/calls/: what the telephone system says of a call, as JSON."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from qifu.liaison.hotline.records import (
    MOST_BYTES,
    BadField,
    district_by_secret,
    district_by_signature,
    read_record,
    take_record,
)
from qifu.organisations.models import District


def take_posted(request: HttpRequest) -> JsonResponse:
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        return _said(_("A call's record has at most %(most)s bytes.") % {"most": MOST_BYTES}, 413)
    body = request.body
    if len(body) > MOST_BYTES:
        return _said(_("A call's record has at most %(most)s bytes.") % {"most": MOST_BYTES}, 413)
    district = sender(request, body)
    if district is None:
        return _said(_("The secret or the signature is not good. The programme office can renew it."), 403)
    try:
        record = read_record(json.loads(body))
    except (ValueError, RecursionError):
        return _said(_("The body is not JSON."), 422)
    except BadField as bad:
        return JsonResponse({"error": bad.sentence, "field": bad.field}, status=422)
    call = take_record(record, district)
    return JsonResponse({"call": call.external_id, "outcome": call.outcome})


def sender(request: HttpRequest, body: bytes) -> District | None:
    scheme, _space, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return district_by_secret(bearer.strip())
    return district_by_signature(
        request.headers.get("X-Qifu-District", ""),
        request.headers.get("X-Qifu-Timestamp", ""),
        request.headers.get("X-Qifu-Signature", ""),
        body,
    )


def _said(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
