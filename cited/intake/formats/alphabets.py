"""Languages written in ISO 8859-2, told from western ones by their letters where a file does not say its encoding."""

import re
from collections import Counter

_WESTERN = (
    "äöüß",
    "àâæçéèêëîïôœùûüÿ",
    "áéíñóúüïçà",
    "ãáâàçéêíóôõúü",
    "àèéìíîòóùú",
    "åäöæøéüš",
    "ëïéèöüáóä",
    "äöõüšž",
    "áðéíóúýþæö",
)
# Hungarian; Polish; Czech; Slovak; Croatian and Slovene; Romanian.
_CENTRAL = ("áéíóöőúüű", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "čćđšž", "ăâîșțşţ")
_ENCODINGS = {"cp1252": _WESTERN, "cp1250": _CENTRAL, "iso8859_2": _CENTRAL}
# Quotation marks, dashes, currencies and other signs of all of these.
_SIGNS = re.compile(r"[\x00-\x7f\xa0«»‹›“”„‘’‚–—…•€£§°·©®±¿¡½¼¾²³]")
_MOST = 200_000
# So large a share of a text's letters beyond ASCII are those of its language, and it has so many.
_SHARE, _FEWEST = 0.97, 5


def central(content: bytes) -> str:
    """Return the central encoding in which some bytes fit one of its languages better than they fit any
    western one in that of Windows; else an empty text."""
    fits = {encoding: _fit(content[:_MOST], encoding, languages) for encoding, languages in _ENCODINGS.items()}
    best = max(fits, key=lambda encoding: fits[encoding])
    return best if fits[best] >= _SHARE and fits[best] > fits["cp1252"] else ""


def _fit(content: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """The share of a text's letters beyond ASCII that are those of the one language that has most of them."""
    letters = Counter(_SIGNS.sub("", content.decode(encoding, "replace")).lower())
    if letters.total() < _FEWEST:
        return 0.0
    return max(sum(letters[one] for one in language) for language in languages) / letters.total()
