"""A record of each cited figure: what its own page says, and what the index finds and shows of it."""

import dataclasses
import math
import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from cited.ledger import figures as ledger_figures
from cited.ledger import observations
from cited.ledger.agreement.claims import EXCEEDED
from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.ties import Row as Finding
from cited.ledger.agreement.verdicts import findings
from cited.ledger.store import names, speakers, tables, texts
from cited.ledger.store.data_cache import unchanging
from cited.ledger.store.outcomes import Outcome, Reason
from cited.manifest import Claim
from cited.page.charts import lines, marks, placing, rows, scales
from cited.page.tracing import cited_works, copies, evidence, listing, officials, provenance, state
from cited.page.tracing.listing import Entry
from cited.page.tracing.provenance import TEMPLATES
from cited.page.wording import differences, quoted, words
from cited.page.wording.outcomes import look, why
from cited.page.wording.verdicts import Verdict, verdicts
from cited.reads import digest

# A record has a chart where the series has so many values: more are the report's.
CHARTED = range(3, 61)
# Of these tables a record depends on some rows alone, of all others on the whole.
BY_ROW = ("figures", "checks", "observations", "sources", "works")
# A difference so small in share is nearly none.
EXACT = 0.01
# How much readers look for a figure of each kind of outcome.
WEIGHTS = {"wrong": 3.0, "near": 1.5, "right": 1.0, "forecast": 1.0, "open": 0.5, "none": 0.2}


@unchanging()
def claims(figures: list[str], known: Sequence[Claim] = (), part: int = 0, parts: int = 1) -> list[Claim]:
    """Return the records of these figures, in reading order; what stands on pages meanwhile is left as it is.

    One that is `known`, made by the same software from the same content, is not made again. Of so many `parts`, equal
    stretches of that order, only one is returned: all can be made side by side.
    """
    chosen = tables.select(table="figures", figure=figures)
    used = list(dict.fromkeys(row["source"] for row in chosen))
    sources = {row["source"]: row for row in tables.select(table="sources", source=used)} if used else {}
    works = cited_works.in_full(tables.select(table="works", source=used)) if used else []
    mine = chosen[part * len(chosen) // parts : (part + 1) * len(chosen) // parts]
    ids = [row["figure"] for row in mine]
    judged, read = verdicts(ids), _Read(ids)
    words_around = {source: _passages(source, chosen) for source in used}
    present = {row["figure"]: row for row in chosen}
    repeated: dict[str, list[str]] = {}
    for row in chosen:
        if row["repeats"]:
            repeated.setdefault(row["repeats"], []).append(row["figure"])
    unchanged = {claim.made: claim for claim in known}
    made = []
    for row in mine:
        entry = listing.entry(row["figure"], row, works, judged)
        others = [row["repeats"], *repeated.get(row["repeats"] or row["figure"], [])]
        again = [present[one] for one in dict.fromkeys(others) if one in present and one != row["figure"]]
        printings = [(one["figure"], words.as_read(one["printed"]), one["line"]) for one in again]
        arguments = entry, sources[row["source"]], words_around[row["source"]].get(row["figure"], []), printings
        key = digest([arguments, read.of(entry)])
        made.append(unchanged.get(key) or dataclasses.replace(_claim(*arguments), made=key))
    state.current().reset()
    return made


class _Read:
    """What the records of some figures are made from beside their entries."""

    def __init__(self, figures: list[str]):
        """Read it."""
        others = [resource["name"] for resource in tables.package()["resources"] if resource["name"] not in BY_ROW]
        self.whole = digest([tables.package(), [tables.rows(name) for name in others]])
        self.findings: dict[str, list[Finding]] = {}
        self.observed: dict[str, list[dict[str, str]]] = {}
        if figures and tables.has("checks"):
            for row in findings(figure=figures):
                self.findings.setdefault(row["figure"], []).append(row)
            for row in tables.rows("observations"):
                self.observed.setdefault(row["series"], []).append(row)

    def of(self, entry: Entry) -> tuple[object, ...]:
        """Return what that of one figure is made from: all its checks find, its series' values, the other tables."""
        tied = [row["series"] for row in self.findings.get(entry["figure"], [])]
        every = [*tied, *(value.row["series"] for value in evidence.values(entry["verdict"]))]
        values = [self.observed.get(series, []) for series in every]
        return self.findings.get(entry["figure"], []), values, self.whole


def _passages(source: str, chosen: list[dict[str, str]]) -> dict[str, list[list[str]]]:
    ids = [row["figure"] for row in chosen if row["source"] == source]
    passages = texts.passages(source=source, figures=sorted(ids)) or []
    shown = [[list(part) for part in quoted.passage(passage["parts"])] for passage in passages]
    return {figure: parts for parts in shown for _, figure in parts if figure}


def _claim(
    entry: Entry, source: dict[str, str], around: list[list[str]], printings: list[tuple[str, str, str]]
) -> Claim:
    figure, verdict = entry["figure"], entry["verdict"]
    shown = verdict["look"] if verdict else look("not checked")
    series = evidence.series(verdict)
    template = TEMPLATES.get_template("claim.html.j2")
    body = template.render(
        entry=entry,
        look=shown,
        sentence=_sentence(entry),
        document=provenance.document(source),
        source=source,
        parts=around,
        interval=_interval(entry),
        series=series,
        shown=evidence.values(verdict),
        quoted=evidence.quoted(figure),
        tried=evidence.tried(figure, verdict["check"]) if verdict else [],
        parts_of=" ".join(evidence.observed(verdict)) if verdict and series else "",
        when=evidence.when(verdict) if verdict and series else "",
        unofficial=names.unofficial(series) if series else "",
        copy=copies.copy,
        edition=copies.edition,
        licence=copies.licence,
        chart=_chart(entry),
        printings=printings,
        period=words.period,
        cited=cited_works.reference,
        work=cited_works.in_words,
        quoted_work=cited_works.quoted(entry),
        speaker=speakers.speaker(entry["remark"]),
        remark=speakers.without_speaker(entry["remark"]),
    )
    return Claim(
        id=figure,
        printed=entry["printed"],
        what=entry["what"],
        document=source["label"],
        theme=entry["theme"],
        hedge=entry["hedge"] or "no hedge",
        kind=shown.kind,
        sign=shown.sign,
        outcome=shown.name,
        verdict=str(Markup(_sentence(entry)).striptags()),
        weight=round(WEIGHTS[shown.kind] + _error(entry) - (0.5 if entry["repeats"] else 0), 2),
        repeats=entry["repeats"],
        body=body,
        works=tuple(dict.fromkeys(work["title"] for work in entry["works"] if work["title"])),
        source={
            **{name: source.get(name, "") for name in ("author", "title", "publisher", "date", "address", "language")},
            "stated": entry["stated"],
            "speaker": cited_works.speaker(entry),
        },
    )


def _sentence(entry: Entry) -> Markup:
    """Return the outcome in a sentence: `Wrong. Published data show 1.5 million (2015); the printed figure is ...`"""
    verdict = entry["verdict"]
    if not verdict or not verdict["series"]:
        reason = verdict["rule"] if verdict else Reason.NONE_HELD
        name = look(verdict["verdict"] if verdict else Outcome.NOT_CHECKED).name.capitalize()
        return Markup("{}: {}.{}").format(name, why(reason), evidence.faithful(entry["figure"]))
    data = Markup('<span data-series="{}">{}</span>').format(" ".join(evidence.observed(verdict)), verdict["value"])
    statistic = Markup('<span data-figures="{}">; the printed figure is {}</span>')
    off = re.sub("the (published|later) figure", "that", verdict["off"]) if _is_off(verdict) else ""
    off = f"at least {off}" if verdict["rule"] == EXCEEDED else off
    off = statistic.format(entry["figure"], off) if off else ""
    name, when = verdict["look"].name.capitalize(), evidence.when(verdict)
    end = evidence.rounding(entry, verdict) + evidence.contrary(verdict)
    end += evidence.caveats(verdict) + evidence.faithful(entry["figure"])
    return Markup("{}. {} {} ({}){}.{}").format(name, evidence.who(verdict), data, when, off, end)


def _is_off(verdict: Verdict) -> bool:
    """Tell whether a sentence says how far a figure is off: of a right one, and of one nearly exact, it does not."""
    kind = verdict["look"].kind
    return kind in ("wrong", "forecast") or (kind == "near" and differences.size(verdict["deviation"]) > EXACT)


def _error(entry: Entry) -> float:
    """Return by how many powers of ten a wrong figure is off."""
    verdict = entry["verdict"]
    if not verdict or verdict["look"].kind != "wrong" or not verdict["statistic"]:
        return 0.0
    printed, official = float(entry["low"] or entry["high"]), float(verdict["statistic"])
    return abs(math.log10(printed / official)) if printed * official > 0 else 0.0


def _interval(entry: Entry) -> Markup:
    """Return the interval that words leave as a drawing, with the published figure where it is of the same kind."""
    low, high = (float(entry[end]) if entry[end] else math.nan for end in ("low", "high"))
    if low == high and not entry["hedge"]:
        # A sentence says one number.
        return Markup()
    bounds = listing.bounds(entry, low, high)
    decides = officials.official(entry, entry["verdict"])
    if decides is None and entry["verdict"] and entry["verdict"]["series"]:
        # What decides is nothing that this scale shows.
        return Markup()
    at = decides.values if decides else ()
    ends = [value for value in (low, high, *at, *bounds) if math.isfinite(value)]
    if len({*ends}) < 2:
        return Markup()
    scale = scales.around(ends, scales.first_of(entry["unit"]))
    ticks, unit = rows.number_ticks(scale, entry["unit"])
    claimed = {"low": low, "high": high, "hedge": entry["hedge"], "lower": bounds[0], "upper": bounds[1]}
    claimed["basis"] = marks.FORECAST if entry["verdict"] and entry["verdict"]["verdict"] == Outcome.FORECAST else ""
    drawn = marks.claim(claimed, 50, scale, across=True)
    drawn = Markup("").join(marks.shape(scale.percent(one), 50, marks.DIAMOND, "official") for one in at) + drawn
    text = Markup('<span data-figure="{}">{}</span>').format(entry["figure"], entry["printed"])
    plot = rows.plot([rows.panel([(text, drawn)], ticks, unit)])
    mark = "line" if low < bounds[0] else "bar" if low < high else "circle"
    legend = f"{mark}: as printed; diamond: {_diamond(entry['verdict'], decides)}" if decides else "as printed"
    return Markup('<figure class="chart" data-figure="{}"><p class="sub">{}</p>{}</figure>').format(
        entry["figure"], legend, plot
    )


def _diamond(verdict: Verdict | None, decides: officials.Official) -> str:
    """Return what the published mark of a drawing is called."""
    if decides.original:
        return "published, at the rate of its date"
    if verdict and verdict["verdict"] == Outcome.FORECAST:
        return "the later figure"
    return f"published, {words.IN_PART}" if verdict and verdict["how"] == PART else "published"


def _chart(entry: Entry) -> Markup:
    verdict = entry["verdict"]
    if not verdict or verdict["how"] not in ("level", "count") or verdict["base_series"] or not verdict["series"]:
        return Markup()
    values = placing.alike(observations(series=verdict["series"]), verdict["period"])
    if len(values) not in CHARTED:
        return Markup()
    drawn = lines.line(values, escape(verdict["title"]), figures=ledger_figures(figure=[entry["figure"]]))
    return drawn.html if drawn.manifest.charts else Markup()
