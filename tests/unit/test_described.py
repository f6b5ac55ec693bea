"""A table refers to the sentence that says its point."""

from markupsafe import Markup

from cited.manifest import MIME, Manifest, Table
from cited.page.sentences import sentences
from cited.page.tables import cells
from cited.press.publish import contents
from cited.press.publish.contents import Outline

TABLE = cells.render("T", [("a", "A")], [("", [("", ["x"])])])
TWO = "a", "b"


def page(*pieces: object) -> str:
    """The body of a page of these pieces: outputs of the page, HTML of others, and headings by their ids."""
    outline, body = Outline(), ""
    for piece in pieces:
        if isinstance(piece, str):
            outline.headings.append((piece, Markup(piece)))
            body += f'<h2 id="{piece}">{piece}</h2>'
        else:
            body += contents.numbered({"output_type": "display_data", "data": bundle(piece)}, outline)
    return contents.described(body, outline)


def bundle(piece: object) -> dict[str, object]:
    return piece if isinstance(piece, dict) else piece._repr_mimebundle_()


def test_a_table_refers_to_the_first_sentence_of_its_section_wherever_that_stands():
    html = page("a", TABLE, sentences.sentence("One."), sentences.key_finding("Two."), TABLE)
    assert html.count('<table aria-describedby="said-1">') == 2
    assert html.count('id="said-1"') == 1 and "cited:" not in html
    assert '<p class="said" id="said-1">One.' in html and '<p class="finding">Two.' in html


def test_without_a_sentence_a_table_refers_to_its_heading_and_before_any_heading_to_nothing():
    html = page(sentences.sentence("Lead."), "a", TABLE)
    assert '<table aria-describedby="a">' in html and '<p class="said">Lead.' in html
    assert "<table>" in page(TABLE)


def test_a_section_without_a_table_stays_as_it_is():
    assert page("a", sentences.sentence("One.")) == '<h2 id="a">a</h2><p class="said">One.</p>'


def test_an_output_of_several_sentences_has_one_to_which_a_table_refers():
    both = {"text/html": sentences.sentence("One.").html + sentences.sentence("Two.").html, MIME: Manifest(sentences=TWO, tables=(Table("", "T"),)).to_json()}  # fmt: skip
    html = page(both, TABLE)
    assert '<p class="said" id="said-0">One.</p><p class="said">Two.</p>' in html
    assert '<table aria-describedby="said-0">' in html


def test_html_that_looks_like_a_sentence_is_none():
    like = {"text/html": '<p class="said">Terms</p>'}
    assert '<p class="said">Terms</p>' in page("a", like, TABLE) and '<table aria-describedby="a">' in page(
        "a", like, TABLE
    )
