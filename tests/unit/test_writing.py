"""Words of other scripts stand apart where they run from right to left, and say their language where they are Eastern."""

from conftest import each_case

from cited.press.publish import writing

HEBREW, ARABIC = "\u05e6\u05e4\u05d5\u05df", "\u0634\u0645\u0627\u0644 \u0627\u0644\u0628\u0644\u0627\u062f"


@each_case(
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
    assert writing.marked(html) == isolated


@each_case(
    ("html", "marked"),
    [
        ("<i>\u4e60\u8fd1\u5e73\u540c\u91d1\u6b63\u6069</i>, 2018", '<i><span lang="zh">\u4e60\u8fd1\u5e73\u540c\u91d1\u6b63\u6069</span></i>, 2018'),
        ("<i>\u65e5\u672c\u306e 15 \u5e74</i>", '<i><span lang="ja">\u65e5\u672c\u306e 15 \u5e74</span></i>'),
        ("<i>\ub0a8\ubd81</i>", '<i><span lang="ko">\ub0a8\ubd81</span></i>'),
        ("<title>\u4e2d\u56fd</title><script>\u4e2d\u56fd</script>", "<title>\u4e2d\u56fd</title><script>\u4e2d\u56fd</script>"),
        ('<a title="\u4e2d\u56fd">north</a>', '<a title="\u4e2d\u56fd">north</a>'),
        ('<text x="1">\u4e2d\u56fd</text>', '<text x="1">\u4e2d\u56fd</text>'),
        ("<p>north, 2018</p>", "<p>north, 2018</p>"),
    ],
)  # fmt: skip
def test_each_run_of_words_says_its_language(html, marked):
    assert writing.marked(html) == marked
