"""Verdicts: whether published statistics agree with a cited figure. Computed from the hedge, the printed
precision and the statistics that `data/checks.csv` ties to the figure; never typed."""

import math
from typing import Unpack

from cited.ledger.agreement.hedges import STANDARD, Scale
from cited.ledger.agreement.manners import PART
from cited.ledger.agreement.ties import ANNOUNCED, KNOWN, LATER, MOST, OTHER, OWN, QUOTED, SAME, Row, by_figure
from cited.ledger.store import tables
from cited.ledger.store.codes import Basis
from cited.ledger.store.outcomes import CHANGED, CONFIRMED, REASONS, UNCHECKED, UNDECIDED, Outcome, Reason
from cited.reads import traced

# Where no first print is held, a later one speaks for it, both ways: a figure so near to it quotes the first print
# faithfully, one so far from it no revision explains; in between nothing follows. Our rule: the revisions that the
# ledger holds, of one definition, changed a value by 0.2 to 4 per cent.
REVISION, NO_REVISION = 0.01, 0.1
# The better an outcome, the lower.
RANKS = {outcome: rank for rank, outcome in enumerate(Outcome)}
REVISED = "within one per cent of a later revision; no print of its own time is held"
MISQUOTED = "the announcement that the text repeats, which says otherwise"
UNEXPLAINED = "more than ten per cent from a later revision; no print of its own time is held"


def judge(findings: list[Row], basis: str = Basis.ACTUAL, scale: Scale = STANDARD) -> tuple[Outcome, Row, Row | None]:
    """Return the verdict on a figure, the finding that decides, and the one it stands against, if any.

    `findings` are the figure's ties, each with `outcome`, `definition`, `date`, `distance` and `vintage` (`known`,
    which it is where none is said, or `later`); `basis` is the figure's. What the document could know decides;
    where it differs or is not held, another date and another definition may agree, in this order. Where it is not
    held, a first print from after the words decides as it stands, and a later revision (`revises`, which one is where
    nothing is said) both ways, see `REVISION`; of other dates the nearest in time, from before the words if there is
    one. A forecast is set against its own date, whichever edition that is from. Only a statistic of the figure's own
    date and definition makes it differ; what differs otherwise proves nothing. The announcement that a figure
    repeats can only contradict it: nobody else has counted. A statement that it quotes decides nothing, nor does a
    value of another definition from after the words (`after`).
    """
    findings, undecided = [row for row in findings if _decides(row)], findings
    if not findings:
        return Outcome.NOT_CHECKED, undecided[0], None
    same = [row for row in findings if row["definition"] == SAME]
    own = [row for row in same if row["date"] == OWN]
    known = [row for row in own if row.get("vintage", KNOWN) == KNOWN]
    later = [row for row in own if row not in known]
    revisions = [row for row in later if row.get("revises", True)]
    prints = known or [row for row in later if row not in revisions]
    other_date = [row for row in same if row["date"] != OWN]
    other = [row for row in findings if row["definition"] not in (SAME, ANNOUNCED)]
    announced = _best([row for row in findings if row["definition"] == ANNOUNCED])
    if basis == Basis.FORECAST:
        return Outcome.FORECAST, _best(own) or _best(findings) or findings[0], None
    if agreeing := _agreeing(known):
        return agreeing["outcome"], agreeing, None
    if not known and (agreeing := _agreeing(later) or _slightly(revisions, scale)):
        return agreeing["outcome"], agreeing, None
    against = _best(known) or _best(later)
    if not against:
        # Of other dates one that the document could know, the nearest in time: none is chosen for its value.
        nearest = min(map(_distance, other_date), default=None)
        other_date = [row for row in other_date if _distance(row) == nearest]
    if agreeing := _agreeing(other_date):
        return Outcome.OTHER_DATE if against else Outcome.NEAREST_DATE, agreeing, against
    if agreeing := _agreeing(other):
        return Outcome.OTHER_DEFINITION, agreeing, against or _best(other_date)
    if prints:
        nearer = [row for row in findings if row["distance"] < against["distance"]] if against else []
        return Outcome.DIFFERS, _best(prints) or prints[0], _best(nearer)
    if announced:
        if announced["outcome"] == Outcome.DIFFERS:
            return Outcome.DIFFERS, {**announced, "rule": MISQUOTED}, None
        return Outcome.CANNOT_BE_CHECKED, announced, None
    if far := _unexplained(revisions, scale):
        return Outcome.DIFFERS, far, None
    return Outcome.NOT_CHECKED, _best(later) or _best(other_date) or _best(other) or findings[0], None


def _decides(row: Row) -> bool:
    """Tell whether a finding says anything of the figure: a statement that it quotes does not, nor a part that fits,
    nor what is neither the same thing nor of a time before the words."""
    beside = row["definition"] == OTHER and row.get("after", False)
    return bool(row["definition"] != QUOTED and row["outcome"] != Outcome.NOT_CHECKED and not beside)


def _distance(row: Row) -> tuple[bool, float]:
    """Return whether a finding is from after the words, and how far it is in time from what the figure speaks of."""
    return row.get("after", False), row.get("apart", 0)


def _best(findings: list[Row]) -> Row | None:
    """The finding that agrees best, of several the nearest; None if there is none."""
    return min(findings, key=lambda row: (RANKS[row["outcome"]], row["distance"]), default=None)


def _slightly(later: list[Row], scale: Scale) -> Row | None:
    """The later revision that changed the number so little that the figure quotes the first print faithfully."""
    near = _best([row for row in later if row["distance"] <= math.log1p(REVISION * scale.revision)])
    return {**near, "outcome": Outcome.AGREES, "rule": REVISED} if near else None


def _unexplained(later: list[Row], scale: Scale) -> Row | None:
    """The nearest later revision, if it is so far from the figure that no revision explains the difference."""
    nearest = _best(later)
    far = nearest and nearest["distance"] > math.log1p(NO_REVISION * scale.revision)
    return {**nearest, "rule": UNEXPLAINED} if nearest and far else None


def _agreeing(findings: list[Row]) -> Row | None:
    return _best([row for row in findings if row["outcome"] != Outcome.DIFFERS])


@traced
def findings(**filters: Unpack[tables.Filters]) -> list[Row]:
    """Return what each tie of `data/checks.csv` finds, one row per tie, for the figures that `filters` selects.

    `filters` is as for `tables.select` on the figures. Keys: the columns of checks.csv and `statistic` (plain decimal,
    in the figure's unit, an exchange rate in the series' own), `unit` (of a duration, else empty), `outcome`,
    `deviation` (words), `rule` (the clause),
    `distance` (natural logarithm of printed over statistic, without its sign), `vintage` (`known` where the document
    could know it, else `later`), `own` (the period of the series' observation that is the figure's own by the rule of
    dates, empty where none is held); `date` is computed where checks.csv does not type it.
    """
    return [row for rows in by_figure(filters).values() for row in rows if row["series"]]


@traced
def select(**filters: Unpack[tables.Filters]) -> list[Row]:
    """Return the verdict on each figure that `filters` selects (as for `tables.select`), in reading order.

    Keys: `figure`, `check` (the one that decides), `series`, `period`, `statistic`, `verdict`, `deviation`, `rule`,
    `vintage` (`known` where the document could know the statistic that decides, `later` where it came out only after
    it), `revised` (what later revisions make of it: empty, `confirmed`, `changed: ` and the value), `tries` (how many
    statistics were tried),
    `against` (the check of the figure's own date or definition that does not agree, where the verdict is for
    another; where none agrees, the one that comes nearer than that of its own), `others` (the remaining checks,
    separated by `; `), `how`, `base_series`, `base_period`, `reason` (why it is not checked or cannot be), `remark`
    and `departure` (why its date is typed) of the check that decides, `repeats` of the figure. All text but `tries`;
    `statistic` is a plain decimal.
    """
    chosen = {row["figure"]: row for row in tables.select(table="figures", **filters)}
    return [_verdict(chosen[figure], rows) for figure, rows in by_figure(filters).items()]


def outcomes(filters: tables.Filters, scale: Scale) -> dict[str, Outcome]:
    """Return the verdict on each figure that `filters` selects, with the widths of the rule multiplied by `scale`."""
    chosen = {row["figure"]: row for row in tables.select(table="figures", **filters)}
    ties = by_figure(filters, scale)
    return {figure: _decided(chosen[figure], rows, scale)[0] for figure, rows in ties.items()}


def _decided(figure: Row, rows: list[Row], scale: Scale = STANDARD) -> tuple[Outcome, Row, Row | None]:
    tied = [row for row in rows if row["series"]]
    if tied:
        return judge(tied, figure["basis"], scale)
    excuse = rows[0] if rows else {"reason": Reason.NONE_HELD}
    return REASONS[excuse["reason"]], excuse, None


# By the content of the figure and of all that its ties find.
_verdicts: dict[tuple[object, ...], Row] = {}


def _verdict(figure: Row, rows: list[Row]) -> Row:
    """Return the verdict on a figure with these ties; what a page asks for again and again is worked out once."""
    key = (*figure.values(), *(value for row in rows for value in (0, *row.values())))
    if key not in _verdicts:
        if len(_verdicts) > MOST:
            _verdicts.clear()
        _verdicts[key] = _worked_out(figure, rows)
    return {**_verdicts[key]}


def _worked_out(figure: Row, rows: list[Row]) -> Row:
    verdict, decides, against = _decided(figure, rows)
    tied = [row for row in rows if row["series"]]
    shown = {} if verdict in UNCHECKED else decides
    row = {"figure": figure["figure"]}
    for key in ("check", "series", "period", "statistic"):
        row[key] = shown.get(key, "")
    row["verdict"] = verdict
    row["deviation"] = shown.get("deviation", "")
    row["rule"] = shown.get("rule") or decides.get("reason") or _undecided(decides)
    row["vintage"] = shown.get("vintage", "")
    row["revised"] = "" if verdict == Outcome.FORECAST else _revised(tied)
    row["tries"] = sum(one["definition"] != QUOTED for one in tied)
    row["repeats"] = figure["repeats"]
    row["against"] = against["check"] if against else ""
    row["others"] = tables.SEPARATOR.join(
        one["check"] for one in tied if one is not against and one.get("check") != row["check"]
    )
    for key in ("how", "base_series", "base_period", "reason", "remark", "departure"):
        row[key] = (shown or decides if key in ("reason", "remark") else shown).get(key, "")
    row["reason"] = row["rule"] if verdict in UNCHECKED else row["reason"]
    return row


def _undecided(decides: Row) -> str:
    if decides.get("how") == PART and decides["outcome"] == Outcome.NOT_CHECKED:
        return UNDECIDED["part"]
    if decides["definition"] in (ANNOUNCED, QUOTED):
        return UNDECIDED[decides["definition"]]
    if decides["definition"] != SAME:
        return UNDECIDED["after" if decides.get("after") else "definition"]
    return UNDECIDED["revision" if decides["date"] == OWN else "date"]


def _revised(tied: list[Row]) -> str:
    """What later revisions of the figure's own date and definition make of it: a first print is none, however late."""
    own = [row for row in tied if row["definition"] == SAME and row["date"] == OWN]
    later = next((row for row in own if row["vintage"] == LATER and row["revises"]), None)
    if not later:
        return ""
    return f"{CHANGED}: {later['statistic']}" if later["outcome"] == Outcome.DIFFERS else CONFIRMED
