from typing import Any

from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField
from qifu.liaison.forms.fields import OneFileField
from qifu.liaison.models import Evidence
from qifu.organisations.forms.settings import SettingsForm


class EvidenceForm(SettingsForm):
    on = DayField(label=_("Date"))
    file = OneFileField(label=_("File"))
    field_order = ("heading", "title", "on", "document_number", "file")

    class Meta:
        model = Evidence
        fields = ("heading", "title", "document_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["on"].initial = self.instance.on
        if self.instance.file_name:
            self.fields["file"].help_text = _("Stored: %(name)s. A new file takes its place.") % {
                "name": self.instance.file_name
            }

    def clean_on(self) -> Any:
        self.instance.on = self.cleaned_data["on"]
        return self.instance.on
