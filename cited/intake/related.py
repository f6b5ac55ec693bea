"""What relations are made of: quantities with their sentences, and which of them must fit each other."""

from typing import NamedTuple

from cited.intake.quantities import Quantity


class Said(NamedTuple):
    """A quantity with the line it stands in and where its sentence begins and ends there."""

    quantity: Quantity
    line: str
    opening: int
    closing: int

    @property
    def words(self) -> str:
        """Return the quantity's sentence."""
        return self.line[self.opening : self.closing]


class Related(NamedTuple):
    """Quantities that must fit each other: their kind, and their indices in the order that the kind's rule has.

    `growth`: rate, what it led to, and the base where it is printed; `share`: the share, its part, and the whole
    where it is printed; `part`: part, whole; `change`: after, before; `total`: total and parts; `currencies`: the
    second amount, the first; `same`: the later, the earlier; `duration`: the duration alone.
    """

    kind: str
    figures: tuple[int, ...]
