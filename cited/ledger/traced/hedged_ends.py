"""What the words of figures leave of a number that is made of them: at least, at most, or about so much."""

from collections.abc import Iterable

AT_LEAST, AT_MOST, ABOUT = "at least", "at most", "about"
# Of the number with its sign turned, or of one divided by it.
TURNED = {"": "", AT_LEAST: AT_MOST, AT_MOST: AT_LEAST, ABOUT: ABOUT}


def of_ends(low: float, high: float, hedge: str) -> tuple[str, str]:
    """Return what the words of a figure leave of its low and of its high end (NaN: not stated)."""
    if low == high:
        return (ABOUT, ABOUT) if hedge else ("", "")
    return AT_LEAST, AT_MOST


def together(hedges: Iterable[str]) -> str:
    """Return what is left of a number made of others: one word, where all hedges of it say the same."""
    bending = {*hedges} - {""}
    return bending.pop() if len(bending) == 1 else ABOUT if bending else ""


def unbounded(operator: str, first: str, second: str) -> bool:
    """Tell whether two numbers set against each other are open on the same side, so that nothing bounds the result."""
    return operator in "-/" and {first, TURNED[second]} == {AT_LEAST, AT_MOST}


def calculated(operator: str, first: str, second: str) -> str:
    """Return what is left of two numbers under `+`, `-`, `*` or `/`."""
    return together([first, TURNED[second] if operator in "-/" else second])
