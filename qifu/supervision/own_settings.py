"""The settings page of this app. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Place, register

register(
    Place(
        url_name="ladder",
        title=_("Ladder"),
        lead=_("What happens to an appeal that is not answered in time, step by step."),
        right=Right.SETTINGS,
        position=48,
    )
)
