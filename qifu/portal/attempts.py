"""Wrong tries at number and phone are written into the log, like refused sign-ins; what is written there also limits.

The log is in the database, so the limit holds across processes and restarts, and the audit administrator sees who guessed.
"""

from datetime import timedelta

from django.utils import timezone

from qifu.organisations.models import District, LogEntry, LogKind

WINDOW = timedelta(minutes=15)
TRIES_A_NUMBER = 10
TRIES_AN_ADDRESS = 30  # a whole street office shares one


def limited(district: District, number: str, address: str | None) -> bool:
    return _spent(_number(district, number), TRIES_A_NUMBER) or address_limited(address)


def address_limited(address: str | None) -> bool:
    return _spent(_address(address), TRIES_AN_ADDRESS)


def wrong_link(district: District, address: str | None) -> None:
    LogEntry.objects.create(
        kind=LogKind.SIGN_IN_FAILED,
        district=district,
        who=address or "-",
        what="link for judging: not valid",
        subject=_address(address),
        address=address,
    )


def failed(district: District, number: str, address: str | None) -> None:
    """One entry for each of the two things that are counted; the phone that was tried is not kept."""
    LogEntry.objects.bulk_create(
        LogEntry(
            kind=LogKind.SIGN_IN_FAILED,
            district=district,
            who=address or "-",
            what=f"{number}: number and phone do not match",
            subject=subject,
            address=address,
        )
        for subject in (_number(district, number), _address(address))
    )


def _spent(subject: str, tries: int) -> bool:
    """Whether the try before all but the last `tries - 1` lies within the window: one look into an index."""
    entries = LogEntry.objects.filter(subject=subject).order_by("-id").values_list("at", flat=True)
    found = list(entries[tries - 1 : tries])
    return bool(found) and found[0] > timezone.now() - WINDOW


def _number(district: District, number: str) -> str:
    return f"follow:{district.code}:{number}"


def _address(address: str | None) -> str:
    return f"follow-from:{address}"
