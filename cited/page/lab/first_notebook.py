"""The first text of a notebook on the ledger: the figures of the theme that its question speaks of."""

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from cited import parameters
from cited.ledger import figures, without_repeats
from cited.ledger.store import typed
from cited.page.charts import canvas

# Words of a question that name no subject.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "and are but did does for from had has have how its many most much not per than that the their them there "
        "these they this those through was were what when where which who whom whose why will with",
    )
)
# Its text is a program, so nothing in it is escaped.
TEMPLATE = Environment(
    loader=PackageLoader("cited.page", "templates"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def text(question: str, years: dict[str, str]) -> str:
    """Return the notebook as a script whose lines `# %%` begin its cells.

    `years` has the parameters `year`, or `first` and `last`, that stand for the years of the question.
    """
    first, last = (years.get("year") or years.get(name) for name in ("first", "last"))
    theme, drawn = theme_of(question, int(first) if first else None, int(last) if last else None)
    names = dict(zip(("first", "last"), ("year", "year") if "year" in years else ("first", "last"), strict=True))
    template = TEMPLATE.get_template("notebook.py.j2")
    return template.render(question=question, theme=theme, drawn=drawn, years=years, **names)


def theme_of(question: str, first: int | None, last: int | None) -> tuple[str, bool]:
    """Return the theme that a question speaks of most, and whether a chart of it can be drawn between two years.

    Where it speaks of none, the first of which a chart can be drawn; else the first of all.
    """
    distinct = without_repeats(figures(first=first, last=last))
    sizes = distinct.value_counts(["theme", "unit"])
    drawn = sorted({theme for theme, _ in sizes[sizes >= canvas.LEAST].index})
    stems = _stems(question) - _stems(" ".join([*distinct["actor"], *distinct["counterpart"]]))
    # The name of a theme weighs more than any word of what its figures measure.
    spoken = {
        theme: (len(stems & _stems(theme)), len(stems & _stems(" ".join([*rows["measure"], *rows["unit"]]))))
        for theme, rows in typed.groups(distinct, "theme")
    }
    best = max(sorted(spoken), key=lambda theme: (*spoken[theme], theme in drawn), default="")
    if best and any(spoken[best]):
        return best, best in drawn
    return (drawn[0], True) if drawn else (min(parameters.values("figures", "theme") or {""}), False)


def _stems(text: str) -> set[str]:
    """Return the words of a text, plurals as singulars, without those that say nothing of a subject."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {word.removesuffix("s") for word in words if word not in COMMON}
