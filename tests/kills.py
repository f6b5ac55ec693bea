"""How often each test of kills kills: a few times in the suite, five hundred times in all by `make soak`."""

import os

# `make soak PART=2/5` makes the second fifth of these.
SOAK = {"build": 300, "draft": 40, "confirm": 40, "tidy": 40, "audit": 40, "watch": 20, "pdf": 20}
assert sum(SOAK.values()) == 500
PART = "CITED_SOAK"


def numbers(name: str, usual: int) -> list[int]:
    """Return the numbers of the kills that a test makes, by which its random moments are drawn."""
    if not (part := os.environ.get(PART)):
        return list(range(usual))
    first, parts = map(int, part.split("/"))
    assert 1 <= first <= parts <= 20, f"PART={part}; expected 1/1 to 20/20"
    return list(range(SOAK[name]))[first - 1 :: parts]
