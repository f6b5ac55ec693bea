"""What an output has in a front end, as JupyterLab: tips of figures, no address of the site, marks that it can show."""

import re

from cited.page.lab import lab

HTML = (
    '<p><b data-figure="north-2020-1">4</b> <a class="x" href="cited:figure/north-2020-1.html">its <i>page</i></a></p>'
    '<svg><a href="#m" class="y" aria-label="Tip &amp; top"><path data-figure="north-2020-1"/></a></svg><a href="#n">n</a>'
)


def test_an_output_in_a_front_end_has_tips_and_links_that_lead_somewhere(checked, monkeypatch):
    monkeypatch.setattr(lab, "in_front_end", lambda: True)
    shown = re.sub(r'title="[^"]*almost \$4 billion[^"]*"', "TIP", lab.dressed(HTML).partition("</style>\n")[2])
    assert shown == (
        '<p><b TIP data-figure="north-2020-1">4</b> its <i>page</i></p>'
        '<svg><a xlink:href="#m" class="y" aria-label="Tip &amp; top"><title>Tip &amp; top</title>'
        '<path TIP data-figure="north-2020-1"/></a></svg><a href="#n">n</a></div>'
    )


def test_an_output_outside_a_front_end_stays_as_it_is():
    assert lab.dressed(HTML) == HTML
