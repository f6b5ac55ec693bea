"""The language of a text, by its commonest words."""

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in that is for with by",
    "de": "der die und das von mit den ist im für",
    "fr": "le la les et des du que est dans pour",
    "es": "el los las y del que en por con una",
    "it": "il di che e la della per con nel una",
    "pt": "o os de que e do da em para com",
}
# So many characters tell it.
_READ = 50_000


def language(text: str) -> str:
    """Return the language, ISO 639-1, whose commonest words a text has most of; English where it has none."""
    counts = Counter(re.findall(r"[^\W\d_]+", text[:_READ].lower()))
    scores = {code: sum(counts[word] for word in common.split()) for code, common in _WORDS.items()}
    return max(scores, key=scores.__getitem__)
