"""Whether a sentence that names parties names one of a row's, besides what it has as examples."""

import re
from collections.abc import Mapping

from cited.intake.language.sentences import sentence
from cited.ledger.store import names
from cited.ledger.store.mentions import Gazetteer, party_name

# What is in brackets, or an example, says of whom else the sentence speaks; US$ is a currency.
_ASIDE = re.compile(r"\([^)]*\)|\b(?:including|such as|among them)\b.*$|\b[A-Z]{1,3}\$", re.DOTALL)


def fault(row: Mapping[str, str], line: str, start: int, places: Gazetteer, codes: Mapping[str, str]) -> str:
    """Return what was expected where a figure's sentence names parties, and neither actor nor counterpart among them.

    `start` is where the figure stands in its line, `codes` has the area code of each party by name. Empty where the
    sentence names nobody but the whole world, and where a party has no code: a text may call it anything.
    """
    parties = [party for column in ("actor", "counterpart") for party in names.several(row.get(column) or "")]
    ours = {codes.get(party, "") for party in parties}
    if not ours or "" in ours:
        return ""
    opening, closing = sentence(line, start)
    named = {mention.code for mention in places.mentions(line[opening:closing])} - {""}
    meant = {mention.code for mention in places.mentions(_ASIDE.sub(" ", line[opening:closing]))} - {places.world, ""}
    # A group is named by a member of it, and a country by a group that it belongs to.
    wider = {group for code in ours for group in places.groups.get(code, ())}
    members = {code for code in named if ours.intersection(places.groups.get(code, ()))}
    if not meant or ours & {*named, places.world} or wider & meant or members:
        return ""
    return f"expected a party that the sentence names: {', '.join(sorted(party_name(code) for code in meant))}"
