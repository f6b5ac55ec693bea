"""The ledger: `data/` as frames. Notebooks read `figures`, `works` and `sources` from here."""

from cited.ledger.frames import exchange_rates, figures, largest, sources, works

__all__ = ["exchange_rates", "figures", "largest", "sources", "works"]
