"""The Wilson score interval of a share: unlike the usual formula it holds for few cases and near 0 and 1."""

from math import sqrt

Z95 = 1.959963984540054  # the 97.5 % quantile of the standard normal distribution


def interval(hits: int, of: int, z: float = Z95) -> tuple[float, float] | None:
    """The bounds, between 0 and 1; None when there is nothing to judge by."""
    if not 0 <= hits <= of:
        raise ValueError("The hits lie between none and all.")
    if of == 0:
        return None
    share, weight = hits / of, z * z / of
    middle = share + weight / 2
    reach = z * sqrt(share * (1 - share) / of + weight / of / 4)
    low = 0.0 if hits == 0 else (middle - reach) / (1 + weight)
    high = 1.0 if hits == of else (middle + reach) / (1 + weight)
    return low, high
