"""The rounds of a build: what is stale is built from one state of the sources, and again if that has changed."""

import functools
import os
import time
from collections.abc import Callable, Iterable, Iterator

from cited import files, messages, project, reads
from cited.press.build.cache import BuildCache
from cited.press.build.data import Data
from cited.press.reports import plan

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from cited.press.execute.cluster import Cluster
    from cited.press.execute.pool import Pool
    from cited.press.reports.report import Report

DONE, FAILED = 0, 1
# How often a build begins anew because its sources have changed meanwhile.
ROUNDS = 3
AGAIN = "Run make again; a report that writes what it has read is never up to date."
# How long the data may take to be published, in seconds: a million figures take less than a minute.
PUBLISHING_SECONDS = 3600


def say(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def rebuild(
    pages: list[str], jobs: int, data: Data, cache: BuildCache, state: plan.State, running: "Pool | Cluster", most: int
) -> int:
    """Build what the cache does not know as it should be, until it is all of one state; return the status.

    What changes meanwhile, also where it is changed back, is built again; after so many rounds at `most` that is over,
    with status 1.
    """
    # What builds that were killed have left half written.
    files.sweep(project.root() / ".build")
    files.sweep(project.root() / "reports", "**/")
    for number in range(most):
        made = _Round(pages, jobs, data, cache, state, running)
        try:
            status, after = made.run(), plan.State()
        except Exception:
            # In the middle of a save there may be anything.
            status, after = FAILED, plan.State()
            if made.steady(after):
                raise
        steady, moved = made.steady(after), made.moved()
        if steady and not moved:
            return status
        cache.doubt()
        running.forget()
        if steady and number:
            say(f"Changed again while a report read it: {', '.join(moved)}. {AGAIN}")
            return FAILED
        state = after
        say("The sources changed while they were read; what that touches is built again.")
    say("The sources change faster than they are read: what stands is not all of one state. Run make again.")
    return FAILED


class _Round:
    """One pass of a build: what is built from one state of the sources."""

    def __init__(
        self, pages: list[str], jobs: int, data: Data, cache: BuildCache, state: plan.State, running: "Pool | Cluster"
    ):
        self.pages, self.jobs, self.data = pages, jobs, data
        self.cache, self.state, self.running = cache, state, running
        # What is read of the data here, whether reports have read them as planned, and what they have read beside them.
        self.witnessed, self.agreed = _witnessed(data), True
        self.files: dict[str, dict[str, str]] = {}
        # The fingerprint of each report that is stale, by its page.
        self.stale: dict[str, str] = {}

    def run(self) -> int:
        """Build and publish; return the status."""
        cache, state, data = self.cache, self.state, self.data
        self.running.open(f"{state.data} {state.texts}")
        reports = checked(data.faults if state.data != cache.checked else list, state.sources)
        cache.checked = state.data
        chosen = _chosen(reports, self.pages)
        listed, before = [str(report.page) for report in reports], set(cache.published)
        # Imported here: a build that has nothing to do must not wait for it.
        from concurrent.futures import Future, ThreadPoolExecutor

        with ThreadPoolExecutor(1) as beside:
            published: list[Future[None]] = []

            def publish() -> None:
                # While the warm process imports there is time for it; later the pages come first.
                if self.running.imports:
                    published.append(beside.submit(self._publish_data))

            failed = self._build(self._choose(chosen, publish))
            (published or [beside.submit(self._publish_data)])[0].result(timeout=PUBLISHING_SECONDS)
        from cited.press.publish import notice
        from cited.press.reports import catalogue
        from cited.press.site import claims, site

        call = self.running.call
        made = claims.Made(
            state.software,
            f"{state.data} {state.texts}",
            lambda figures, known: data.claims(figures, known, call, self.jobs),
        )
        inside = {path: known for path, known in cache.published.items() if path.startswith("reports/data/")}
        # Where nbconvert is imported already.
        markdown = catalogue.pages(state.sources)
        others = call("cited.press.site.prose:pages", [(markdown,)])[0] if markdown else []
        cache.history, editions = data.history(), data.editions(self.running.call)
        written = site.write(
            reports, list(inside), data.works(), made, lambda shown: data.wall(shown, call), others, editions
        )
        cache.published = inside | written
        # What stood around the reports and does not any more.
        gone = {path for path in before - cache.published.keys() - set(listed) if path.endswith(".html")}
        complete = not failed and all(page in cache.reports for page in listed)
        up_to = state.inputs if complete and not self.pages else cache.up_to
        cache.lacking = data.lacking()
        site.remove([*cache.close(listed, up_to), *gone])
        if failed:
            lost = f"{len(failed)} of {len(chosen)} reports failed: {', '.join(failed)}"
            say(f"{lost}; {notice.left(failed)}.")
            return FAILED
        if not self.stale:
            say(messages.up_to_date(len(chosen), every=not self.pages))
        else:
            say(f"{len(self.stale)} of {len(chosen)} reports built; open reports/index.html")
        if cache.lacking:
            say(cache.lacking)
        return DONE

    def steady(self, after: plan.State) -> bool:
        """Tell whether the sources were read in the state that there was before and is after."""
        return self.agreed and after.inputs == self.state.inputs and self.state.agrees(self.witnessed)

    def moved(self) -> list[str]:
        """Return what reports have read beside the sources, each with its page, that does not hold now what it held."""
        root, read = project.root(), [(page, *item) for page, files in self.files.items() for item in files.items()]
        return sorted({f"{path} ({page})" for page, path, known in read if reads.digest_of(root / path) != known})

    def _publish_data(self) -> None:
        cache, state = self.cache, self.state
        if cache.data != state.data or not cache.site_stands():
            from cited.press.site import site

            cache.data, cache.published = state.data, site.publish_data(self.data.files())

    def _choose(self, reports: "list[Report]", then: Callable[[], None]) -> "Iterator[Report]":
        """Give each report that is stale, as soon as that is known; when all are, say how many, and call `then`."""
        reads.forget()
        for report in reports:
            page, known = str(report.page), plan.fingerprint(report, self.state.software)
            if not self.cache.current(page, known, self.state.read, self.data.packages):
                self.stale[page] = known
                yield report
        if many := len(self.stale):
            say(f"{many} report{'s' * (many > 1)} to build, {min(self.running.at_once(self.jobs), many)} at once")
        then()

    def _build(self, reports: "Iterable[Report]") -> list[str]:
        """Build reports while they are still being chosen; return the pages of those that failed."""
        from cited.press.publish import notice

        started, failed, stale, said = time.monotonic(), [], self.stale, set[str]()
        for number, result in enumerate(self.running.run(reports, self.jobs), start=1):
            if result.note and result.note not in said:
                said.add(result.note)
                say(f"Using ordinary kernel start (slower): {result.note}.")
            head = f"[{number:{len(str(len(stale)))}}/{len(stale)}] {result.page}"
            # Not kept: a thousand reports have a thousand copies of it.
            self.agreed = self.agreed and self.state.agrees(result.read.witnessed)
            if result.fault:
                failed.append(result.page)
                try:
                    notice.mark_stale(project.root() / result.page, result.fault)
                except PermissionError as error:
                    if not os.access("reports", os.W_OK):
                        raise
                    # Other reports may have folders that can be written to.
                    result.fault += f"\nThe page that stands there cannot say so: {messages.describe_os_error(error)}"
                say(f"{head}  failed after {result.seconds:.1f} s\n{result.fault}")
                continue
            self.files[result.page] = result.read.files
            self.cache.keep(
                result.page,
                fingerprint=stale[result.page],
                calls=result.read.calls,
                files=result.read.files,
                folders=result.read.folders,
                digest=result.digest,
            )
            say(f"{head}  {result.seconds:.1f} s")
        if stale:
            say(f"{len(stale) - len(failed)} built in {time.monotonic() - started:.1f} s")
        return failed


@functools.cache
def _opened() -> dict[str, str]:
    from cited.observe import Witness

    return Witness(project.root())


def _witnessed(data: Data) -> dict[str, str]:
    """Return the digests of what this process reads of the data from now on; what it has read before is forgotten."""
    witnessed = _opened()
    witnessed.clear()
    data.forget()
    return witnessed


def checked(check: Callable[[], list[str]], sources: dict[str, bytes]) -> "list[Report]":
    """Return the reports of the catalogue; raises InputError with its faults and those that `check` finds, at once.

    `sources` are catalogue and notebooks, as `plan.State` has read them.
    """
    from cited import parameters
    from cited.press.reports import catalogue

    parameters.forget()
    faults = list(check())
    reports: list[Report] = []
    try:
        reports = catalogue.load(sources)
    except project.InputError as error:
        faults += error.faults
    if faults:
        raise project.InputError(*dict.fromkeys(faults))
    return reports


def _chosen(reports: "list[Report]", pages: list[str]) -> "list[Report]":
    from cited.nearest import suggestion

    known = {str(report.page): report for report in reports}
    expected = "no such report; expected a page of reports/catalogue.yml"
    if unknown := [f"“{page}”: {expected}{suggestion(page, known)}" for page in pages if page not in known]:
        raise project.InputError(*unknown)
    return [known[page] for page in pages] if pages else reports
