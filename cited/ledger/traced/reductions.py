"""One number made of several: by which calculations, and what it is then made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from cited.ledger.traced import origins
from cited.ledger.traced.hedged_ends import AT_LEAST, AT_MOST
from cited.ledger.traced.origins import Origin

Floats = npt.NDArray[np.float64]

# Reductions of which the result is made of every value, with their rule in words.
OF_ALL = {"sum": "sum", "mean": "mean", "median": "median", "std": "standard deviation", "var": "variance"}
# Reductions of which the result is one of the values.
OF_ONE: dict[str, Callable[[Any], Any]] = {
    "min": np.argmin,
    "max": np.argmax,
    "first": lambda values: 0,
    "last": lambda values: -1,
}
SO_FAR = {"cumsum": OF_ALL["sum"], "cummin": "smallest so far", "cummax": "largest so far"}
RUNNING: dict[str, np.ufunc] = {"cumsum": np.add, "cummin": np.minimum, "cummax": np.maximum}


def reduced(how: str, values: Floats, sources: Iterable[Origin | None], **kwargs: Any) -> tuple[float, Origin | None]:
    """Return one number made of several and its origin; NaN without an origin where there is none.

    Also as a sum: no limit stated is not zero.
    """
    if how not in OF_ALL and how not in OF_ONE:
        raise TypeError(f"{how}: no rule says what such a number is made of; take the plain numbers with astype(float)")
    if not len(values):
        return np.nan, None
    if how in ("std", "var"):
        _require_numbers(how, sources := list(sources))
    if how == "var" and (unit := next((origin.unit for origin in sources if origin and origin.unit), "")):
        raise origins.ProvenanceError(f"variance: of {unit} it has no unit; take the standard deviation, `std`")
    if how in OF_ONE:
        every = list(sources)
        origins.together(every, how, once=False)
        place = OF_ONE[how](values)
        return float(values[place]), every[place]
    settings = {"ddof": kwargs.get("ddof", 1)} if how in ("std", "var") else {}
    with np.errstate(invalid="ignore"):
        value = float(getattr(np, how)(values, **settings)) if len(values) > settings.get("ddof", 0) else np.nan
    return value, origins.together(sources, OF_ALL[how])


def _require_numbers(how: str, sources: Iterable[Origin | None]) -> None:
    """Raise ProvenanceError for a spread of the ends of ranges, which says nothing about what lies between them."""
    for origin in sources:
        if origin and origin.hedge in (AT_LEAST, AT_MOST):
            name = origin.sources[0].name if origin.sources else "a number"
            raise origins.ProvenanceError(
                f"{OF_ALL[how]}: {name} is known as {origin.hedge} so much, and ends of ranges have no spread that is "
                'a bound; select figures that print one number, as `frame[frame["low"] == frame["high"]]`'
            )


def opened(how: str, numbers: Floats, sources: Iterable[Origin | None]) -> Floats:
    """Return numbers with the ends that the words leave open as infinite: what is missing so is not left out.

    No limit above makes every sum, mean and largest number have none. No limit below adds nothing to a sum of what is
    at least, and is no largest number, so there it stays missing.
    """
    made = numbers
    for place, origin in enumerate(sources):
        if origin and numbers[place] != numbers[place] and not origin.rule:
            if origin.hedge == AT_MOST:
                made = made if made is not numbers else numbers.copy()
                made[place] = np.inf
            elif origin.hedge == AT_LEAST and how in ("mean", "median", "min", "cummin"):
                made = made if made is not numbers else numbers.copy()
                made[place] = -np.inf
    return made


def paired(sign: str, pair: Any, sources: Any, values: Floats) -> list[Origin | None]:
    """Return the origins of the results of two columns under a sign, given their numbers and origins, pair by pair.

    Two columns are the ends of ranges where one figure has two numbers: then they may be added, for the middle.
    """
    ends = sign == "+" and any(
        abs(first - second) > 0 and origins.are_ends(one, other)
        for first, second, one, other in zip(*np.broadcast_arrays(*pair), *sources, strict=True)
    )
    return [
        None if value != value else origins.calculated(sign, first, second, ends=ends)
        for value, first, second in zip(values, *sources, strict=True)
    ]


def accumulated(
    how: str, numbers: Floats, sources: Iterable[Origin | None], *, skipna: bool = True
) -> tuple[Floats, list[Origin | None]]:
    """Return the running sum, smallest or largest of numbers, and the origin of each; NaN stays NaN, without one.

    Without `skipna` everything from the first NaN on is NaN, as pandas has it.
    """
    if how not in RUNNING:
        raise TypeError(f"{how}: no rule says what such a number is made of; take the plain numbers with astype(float)")
    numbers = opened(how, numbers, sources := list(sources))
    present = ~np.isnan(numbers)
    if not skipna:
        present = np.logical_and.accumulate(present)
    stated = [origin for origin, there in zip(sources, present, strict=True) if there]
    values = np.full(len(numbers), np.nan)
    running = RUNNING[how].accumulate(numbers[present])
    values[present] = running
    made = iter(origins.spans(stated, ((0, end) for end in range(1, len(stated) + 1)), SO_FAR[how], running))
    return values, [next(made) if there else None for there in present]
