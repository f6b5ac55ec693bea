"""Orphan digits: found where they are planted, nowhere else."""

import pytest

from cited.press.publish import orphans


@pytest.mark.parametrize(
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
    ],
)
def test_a_planted_digit_is_found(html):
    assert orphans.find(f"<body>{html}</body>")


@pytest.mark.parametrize(
    "html",
    [
        '<p data-figures="a-1 a-2">Of <b>5</b> figures</p>',
        '<tr data-figure="a-1"><td>7</td></tr>',
        "<p><time>2012</time>, <cite>line 15</cite>, <code>c588</code></p>",
        '<b data-parameter="first">2011</b> <i data-series="reserves@2012">3.3</i>',
        '<p title="5" data-note="7">none</p><style>p { margin: 1em }</style><script>let a = 1</script>',
        "<template>9</template>",
    ],
)
def test_a_digit_that_leads_somewhere_is_none(html):
    assert orphans.find(f"<head><title>12 things</title></head><body>{html}</body>") == []


def test_a_digit_in_a_notebook_s_text_fails_its_report_and_no_other(project):
    project.change("notebooks/theme.ipynb", "As printed.", "As printed in 12 places.")
    result = project.cited("build")
    assert result.returncode == 1
    assert "digits that lead to no source: 'As printed in 12 places.'" in result.stdout
    assert not list((project.root / "reports").glob("reserves.html"))


def test_no_page_of_the_repository_has_an_orphan(site):
    for path in sorted(site.rglob("*.html")):
        assert orphans.find(path.read_text(encoding="utf-8")) == [], path.name
