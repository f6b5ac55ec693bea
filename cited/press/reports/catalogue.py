"""The catalogue: which reports there are, each a notebook with parameters, checked before anything runs."""

import functools
import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from cited import number_words, parameters, project
from cited.nearest import suggestion
from cited.notebook_json import Notebook
from cited.parameters import Parameter
from cited.press.reports import markdown, navigation, plan, yaml12
from cited.press.reports import notebook as notebook_file
from cited.press.reports.markdown import MarkdownPage
from cited.press.reports.report import Limits, Report, limit_faults
from cited.project import CATALOGUE

KEYS = ("path", "notebook", "title", "answers", "parameters", "each", "front", "limits")
PYTHON = "python3"
HEADS = ("limits", "reports", "pages")
# What make writes by itself: a page, and in folders that it fills and empties.
TAKEN, FOLDERS = ("changes",), ("adhoc", "data", "docx", "figure")
UNTAGGED = "none, as no cell of it has the tag `parameters`"
PARAMETER = re.compile(r"\{(\w*(?:\.\w+)*)\}")
PATH = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")


def load(sources: dict[str, bytes] | None = None) -> list[Report]:
    """Return the reports of `reports/catalogue.yml`, one for each value of an entry's `each`.

    `sources` are catalogue and notebooks, by their path in the project; without them, they are read now.
    Raises InputError with every fault of the catalogue and its notebooks at once.
    """
    sources = plan.sources() if sources is None else sources
    entries, common, listed = _content(sources)
    faults, reports, notebooks = [], [], {}
    for number, entry in enumerate(entries, start=1):
        place = f"{CATALOGUE}, report {number}"
        if isinstance(entry, dict) and isinstance(entry.get("path"), str):
            place += f" ({entry['path']})"
        wrong = list(_entry_faults(entry))
        faults += [f"{place}: {fault}" for fault in wrong]
        if wrong:
            continue
        name = entry["notebook"]
        if name not in notebooks:
            notebooks[name], wrong = read_notebook(name, sources)
            faults += wrong
        if (read := notebooks[name]) is None:
            continue
        for report in _expand(entry, read, common):
            faults += [f"{place}: {fault}" for fault in (*value_faults(report), *_taken(report.path))]
            reports.append(report)
    others, wrong = markdown.pages(listed, sources)
    for page in others:
        wrong += [*filter(None, [_path_fault(page.path)]), *_taken(page.path)]
    faults += [f"{CATALOGUE}, {fault}" for fault in wrong]
    for path, same in itertools.groupby(
        sorted([*(report.path for report in reports), *(page.path for page in others)])
    ):
        if (copies := len(list(same))) > 1:
            faults.append(f"{CATALOGUE}: {copies} reports have the path {path}; expected each path once")
    if faults:
        raise project.InputError(*dict.fromkeys(faults))
    return navigation.placed(reports)


def pages(sources: dict[str, bytes]) -> list[MarkdownPage]:
    """Return the pages that are not reports, of a catalogue that `load` has found to be sound."""
    return markdown.pages(_content(sources)[2], sources)[0]


def notebook(name: str) -> Notebook:
    """Return a notebook of `notebooks/` as JSON; raises InputError, which names the cell, for anything else."""
    return notebook_file.load(project.root() / _path(name))


def _path(name: str) -> Path:
    return Path("notebooks") / f"{name}.ipynb"


def _content(sources: dict[str, bytes]) -> tuple[list[Any], dict[str, float], object]:
    """Return the entries, the limits for all of them, and the entries of what is not a report."""
    if str(CATALOGUE) not in sources:
        raise project.InputError(f"{CATALOGUE}: no such file; expected the list of reports")
    return _parsed(sources[str(CATALOGUE)])


@functools.lru_cache(maxsize=1)
def _parsed(read: bytes) -> tuple[list[Any], dict[str, float], object]:
    try:
        content = yaml12.load(read.decode())
    except UnicodeDecodeError as error:
        raise project.InputError(f"{CATALOGUE}: {error.reason} at byte {error.start}; expected UTF-8") from None
    except RecursionError:
        raise project.InputError(f"{CATALOGUE}: nested too deeply; expected YAML, the list of reports") from None
    except yaml12.Fault as error:
        raise project.InputError(f"{CATALOGUE}, {error}") from None
    reports = content.get("reports") if isinstance(content, dict) else None
    if not isinstance(reports, list) or not reports:
        raise project.InputError(f"{CATALOGUE}: no list `reports`; expected one entry a report")
    wrong = [
        f"key {key!r}; expected one of {', '.join(HEADS)}{suggestion(key, HEADS)}"
        for key in content
        if key not in HEADS
    ]
    common = content.get("limits", {})
    if wrong := [*wrong, *limit_faults(common)]:
        raise project.InputError(*(f"{CATALOGUE}: {fault}" for fault in wrong))
    return reports, common, content.get("pages", [])


def _entry_faults(entry: object) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{entry!r}; expected a mapping with {', '.join(KEYS)}"
        return
    for key in entry:
        if key not in KEYS:
            yield f"key {key!r}; expected one of {', '.join(KEYS)}{suggestion(key, KEYS)}"
    for key in ("path", "notebook", "title", "answers"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"{key}: {repr(entry[key]) if key in entry else 'nothing'}; expected a text"
    if not isinstance(entry.get("front", False), bool):
        yield f"front: {entry['front']!r}; expected true or false"
    yield from limit_faults(entry.get("limits", {}))
    for key in ("parameters", "each"):
        if not isinstance(entry.get(key, {}), dict):
            yield f"{key}: {entry[key]!r}; expected a mapping of parameters"
        elif key == "each":
            for name, choices in entry.get("each", {}).items():
                if not isinstance(choices, list) or not choices:
                    yield f"each, {name}: {choices!r}; expected a list of values, one report each"
                elif len(choices) > 1 and f"{{{name}}}" not in str(entry.get("path")):
                    yield f"each, {name}: {len(choices)} reports with one path; expected {{{name}}} in `path`"


@dataclass(frozen=True)
class NotebookFile:
    """A notebook as it was read: its file, the digest of what can change a page, the parameters that it declares."""

    content: bytes
    cells: str
    declared: dict[str, Parameter]


def read_notebook(name: str, sources: dict[str, bytes]) -> tuple[NotebookFile | None, list[str]]:
    """Return a notebook of `sources` as it was read, or None and what is wrong with it."""
    path = _path(name)
    known = [Path(source).stem for source in sources if source.endswith(".ipynb")]
    if name not in known:
        expected = f"one of {', '.join(known)}{suggestion(name, known)}" if known else "a notebook; notebooks/ has none"
        return None, [f"{CATALOGUE}: notebook {name!r}; expected {expected}"]
    content = sources[str(path)]
    try:
        parsed = notebook_file.parse(content, str(path))
        declared, faults = parameters.declared(parsed, path)
    except project.InputError as error:
        return None, list(error.faults)
    kernel = parsed["metadata"].get("kernelspec", {}).get("name")
    # The kernel of the requirements needs no search, for which much would be imported.
    if kernel != PYTHON and kernel not in _kernels():
        faults.append(f"{path}: kernel {kernel!r}; expected one of {', '.join(_kernels())} in kernelspec.name")
    return (None if faults else NotebookFile(content, plan.cells(parsed), declared)), faults


@functools.cache
def _kernels() -> tuple[str, ...]:
    from jupyter_client.kernelspec import KernelSpecManager

    return tuple(sorted(KernelSpecManager().find_kernel_specs()))


def _expand(entry: dict[str, Any], read: NotebookFile, common: dict[str, float]) -> Iterator[Report]:
    """Give the reports of an entry in which `_entry_faults` finds nothing wrong."""
    most = Limits(**{**common, **entry.get("limits", {})})
    each = entry.get("each", {})
    for chosen in itertools.product(*each.values()):
        values = {**entry.get("parameters", {}), **dict(zip(each, chosen, strict=True))}
        path = entry["path"]
        for name, value in values.items():
            path = path.replace(f"{{{name}}}", str(value))
        yield Report(
            path,
            entry["notebook"],
            entry["title"],
            entry["answers"],
            values,
            read.declared,
            front=entry.get("front", False),
            limits=most,
            content=read.content,
            cells=read.cells,
        )


def _path_fault(path: str) -> str | None:
    if PATH.fullmatch(path) and PurePosixPath(path).name != "index":
        return project.long_name(path, "path")
    return f"path {path!r}; expected lower-case words, digits and hyphens, folders by `/`, not `index`"


def _taken(path: str) -> Iterator[str]:
    """Yield what is wrong with a path at which make itself writes something else."""
    first, _, inside = path.partition("/")
    if path in TAKEN or (inside and first in FOLDERS):
        own = f"reports/{first}{'/' if inside else '.html'}"
        yield f"path {path!r}; expected another {'folder' if inside else 'name'}: {own} is what make itself writes"


def value_faults(report: Report) -> Iterator[str]:
    """Yield what is wrong with a report's path, its parameters, and those that its title names."""
    if {*PARAMETER.findall(report.path)} <= {*report.declared} and (fault := _path_fault(report.path)):
        yield fault
    for name, value in report.parameters.items():
        if name not in report.declared:
            known = ", ".join(report.declared) or UNTAGGED
            yield f"parameter {name!r}; notebook {report.notebook} declares {known}{suggestion(name, report.declared)}"
        elif fault := report.declared[name].fault(value):
            yield f"parameter {name}: {fault}"
    first, last = (report.values.get(end) for end in ("first", "last"))
    if isinstance(first, int) and isinstance(last, int) and 0 < last < first:
        yield f"parameters first: {first}, last: {last}; expected years in order, or null for no limit"
    for key, text in (("title", report.title), ("answers", report.answers)):
        plain = html.unescape(re.sub(r"\{\w*\}|<[^>]*>|[*_~`]", "", text))
        if project.has_ledger() and any(map(str.isnumeric, plain)):
            yield f"{key}: {text!r} has a digit, which leads to no source; say it in words, or by a parameter in braces"
        elif project.has_ledger() and (told := number_words.find(plain)):
            yield f"{key}: {text!r} has a number in words, “{told[0]}”, which leads to no source; show it on the page"
    for text in (report.path, report.title, report.answers):
        for name in PARAMETER.findall(text):
            if name not in report.declared:
                known = suggestion(name, report.declared) if report.declared else f", which declares {UNTAGGED}"
                yield f"{{{name}}} in {text!r}; expected a parameter of {report.notebook}{known}"
