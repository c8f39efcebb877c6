class NumberConverter:
    """An appeal's number in an address, so that "register" or "lookup" never reads as one."""

    regex = r"\d{4}-\d{6,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
