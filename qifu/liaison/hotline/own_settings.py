"""The hotline among the settings: its numbers, the extensions, the telephone system."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.liaison.hotline.models import Extension, HotlineRule
from qifu.organisations.actors import Actor
from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import User
from qifu.organisations.roles import Right, Role
from qifu.organisations.rule_versions import in_force, store_version
from qifu.organisations.settings_pages import Column, Place, SettingsPage, register

NUMBERS = {"answer_seconds": (1, 300), "retry_minutes": (5, 2880), "tries": (1, 10)}


class HotlineRuleForm(SettingsForm):
    class Meta:
        model = HotlineRule
        fields = (*NUMBERS, "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {"source": _("The rule or decision that these numbers come from.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, (least, most) in NUMBERS.items():
            if name in cleaned and not least <= cleaned[name] <= most:
                self.add_error(
                    name, gettext("Between %(least)s and %(most)s.") % {"least": least, "most": most}
                )
        return cleaned


class ExtensionForm(SettingsForm):
    class Meta:
        model = Extension
        fields = ("extension", "user")

    def narrow(self, field: "forms.ModelChoiceField[Any]") -> None:
        super().narrow(field)
        at_desk = {"posts__district": self.actor.district, "posts__role__in": (Role.OPERATOR, Role.OFFICE)}
        field.queryset = User.objects.filter(**at_desk, posts__active=True).distinct().order_by("name", "id")


def new_version(rule: HotlineRule, actor: Actor) -> bool:
    return store_version(rule, actor, (*NUMBERS, "source"), what=_("Rules of the hotline"))


register(
    SettingsPage(
        name="hotline-rules",
        title=_("Rules of the hotline"),
        noun=_("Rules of the hotline"),
        lead=_(
            "How quickly a call is to be answered, and how often one that was missed is tried. Every change is a new version."
        ),
        model=HotlineRule,
        form=HotlineRuleForm,
        right=Right.SETTINGS,
        rows=lambda actor: in_force(HotlineRule, actor),
        columns=(
            Column(_("Seconds within which a call is to be answered"), "answer_seconds"),
            Column(_("Minutes between two tries of a call-back"), "retry_minutes"),
            Column(_("Tries in vain after which a call-back is given up"), "tries"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        store=new_version,
        position=52,
    ),
    SettingsPage(
        name="extensions",
        title=_("Extensions of the hotline"),
        noun=_("Extension"),
        lead=_("Who sits at which extension, so that the telephone system's records name the operator."),
        model=Extension,
        form=ExtensionForm,
        right=Right.SETTINGS,
        columns=(Column(_("Extension"), "extension"), Column(_("Operator"), "user")),
        order=("extension", "pk"),
        related=("user",),
        position=53,
    ),
    Place(
        title=_("Telephone system"),
        lead=_("The pop-up address, and the secret by which calls are told."),
        right=Right.SETTINGS,
        url_name="phone-system",
        position=54,
    ),
)
