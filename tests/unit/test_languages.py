"""Words of Chinese, Japanese and Korean say their language where a page shows them, and nothing else is touched."""

import pytest

from cited.press.publish import languages


@pytest.mark.parametrize(
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
    assert languages.marked(html) == marked
