"""How a meeting reads in an appeal's timeline. The company does not see it."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals import workflow
from qifu.appeals.page import timeline

workflow.SENTENCES["discussed"] = _("discussed it at a meeting")
timeline.LABELS.update({"meeting": _("Meeting"), "minutes": _("Minutes"), "resolved": _("Resolved")})
timeline.TONES["discussed"] = "warn"
