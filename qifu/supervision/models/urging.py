from django.db import models

from qifu.supervision.models.numbered import Numbered


class UrgingNotice(Numbered):
    """催办通知: to the officers and the head of a unit; nothing has to be answered."""

    SERIES = "urging"

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "serial"], name="urging_number_once")
        ]
