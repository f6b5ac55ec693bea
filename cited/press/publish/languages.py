"""Words of Chinese, Japanese and Korean, marked with their language, so that they are read and set as such."""

import re

from cited.press.publish import texts

KANA, HANGUL, HAN = "\u3041-\u30ff\u31f0-\u31ff", "\u1100-\u11ff\uac00-\ud7af", "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
# With the signs, digits and blanks between them.
LETTER = f"[{KANA}{HANGUL}{HAN}]"
WORDS = re.compile(rf"{LETTER}(?:[{LETTER[1:-1]}\u3001-\u301f\uff01-\uff5e\d\s-]*{LETTER})?")


def marked(html: str) -> str:
    """Return a page in which each run of such words says its language; Han characters alone are taken for Chinese."""
    return texts.changed(html, _text) if WORDS.search(html) else html


def of(words: str) -> str:
    """Return the language of words in these scripts: Kana are Japanese, Hangul is Korean, all else is Chinese."""
    if re.search(f"[{KANA}]", words):
        return "ja"
    return "ko" if re.search(f"[{HANGUL}]", words) else "zh"


def _text(text: str, drawn: bool) -> str:
    return text if drawn else WORDS.sub(lambda run: f'<span lang="{of(run[0])}">{run[0]}</span>', text)
