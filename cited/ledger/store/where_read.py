"""Where an observation was read, the column `where_read`: a place that a stranger finds, or the series it is of."""

import re
from collections.abc import Collection, Iterator, Mapping

DERIVED, UNKNOWN = "derived from", "unknown"
# How the data set of a series ends whose values the project computed.
COMPUTED = "(derived)"
_ADDRESS = re.compile(r"(?<!\S)[a-z]+://\S*", re.IGNORECASE)
_REACHED = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?[,;]?", re.IGNORECASE)
_SERIES = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
# A word, which names no file, no line of one and no page.
_WORD = re.compile(r"[^\W\d_]+")
PLACE = "expected where a stranger finds the value: an address, owner/repository@commit:file:line, or words"


def faults(
    where: str, series: Mapping[str, str], known: Collection[str], codes: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Give `where_read` and what was expected there, for each way in which it says of no place where a value was read.

    `series` is the row of series.csv, `known` has the ids of all series, `codes` those of areas, with which ids end.
    """
    if where == series["code"]:
        yield "where_read", f"{PLACE}; the publisher’s code stands in data/series.csv"
    elif _WORD.fullmatch(where) and where != UNKNOWN:
        yield "where_read", PLACE
    for address in _ADDRESS.findall(where):
        if not _REACHED.fullmatch(address):
            yield "where_read", f"expected an address that begins with https:// and a host; {address} is none"
    if where.startswith(DERIVED):
        endings = {*codes, _ending(series["series"])}
        for name in _SERIES.findall(_ADDRESS.sub("", where)):
            if _ending(name) in endings and name not in known:
                yield "where_read", f"expected series of data/series.csv; it has no {name}"


def hosts(where: str) -> list[str]:
    """Return the hosts of the addresses in a cell `where_read`, each once, without `www.`; none for any other place.

    >>> hosts("https://www.example.org/a ; http://b.example.org:80/c (table 8); owner/repository@1a2b:file")
    ['example.org', 'b.example.org']
    """
    reached = [address for address in _ADDRESS.findall(where) if _REACHED.fullmatch(address)]
    return list(
        dict.fromkeys(re.split(r"[/:?#,;]", one.lower().split("//")[1])[0].removeprefix("www.") for one in reached)
    )


def is_derived(series: Mapping[str, str]) -> bool:
    """Tell whether the project computed the values of a series, of which no publisher prints the numbers."""
    return series["dataset"].endswith(COMPUTED)


def _ending(name: str) -> str:
    return name.rpartition("-")[2].upper()
