"""The settings of this app: endpoints as rows; deliveries and wordings on pages of their own."""

from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.notices.forms.endpoint import EndpointForm
from qifu.notices.models import Delivery, Endpoint
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, Place, SettingsPage, register


def facts_of(endpoint: Endpoint) -> dict[str, Any]:
    """For the log, which others read: that a secret or a robot's key changed shows, but neither of them."""
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
            what=gettext("Endpoint: %(name)s") % {"name": endpoint},
            subject=endpoint,
            before={key: before[key] for key in changed} if before else None,
            after={key: after[key] for key in changed},
        )
    return True


def latest_deliveries(endpoint: Endpoint, actor: Actor) -> dict[str, Any]:
    return {"deliveries": Delivery.objects.visible_to(actor).filter(endpoint=endpoint)[:8]}


register(
    SettingsPage(
        name="endpoints",
        title=_("Group robots and webhooks"),
        noun=_("Endpoint"),
        lead=_(
            "Where notices go outside the system: group robots of WeCom, DingTalk and Feishu, and other systems."
        ),
        model=Endpoint,
        form=EndpointForm,
        right=Right.SETTINGS,
        columns=(
            Column(pgettext_lazy("endpoint", "Name"), "name"),
            Column(_("Format"), "medium"),
            Column(_("Unit"), "unit"),
            Column(pgettext_lazy("endpoint", "Address"), "place"),
        ),
        order=("id",),
        search=("name",),
        active="active",
        related=("unit",),
        store=save_endpoint,
        aside="notices/endpoint_aside.html",
        beside=latest_deliveries,
        position=52,
    ),
    Place(
        url_name="wordings",
        title=_("Wording of notices"),
        lead=_("What people are told, in both languages, with a preview and the earlier versions."),
        right=Right.SETTINGS,
        position=53,
    ),
    Place(
        url_name="deliveries",
        title=_("Messages sent"),
        lead=_(
            "E-mails, text messages and group robots: what arrived, what is tried again, what was given up."
        ),
        right=Right.SETTINGS,
        position=54,
    ),
)
