"""Words that run from right to left are kept apart from what stands beside them, and nothing else is touched."""

import pytest

from cited.press.publish import bidi

HEBREW, ARABIC = "\u05e6\u05e4\u05d5\u05df", "\u0634\u0645\u0627\u0644 \u0627\u0644\u0628\u0644\u0627\u062f"


@pytest.mark.parametrize(
    ("html", "isolated"),
    [
        (f"<td>{HEBREW} \u2192 {ARABIC}, 2020</td>", f"<td><bdi>{HEBREW}</bdi> \u2192 <bdi>{ARABIC}</bdi>, 2020</td>"),
        (f"<td>South 2018, {HEBREW} 2016, West</td>", f"<td>South 2018, <bdi>{HEBREW} 2016</bdi>, West</td>"),
        (f"<q>15 {HEBREW}</q>", f"<q><bdi>15 {HEBREW}</bdi></q>"),
        (f'<text x="1">{HEBREW} 2</text>', f'<text x="1">\u2068{HEBREW} 2\u2069</text>'),
        (f'<text x="1"><tspan>{HEBREW} 2</tspan></text>', f'<text x="1"><tspan>\u2068{HEBREW} 2\u2069</tspan></text>'),
        (
            f"<p>a &amp;\n b<br/></P>{HEBREW}<!-- {HEBREW} -->",
            f"<p>a &amp;\n b<br/></P><bdi>{HEBREW}</bdi><!-- {HEBREW} -->",
        ),
        (f'<a title="{HEBREW}">north</a>', f'<a title="{HEBREW}">north</a>'),
        (f"<title>{HEBREW}</title><script>{HEBREW}</script>", f"<title>{HEBREW}</title><script>{HEBREW}</script>"),
        ("<p>north \u2192 south</p>", "<p>north \u2192 south</p>"),
    ],
)
def test_each_name_is_isolated_where_it_is_shown(html, isolated):
    assert bidi.isolated(html) == isolated
