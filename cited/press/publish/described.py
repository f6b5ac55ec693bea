"""What each table of a page is about, in one sentence for a screen reader: the one that its section states."""

import re

SECTION = re.compile(r"(?=<h2 )")
SENTENCE = re.compile(r'<p class="(?:finding|said)"(?= id="(?P<id>[^"]+)")?')
HEADING = re.compile(r'<h2 id="(?P<id>[^"]+)"')
TABLE = re.compile(r'(?P<region><section class="table[^>]*>\s*<table)>')


def described(html: str) -> str:
    """Return a page's body in which each table refers to the first sentence of its section, else to the heading."""
    return "".join(_section(part, number) for number, part in enumerate(SECTION.split(html)))


def _section(html: str, number: int) -> str:
    if not TABLE.search(html):
        return html
    if sentence := SENTENCE.search(html):
        name = sentence["id"] or f"said-{number}"
        if not sentence["id"]:
            html = f'{html[: sentence.end()]} id="{name}"{html[sentence.end() :]}'
    elif heading := HEADING.match(html):
        name = heading["id"]
    else:
        return html
    return TABLE.sub(rf'\g<region> aria-describedby="{name}">', html)
