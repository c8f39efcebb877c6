"""An endpoint is saved with its history, which others read: its secret and its key must not stand there."""

from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from qifu.notices.models import Endpoint
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind


def facts_of(endpoint: Endpoint) -> dict[str, Any]:
    """That the secret or the key in the address changed shows by a mark, but neither of them."""
    marks = {
        name: salted_hmac("endpoint", getattr(endpoint, name)).hexdigest()[:6] for name in ("secret", "url")
    }
    secret = f"••• ({marks['secret']})" if endpoint.secret else ""
    return log.facts(endpoint) | {"secret": secret, "url": f"{endpoint.place} ({marks['url']})"}


def save_endpoint(endpoint: Endpoint, actor: Actor) -> bool:
    with transaction.atomic():
        old = Endpoint.objects.filter(pk=endpoint.pk).first()
        before, after = (facts_of(old) if old else None), facts_of(endpoint)
        if before == after:
            return False
        endpoint.save()
        after = facts_of(endpoint)
        changed = sorted(key for key in after if before is None or before[key] != after[key])
        log.write(
            LogKind.SETTING,
            by=actor,
            what=_("Endpoint: %(name)s") % {"name": endpoint},
            subject=endpoint,
            before={key: before[key] for key in changed} if before else None,
            after={key: after[key] for key in changed},
        )
    return True
