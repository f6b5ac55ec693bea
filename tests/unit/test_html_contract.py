"""Attributes and parts of a page are named once: page writes what the press looks for."""

import re
from pathlib import Path

from cited import html_contract
from cited.press.publish import assets

PACKAGE = Path(html_contract.__file__).parent
WRITERS = {
    path: path.read_text(encoding="utf-8")
    for room in ("page", "press")
    for path in (PACKAGE / room).rglob("*")
    if path.suffix in (".py", ".j2")
}


def test_each_attribute_that_accounts_for_digits_is_written_by_some_page():
    written = {name for text in WRITERS.values() for name in re.findall(r"\bdata-[a-z]+", text)}
    assert html_contract.TRACED - {html_contract.UNTRACED} <= written
    unknown = {name for name in written if name.startswith("data-figure") and name not in html_contract.TRACED}
    assert not unknown, "a reader that asks for it would look in vain"


def test_each_part_that_brings_a_script_or_stylesheet_stands_in_some_page():
    of_page = [text for path, text in WRITERS.items() if path.is_relative_to(PACKAGE / "page")]
    for part in {*assets.SCRIPTS.values(), *assets.STYLES.values()} - {""}:
        assert any(part in text for text in of_page), part
