"""What a publisher's file says of a series, before it is a row of the ledger."""

from dataclasses import dataclass, field
from decimal import Decimal

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Observation:
    """A published value: its EDTF period, the number and the worth of its last digit in the base unit, its place.

    `flag` is what the publisher writes after the number: `p`, `e`, `*`; empty without.
    """

    period: str
    value: Decimal
    precision: Decimal
    place: str
    flag: str = ""


@dataclass
class FoundSeries:
    """A series as a file has it; what the file does not say is empty, or `unknown` where the ledger says so."""

    stem: str
    title: str
    place: str = ""
    code: str = ""
    area: str = ""
    area_name: str = ""
    partner: str = ""
    partner_name: str = ""
    unit: str = ""
    multiplier: Decimal = Decimal(1)
    kind: str = ""
    publisher: str = UNKNOWN
    dataset: str = UNKNOWN
    vintage: str = UNKNOWN
    licence: str = UNKNOWN
    address: str = ""
    remark: str = ""
    # What an import says of the file's own: rows passed over, a title that is a code.
    notes: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
