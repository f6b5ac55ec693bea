"""What each table of a page is about, for a screen reader: the sentence that its section says first, else its heading.

The page marks both places, in a table and in a sentence, and its manifest says which output has one; only what follows
what in a section is known here.
"""

from jinja2 import pass_context
from jinja2.runtime import Context

from cited import manifest
from cited.html_contract import ABOUT
from cited.notebook_json import Output, text
from cited.press.publish.contents import Outline

SENTENCE, TABLE = ' id="{}"', ' aria-describedby="{}"'


@pass_context
def of_output(context: Context, output: Output) -> str:
    """Return the HTML of an output as `numbered` does, for the template that makes a page's body."""
    return numbered(output, context["resources"]["outline"])


def numbered(output: Output, outline: Outline) -> str:
    """Return the HTML of an output, its places marked with the number of the section in which it stands.

    `outline` has the headings up to there. Of the sentences of a section the first is the one that is referred to.
    """
    html = text(output["data"]["text/html"])
    if manifest.MIME not in output["data"] or ABOUT not in html:
        return html
    section = len(outline.headings)
    first, sentence, rest = html.partition(SENTENCE.format(ABOUT))
    if sentence:
        html = first + ("" if section in outline.introduced else sentence) + rest.replace(sentence, "")
        outline.introduced.add(section)
    return html.replace(f'"{ABOUT}"', f'"{_place(section)}"')


def described(html: str, outline: Outline) -> str:
    """Return a page's body in which each table refers to what its section says first, else to the heading."""
    for section, heading in enumerate(["", *(name for name, _ in outline.headings)]):
        sentence, table = (place.format(_place(section)) for place in (SENTENCE, TABLE))
        if table not in html:
            html = html.replace(sentence, "")
        elif sentence in html:
            html = html.replace(f'"{_place(section)}"', f'"said-{section}"')
        else:
            html = html.replace(table, TABLE.format(heading) if heading else "")
    return html


def _place(section: int) -> str:
    return f"{ABOUT}-{section}"
