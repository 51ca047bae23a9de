"""A number divided among units by weights: whole products that sum exactly (pure)."""

from collections.abc import Sequence


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` divided in proportion to `weights` (whole, from 0) by the largest remainders.

    The parts are whole, none below 0, and sum to `total` exactly; each is its exact share rounded down or up; equal
    remainders go to the earlier one. All weights 0 count as all equal. Raises ValueError for a negative number, or when
    there is nobody to give to.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("a number of products is not negative")
    if not weights:
        raise ValueError("nobody to give to")
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    order = sorted(range(len(shares)), key=lambda index: (-(total * shares[index] % whole), index))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
