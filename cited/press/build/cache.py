"""What was built from what: kept between builds in a file that may be lost, torn or foreign at no cost but time."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from cited import project, reads
from cited.files import named, write

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any

    from cited.press.reports.plan import State

CACHE = Path(".build/plan.json")
# What was built since that was written, a line each: a build of thousands does not write it all again for each page.
JOURNAL = Path(".build/plan.jsonl")
# A page, by its path in the project: what stands elsewhere is none of the cache's affair.
PAGE = re.compile(r"reports/[a-z0-9-]+(/[a-z0-9-]+)*\.html")
# `held` is the state in which the calls were last repeated and gave the same; empty where they were not.
BUILT = {"fingerprint": str, "calls": list, "files": dict, "folders": dict, "digest": str, "held": str}
TEXTS = ("up_to", "checked", "data", "lacking", "history")
UNUSABLE = "{}: not what a build has written; it is left aside, and every page is looked at anew."


class BuildCache:
    """What was built from what."""

    def __init__(self, say: Callable[[str], None]):
        """Read it; what cannot be used is said in one line, and is then none."""
        self.root = project.root()
        self._clear()
        try:
            self._read()
        except FileNotFoundError:
            pass
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            say(UNUSABLE.format(CACHE))
            self._clear()
        self.journal = self.root / JOURNAL
        if self.journal.exists():
            self.up_to = ""
            self._read_journal(say)

    def up_to_date(self, state: "State", history: str) -> bool:
        """Tell whether all was built from exactly these inputs and this history, and still stands as it was built.

        A file that a notebook read by itself is an input of its page.
        """
        same = bool(self.up_to) and self.up_to == state.inputs and self.history == history
        return same and self._stand(*self.reports) and self.site_stands()

    def site_stands(self) -> bool:
        """Tell whether the pages around the reports and the published data stand as they were written."""
        return bool(self.published) and all(
            reads.digest_of(f"{self.root}/{path}") == known for path, known in self.published.items()
        )

    def current(self, page: str, fingerprint: str, read: str, packages: tuple[str, ...]) -> bool:
        """Tell whether a report's page stands and everything it was made from is as it was.

        Its calls are repeated only where what they can read is in another state, `read`, than when they were made.
        """
        built = self.reports.get(page)
        if built is None or built["fingerprint"] != fingerprint or not self._stand(page):
            return False
        if built["held"] != read:
            if not all(reads.holds(call, packages) for call in built["calls"]):
                return False
            built["held"] = read
        return True

    def doubt(self) -> None:
        """Ask next time what every page has read, whether the data keep every rule, and whether all is up to date."""
        from cited.press.site import claims

        claims.forget()
        self.data = self.checked = ""
        for built in self.reports.values():
            built["held"] = ""
        self.close(self.reports, "")

    def keep(self, page: str, **built: object) -> None:
        """Remember how a page was built, on disk at once, so that a killed build loses nothing finished."""
        built["held"] = ""
        self.reports[page] = built
        self.up_to = ""
        with named(self.journal), self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({page: built}) + "\n")

    def close(self, pages: Iterable[str], up_to: str) -> list[str]:
        """Forget all but these pages and remember the inputs they are built from; return the forgotten ones."""
        gone = sorted(set(self.reports) - set(pages))
        for page in gone:
            del self.reports[page]
        self.up_to = up_to
        write(self.root / CACHE, json.dumps(self._content()))
        self.journal.unlink(missing_ok=True)
        return gone

    def _stand(self, *pages: str) -> bool:
        """Tell whether pages stand as they were built, and what their notebooks read by themselves as it was read."""
        built = [self.reports[page] for page in pages]
        # What many have read is looked at once.
        files = {item for one in built for item in one["files"].items()}
        files.update((page, self.reports[page]["digest"]) for page in pages)
        folders = {item for one in built for item in one["folders"].items()}
        return all(reads.digest_of(f"{self.root}/{path}") == known for path, known in files) and all(
            reads.listing(f"{self.root}/{path}") == known for path, known in folders
        )

    def _content(self) -> "dict[str, Any]":
        """Return all of it as JSON; a call that several pages have made stands there once."""
        calls: dict[str, int] = {}
        reports = {}
        for page, built in self.reports.items():
            numbers = [calls.setdefault(json.dumps(call), len(calls)) for call in built["calls"]]
            reports[page] = {**built, "calls": numbers}
        texts = {name: getattr(self, name) for name in TEXTS}
        made = [json.loads(call) for call in calls]
        return {**texts, "published": self.published, "reports": reports, "calls": made}

    def _clear(self) -> None:
        # The inputs from which everything stands, the data that keep every rule, those that are published, what the
        # pages lack, in words, the state of the data's history, and what the site consists of.
        self.up_to = self.checked = self.data = self.lacking = self.history = ""
        self.reports: dict[str, dict[str, Any]] = {}
        self.published: dict[str, str] = {}

    def _read(self) -> None:
        content = json.loads((self.root / CACHE).read_text(encoding="utf-8"))
        for name in TEXTS:
            # Builds of an older edition said nothing of some.
            setattr(self, name, _text(content.get(name, "")))
        self.published = {_inside(path, "reports/"): _text(known) for path, known in content["published"].items()}
        calls = [_call(call) for call in content["calls"]]
        for page, built in content["reports"].items():
            self.reports[page] = _checked(page, {**built, "calls": [calls[number] for number in built["calls"]]})

    def _read_journal(self, say: "Callable[[str], None]") -> None:
        lines = self.journal.read_bytes().splitlines(keepends=True)
        for line in lines:
            try:
                for page, built in json.loads(line).items():
                    self.reports[page] = _checked(page, {**built, "calls": [_call(call) for call in built["calls"]]})
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                # The last line is torn where a build was killed.
                if line is not lines[-1]:
                    say(UNUSABLE.format(f"{JOURNAL}, a line of it"))


def _checked(page: str, built: "dict[str, Any]") -> "dict[str, Any]":
    """Return how a page was built; raises ValueError where that is nothing that a build has written."""
    built = {"held": "", **built}
    if not PAGE.fullmatch(page) or built.keys() != BUILT.keys():
        raise ValueError(page)
    for name, kind in BUILT.items():
        # Nothing is the digest of a page that does not stand.
        if not isinstance(built[name], kind) or built["digest"] == "":
            raise ValueError(name)
    for name in ("files", "folders"):
        for path, known in built[name].items():
            _inside(path)
            _text(known)
    return built


def _call(call: "dict[str, Any]") -> "dict[str, Any]":
    """Return a noted call; raises an error where it is nothing that a report has noted."""
    if not (_text(call["function"]) and isinstance(call["arguments"], dict) and _text(call["digest"])):
        raise ValueError(call)
    return call


def _inside(path: str, folder: str = "") -> str:
    """Return a path in the project, below a folder; raises ValueError where it leads elsewhere."""
    if not path.startswith(folder) or path.startswith("/") or ".." in path.split("/"):
        raise ValueError(path)
    return path


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
