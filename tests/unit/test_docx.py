"""Word documents of pages: a chart is its title, its picture with words, and its sources; without a picture, a link."""

import base64
import io

from conftest import each_case
from docx import Document

from cited.commands import reports as commands
from cited.press.site import docx
from cited.press.site.drawn import Picture

# One grey dot.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
CHART = (
    '<figure class="chart" id="c1"><p class="title">Masks: 3</p><p class="sub">Sent, by donor</p><ul class="legend">'
    "<li>cited</li></ul><div>drawn</div><figcaption>Cited in A.</figcaption></figure>"
)


def opened(html, pictures=None):
    return Document(io.BytesIO(docx.document(f"<title>A</title><body>{html}", "theme/aid", pictures)))


def test_a_chart_is_a_picture_between_its_title_and_its_sources():
    made = opened(CHART, {"c1": Picture(DOT, 480)})
    assert [part.text for part in made.paragraphs] == ["Masks: 3", "Sent, by donor", "", "Cited in A."]
    (shape,) = made.inline_shapes
    assert (shape.width.inches, shape._inline.docPr.get("descr")) == (5, "Masks: 3. Sent, by donor.")


def test_a_chart_that_was_not_drawn_is_a_link_to_the_page():
    made = opened(CHART)
    (link,) = [each.target_ref for each in made.part.rels.values() if each.is_external]
    assert (link, len(made.inline_shapes)) == ("../../theme/aid.html#c1", 0)
    assert "The chart is on the page" in made.element.xml


def test_a_picture_of_a_kind_that_word_does_not_take_is_drawn():
    drawing = "data:image/svg+xml,%3Csvg/%3E"
    made = opened(f'<img alt="a map" src="{drawing}">', {drawing: Picture(DOT, 96)})
    assert made.inline_shapes[0]._inline.docPr.get("descr") == "a map"


def test_without_chromium_documents_are_written_with_links_and_the_command_says_so(monkeypatch, capsys):
    def write(_reports, *, drawing=True):
        if drawing:
            raise FileNotFoundError("no Chromium found")
        return ["reports/docx/aid.docx"]

    monkeypatch.setattr("cited.press.reports.catalogue.load", list)
    monkeypatch.setattr(docx, "write", write)
    assert commands.docx(None) == 1
    printed = capsys.readouterr()
    assert printed.out == "reports/docx/aid.docx\n"
    assert printed.err == "no Chromium found; until then a link to the page stands in the place of each chart\n"


@each_case("html", ["<p>a", "<figure class='chart'>drawn</figure>", "<img src='data:image/webp;base64,AA'>"])
def test_what_has_no_words_is_a_document_all_the_same(html):
    assert opened(html).paragraphs
