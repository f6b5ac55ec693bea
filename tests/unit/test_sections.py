"""Sections of a notebook that have nothing to show."""

from cited import manifest
from cited.press.publish.sections import filled


def markdown(text):
    return {"cell_type": "markdown", "source": text}


def code(*shown):
    outputs = [{"output_type": "execute_result", "data": data(html)} for html in shown]
    return {"cell_type": "code", "source": "", "outputs": outputs}


def data(html):
    empty = not html or html == NOTHING
    return {"text/html": html, **({manifest.MIME: {"empty": True}} if empty else {})}


NOTHING = '<p class="nothing">Nothing to draw.</p>'
SOURCES = (markdown("## Where?"), code("<ol></ol>"))


def sources_of(notebook):
    return ["".join(cell["source"]) for cell in filled(notebook)["cells"] if cell["cell_type"] == "markdown"]


def test_a_section_with_nothing_to_show_is_left_out_and_named_before_the_last_one():
    notebook = {"cells": [markdown("# T?"), code("<p>x</p>"), markdown("## A?\n\nHow."), code(NOTHING, ""), *SOURCES]}
    title, said, last = sources_of(notebook)
    assert (title, last) == ("# T?", "## Where?")
    assert said == '<p class="nothing">Left out for lack of data: <q>A?</q></p>'


def test_a_section_that_shows_something_loses_only_what_says_that_there_is_nothing():
    cells = [markdown("# T?"), code(NOTHING), markdown("## A?"), code(NOTHING), code("<table>"), *SOURCES]
    assert filled({"cells": cells})["cells"] == [*cells[:3], *cells[4:]]


def test_a_chart_that_a_section_loses_is_named_by_its_title():
    lost = {
        "output_type": "execute_result",
        "data": {"text/html": NOTHING, manifest.MIME: {"empty": True, "missing": ["Masks"]}},
    }
    cells = [markdown("# T?"), markdown("## A?"), {**code(), "outputs": [lost]}, code("<table>"), *SOURCES]
    assert '<p class="nothing">Left out for lack of data: <q>Masks</q></p>' in sources_of({"cells": cells})


def test_a_notebook_of_another_kind_of_output_keeps_it():
    plain = {"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "text": "x"}]}
    cells = [markdown("# T?"), markdown("## A?"), plain, *SOURCES]
    assert filled({"cells": cells})["cells"] == cells
