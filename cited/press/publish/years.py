"""Years in prose: those of which a report speaks are dates, others would be numbers without a source."""

import html
import re
from collections.abc import Mapping

from cited import html_contract
from cited.notebook_json import Notebook, text
from cited.press.publish import tags

YEAR = re.compile(r"(?<![\w.,/>-])(1[5-9]\d{2}|20\d{2})(?![\w/]|[.,-]\d)")


class EveryYear(dict[str, str]):
    """A mapping in which every year counts as the report's."""

    def __contains__(self, year: object) -> bool:
        return True

    def __getitem__(self, year: str) -> str:
        return f"<time>{year}</time>"


def shown(notebook: Notebook, values: Mapping[str, object]) -> dict[str, str]:
    """Return how each year of which the report speaks is marked: its parameters, and the periods that it shows."""
    years: dict[str, str] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for said in tags.texts(text(output.get("data", {}).get("text/html", "")), "time"):
                years |= {year: f"<time>{year}</time>" for year in re.findall(r"\b\d{4}\b", said)}
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            for year in re.findall(r"\b\d{4}\b", str(one)):
                years[year] = f'<span {html_contract.PARAMETER}="{html.escape(name)}">{year}</span>'
    return years
