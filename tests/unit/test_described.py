"""A table refers to the sentence that says its point."""

from cited.press.publish.described import described

TABLE = '<section class="table" aria-label="T" tabindex="0">\n<table>'


def test_a_table_refers_to_the_first_sentence_of_its_section_wherever_that_stands():
    html = described(f'<h2 id="a">A</h2>{TABLE}</table></section><p class="said">One.</p><p class="said">Two.</p>')
    assert '<table aria-describedby="said-1">' in html
    assert html.count('id="said-1"') == 1
    assert '<p class="said" id="said-1">One.' in html


def test_without_a_sentence_a_table_refers_to_its_heading_and_before_any_heading_to_nothing():
    assert '<table aria-describedby="a">' in described(f'<p class="said">Lead.</p><h2 id="a">A</h2>{TABLE}')
    assert described(TABLE) == TABLE


def test_a_section_without_a_table_stays_as_it_is():
    html = '<h2 id="a">A</h2><p class="said">One.</p>'
    assert described(html) == html
