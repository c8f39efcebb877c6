"""Numbers of official documents as GB/T 9704 writes them."""


def official_number(year: int, serial: int) -> str:
    """〔2026〕3号: hexagonal brackets, no leading zero."""
    return f"〔{year}〕{serial}号"
