"""An enterprise's number, like Q000123; in URLs nothing else is one."""

from qifu.organisations.models import District, NumberSeries

SERIES = "enterprise"


class EnterpriseNumberConverter:
    regex = r"Q\d{6,11}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def next_numbers(district: District, count: int = 1) -> list[str]:
    """Call it outside the transaction that stores the rows: see NumberSeries.take."""
    first = NumberSeries.take(district.pk, SERIES, 0, count)
    return [f"Q{number:06d}" for number in range(first, first + count)]
