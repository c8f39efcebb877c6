"""The settings of this app: endpoints as rows; deliveries and wordings on pages of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.notices.endpoints import save_endpoint
from qifu.notices.forms.endpoint import EndpointForm
from qifu.notices.models import Delivery, Endpoint
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, Place, SettingsPage, register


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
