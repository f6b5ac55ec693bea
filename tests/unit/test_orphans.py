"""Orphan digits: found where they are planted, nowhere else."""

from conftest import each_case

from cited import number_words
from cited.press.publish import in_words, orphans


@each_case(
    "html",
    [
        "<p>Of 5 figures</p>",
        "<p>Half: ½</p>",
        "<p>Ⅻ capitals, ٣ of them new</p>",
        '<p><span data-figure="a-1">1</span> and 2</p>',
        "<table><tr><td>7</td></tr></table>",
        "<svg><text>1 trillion</text></svg>",
        '<p data-note="3">12</p>',
        "<h2>Chapter 11</h2>",
        # A tag that nobody closes accounts for what it stands in, and for nothing after that.
        '<p><span data-figure="a-1">1</p><p>2 more</p>',
        "<p><code>1</p> and 2",
        # What is never shown ends, too.
        "<p>a <script>1</script> 2</p>",
        '<p>a <br data-figure="a-1"> 2</p>',
        # What closes itself accounts for nothing after it, and words may follow the last tag.
        '<svg><use data-figure="a-1"/></svg>7',
        '<path data-axis="x"/>7',
        "<p>a</p> and 2",
        # What closes nothing ends nothing.
        "<p>a</b> and 7</p>",
    ],
)
def test_a_planted_digit_is_found(html):
    assert orphans.find(f"<body>{html}</body>")
    assert orphans.find(html)


@each_case(
    "html",
    [
        '<p data-figures="a-1 a-2">Of <b>5</b> figures</p>',
        '<p><span data-figure="a-1"><span>1</span> of 2</span></p>',
        '<tr data-figure="a-1"><td>7</td></tr>',
        "<p><time>2012</time>, <cite>line 15</cite>, <code>c588</code></p>",
        '<b data-parameter="first">2011</b> <i data-series="reserves@2012">3.3</i>',
        '<p title="5" data-note="7">none</p><style>p { margin: 1em }</style><script>let a = 1</script>',
        "<template>9</template>",
    ],
)
def test_a_digit_that_leads_somewhere_is_none(html):
    assert orphans.find(f"<head><title>12 things</title></head><body>{html}</body>") == []


def test_the_ids_that_a_page_names_are_found_in_all_their_spellings():
    page = """<a class="x" data-figure="a-1">1</a> <g data-figures='a-2 a-1'></g> <b data-series = "s@2012 t&amp;u@1">2</b>"""
    assert orphans.named(page) == (["a-1", "a-2"], ["s@2012", "t&u@1"])
    assert orphans.named('<p data-figured="a-3" title="data-figure">') == ([], [])


def test_what_an_element_accounts_for_is_read_as_one_value_however_much_is_in_it():
    page = '<p>a <b data-figure="a-1">5 <code>6</code></b> million, <time>2012</time></p>'
    assert orphans.read(page, "{…}") == ["a {…} million, {…}"]


@each_case(
    ("fragment", "lost"),
    [
        ("<p>a <b>c</b><br></p><ul><li>d<li>e</ul><svg><g/></svg><!-- f -->", ""),
        ("<!doctype html><html><body><table><tr><td>a</table></body></html>", ""),
        ("<p>3 < 4 & 5</p></p>", ""),
        ("<b><i>a</b></i>", ""),
        ("<div/>", "<div>, which it does not close"),
        ("<section><div></section>", "<div>, which it does not close"),
        ("</div>", "“</div>”, which closes nothing of its own"),
        ("a <!-- b > c", "“<!-- b > c”, which does not end"),
        ("<a title='", "“<a title='”, which does not end"),
        ("<style>p{}", "<style>, which it does not close"),
        *((text * 50_000, "") for text in ("<p>", "<br>")),
        *((text * 50_000, "…") for text in ("<!--", "<a", '<a "', "<style>", "<")),
    ],
)
def test_html_stands_by_itself_or_what_is_open_is_named_in_linear_time(fragment, lost):
    found = orphans.unclosed(fragment)
    assert found == lost or (lost == "…" and (found.endswith(("does not end", "not close")) or fragment[:2] == "<<"))


@each_case(
    ("text", "found"),
    [
        ("They sent twelve million tanks.", "twelve million"),
        ("A dozen ships came", "A dozen"),
        ("half of the visas", "half of"),
        ("Half the visas", "Half the"),
        ("two-thirds of the loans", "two-thirds of"),
        ("a third of them", "a third of"),
        ("five per cent more", "five per cent"),
        ("nine dollars", "nine dollars"),
        ("forty-two ships", "forty-two"),
        ("hundreds of thousands of kits", "hundreds of"),
        ("half a billion", "half a billion"),
        (f"{number_words.VALUE} million masks", "{…} million"),
        ("thir\u200bteen ships", "thirteen"),
        ("thir\u00adteen ships", "thirteen"),
        ("twelve\u200bmillion masks", "twelve million"),
        *(
            (text, "")
            for text in (
                "one of the two ways, the first, both, and a second",
                "the second half of the year, the third quarter of it, cut in half",
                "people aged sixty and over in the twenty-first century",
                "the twenties and the Thirty Years’ War",
                "amounts in millions of dollars",
            )
        ),
    ],
)
def test_numbers_in_words_are_found_and_the_small_counts_of_english_are_none(text, found):
    assert next(iter(number_words.find(text)), "") == found
    assert bool(in_words.read(f"<p>{text}</p>")) == bool(found)
    assert in_words.read(f"<p><cite>{text}</cite></p>") == []


def test_a_break_parts_words_in_whatever_line_it_stands():
    assert orphans.read("<p><code>1 <cite>2</cite></code> more</p>", "N") == ["N more"]
    assert orphans.read("<p>one</p><p>two<br>three</p><p>four</p>") == ["one", "two three", "four"]
