"""How the portal's own step reads in an appeal's timeline. The company does not see it: it has the notice."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals import workflow
from qifu.appeals.page import timeline

workflow.SENTENCES["send_link"] = _("sent the link for judging again")
timeline.LABELS["people"] = _("Sent to how many people")
timeline.TONES["send_link"] = "quiet"
