"""Words of other scripts on a page: apart from what stands beside them, and marked with their language.

Without the first, two names that run from right to left take the arrow between them, and a number after a name moves
before it: https://www.w3.org/International/articles/inline-bidi-markup/
"""

import re

from cited.tags import TAG

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms, with marks; numbers belong to words beside them.
LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
LEFTWARD = re.compile(rf"(?:\d+(?:[.,]\d+)*\s)?[{LETTER}](?:[{LETTER}\d\s.'’\"%-]*[{LETTER}\d%])?")
FIRST_STRONG, POP = "\u2068", "\u2069"
KANA, HANGUL, HAN = "\u3041-\u30ff\u31f0-\u31ff", "\u1100-\u11ff\uac00-\ud7af", "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
# With the signs, digits and blanks between them.
SIGN = f"[{KANA}{HANGUL}{HAN}]"
EASTERN = re.compile(rf"{SIGN}(?:[{SIGN[1:-1]}\u3001-\u301f\uff01-\uff5e\d\s-]*{SIGN})?")


def marked(html: str) -> str:
    """Return a page in which each run of such words stands in a `bdi`, or says its language; all else stays as it is.

    A drawing (`<text>` of SVG) can hold no element of HTML: there signs isolate words, and no language is said.
    """
    if not re.search(f"[{LETTER}]|{SIGN}", html):
        return html
    pieces, end, apart, drawn = list[str](), 0, 0, 0
    for tag in TAG.finditer(html):
        pieces += [html[end : tag.start()] if apart else _text(html[end : tag.start()], bool(drawn)), tag[0]]
        end, (_, closing, name, attributes) = tag.end(), tag.groups()
        if name and not attributes.endswith("/"):
            step = -1 if closing else 1
            apart += step * (name.lower() == "title")
            drawn += step * (name.lower() == "text")
    return "".join([*pieces, _text(html[end:], False)])


def language(words: str) -> str:
    """Return the language of words in these scripts: Kana are Japanese, Hangul is Korean, all else is Chinese."""
    if re.search(f"[{KANA}]", words):
        return "ja"
    return "ko" if re.search(f"[{HANGUL}]", words) else "zh"


def _text(text: str, drawn: bool) -> str:
    if text.isascii():
        return text
    if drawn:
        return LEFTWARD.sub(rf"{FIRST_STRONG}\g<0>{POP}", text)
    isolated = LEFTWARD.sub(r"<bdi>\g<0></bdi>", text)
    return EASTERN.sub(lambda run: f'<span lang="{language(run[0])}">{run[0]}</span>', isolated)
