"""One message to a group robot or to another system."""

import json
from typing import Any

from django.conf import settings

from qifu.notices import posting
from qifu.notices.models import Delivery, EndpointMedium
from qifu.notices.robots import Message, accepts, request_for
from qifu.notices.unsent import Unsent


def send(delivery: Delivery) -> None:
    endpoint = delivery.endpoint
    assert endpoint is not None  # noqa: S101 - the database holds that a webhook has one
    request = request_for(
        EndpointMedium(endpoint.medium), endpoint.url, endpoint.secret, message_of(delivery), key=delivery.key
    )
    status, body = posting.post(request.url, request.body, request.headers)
    if not 200 <= status < 300:
        raise Unsent(f"HTTP {status} {body[:200]}")
    if not accepts(EndpointMedium(endpoint.medium), answer_of(body)):
        raise Unsent(body[:500])


def message_of(delivery: Delivery) -> Message:
    payload = delivery.payload
    return Message(
        kind=payload["kind"],
        district=delivery.district.code,
        title=payload["title"],
        text=payload["text"],
        url=f"{settings.SITE_URL}{payload['url']}" if settings.SITE_URL and payload["url"] else "",
        at=payload["at"],
    )


def answer_of(body: str) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
