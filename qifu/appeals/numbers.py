"""An appeal's number, like 2026-000123: how it is written, and how an address or a filter knows one."""

SHAPE = r"\d{4}-\d{6,7}"


def written(year: int, count: int) -> str:
    return f"{year}-{count:06d}"


class NumberConverter:
    """An appeal's number in an address, so that "register" or "lookup" never reads as one."""

    regex = SHAPE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
