"""What a plain number makes of one that knows its sources: its rule, its unit, and what is refused."""

from __future__ import annotations

from cited.ledger.traced import hedged_ends
from cited.ledger.traced.origins import Origin, ProvenanceError, rule_of

PER_CENT = 100
# By what people divide amounts so that they are short.
SCALES = {
    1e3: "thousand",
    1e4: "ten thousand",
    1e6: "million",
    1e8: "hundred million",
    1e9: "billion",
    1e12: "trillion",
    1e15: "quadrillion",
}
# To shares and multiples the whole is added, or taken from: what is left of it, and growth. To an amount nothing is.
WHOLES = (1, PER_CENT)
PARTS = ("", "percent", "times")
CONSTANT = {"+": "and a constant", "-": "less a constant", "*": "times a constant", "/": "divided by a constant"}


def with_constant(operator: str, origin: Origin | None, constant: float, *, turned: bool = False) -> Origin | None:
    """Return the origin of a traced number and a plain one, which comes first where `turned`; a share times one hundred
    is in per cent.

    Raises ProvenanceError where it is added to an amount or taken from one: what is typed has no source.
    """
    if origin is None:
        return None
    if operator in "+-" and constant and not (origin.unit in PARTS and abs(constant) in WHOLES):
        raise ProvenanceError(
            f"{origin.unit or 'a ratio'} ({origin.sources[0].name if origin.sources else 'a constant'}) {operator} "
            f"{constant:.12g}: a typed number has no source; take one of the ledger, or float() of it in a cell "
            "with the tag `untraced`, whose numbers pages mark"
        )
    if turned and operator == "/":
        origin = origin._replace(unit=_turned(origin))
    if not turned and operator in "*/":
        origin = scaled(operator, origin, abs(constant))
    if (turned and operator in "-/") != (operator in "*/" and constant < 0):
        origin = origin._replace(hedge=hedged_ends.TURNED[origin.hedge])
    if operator in "+-" and constant == 0:
        return origin
    unit = "percent" if operator == "*" and not origin.unit and constant == PER_CENT else origin.unit
    if unit == "percent" and not origin.unit:
        return origin._replace(unit=unit)
    if unit == "percent" and (operator, constant) in (("/", PER_CENT), ("*", 1 / PER_CENT)):
        # So many in a hundred are a share of one.
        unit = ""
    return Origin(origin.sources, unit, rule_of([origin], CONSTANT[operator]), origin.hedge)


def _turned(origin: Origin) -> str:
    """Return the unit of one divided by a number: of a rate the other way round; refused where there is none."""
    above, per, below = origin.unit.partition(" per ")
    if origin.unit and not per:
        raise ProvenanceError(
            f"a constant divided by {origin.unit} ({origin.sources[0].name if origin.sources else 'a constant'}): what "
            "it comes to has no unit; divide by another amount, or multiply"
        )
    return f"{below} per {above}" if per else ""


def scaled(operator: str, origin: Origin, constant: float) -> Origin:
    """Return the origin of a number for `*` or `/` by a constant; times a thousand or more, a rate is one per so many.

    Raises ProvenanceError for an amount by a power of a thousand, ten thousand or a hundred million: its unit would
    stay, and the page would say it wrong by so much.
    """
    times = 1 / constant if 0 < constant < 1 else constant
    name = SCALES.get(float(f"{times:.9g}"))
    if not name or not origin.unit:
        return origin
    above, per, below = origin.unit.rpartition(" per ")
    if per and operator == "*" and constant > 1 and below.split(" ")[0] not in SCALES.values():
        return origin._replace(unit=f"{above} per {name} {below}")
    raise ProvenanceError(
        f"rescaled by a {name}: {origin.unit} ({origin.sources[0].name if origin.sources else 'a constant'}) "
        "would stay its unit; pages write millions and billions by themselves; leave the amount as it is"
    )
