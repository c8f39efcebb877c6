"""What the district does when it goes out to its companies: each institution lives its year."""

from collections.abc import Callable
from datetime import datetime

from qifu.demonstration import (
    activities,
    circulars,
    hotline,
    letters,
    pledges,
    questionnaires,
    reconciliation,
    symposia,
    visits,
    warnings,
)
from qifu.demonstration.founding import Ground

INSTITUTIONS: tuple[Callable[[Ground, datetime], None], ...] = (
    visits.play,
    pledges.play,
    letters.play,
    activities.play,
    questionnaires.play,
    symposia.play,
    hotline.play,
    circulars.play,
    warnings.play,
    reconciliation.play,
)


def play(ground: Ground, now: datetime) -> None:
    for institution in INSTITUTIONS:
        institution(ground, now)
