"""The browser that prints and tests pages: Chromium, as the system has it, without a network."""

import contextlib
import shutil
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a sandbox of its own it also runs as root and in a container; it opens nothing but the project's pages.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# How long one page may take, in seconds; the longest takes some three. A browser that has lost one of its processes
# may wait for it for ever, and Playwright has no limit of its own on opening a tab or printing.
PAGE_SECONDS = 45


def path() -> str | None:
    """Return the path of the installed Chromium or Chrome, or None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextlib.contextmanager
def started() -> Iterator["Browser"]:
    """Start Chromium, give it as Playwright's browser, and end it.

    Raises FileNotFoundError, with what to install, where Chromium or Playwright is missing, and OSError where it ends
    or fails.
    """
    if not (executable := path()):
        raise FileNotFoundError("no Chromium found; install the package `chromium` of the system")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise FileNotFoundError(
            "Playwright is not installed; install it beside `cited`: `pip install playwright`"
        ) from None
    try:
        with contextlib.ExitStack() as open_:
            with limited("to start"):
                playwright = open_.enter_context(sync_playwright())
                browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
            try:
                yield browser
            finally:
                with limited("to end"):
                    with contextlib.suppress(Error):
                        browser.close()
                    open_.close()
    except Exception as error:
        # Playwright raises a bare Exception where the program between it and the browser has ended.
        if isinstance(error, Error) or type(error) is Exception:
            raise OSError(f"Chromium: {str(error).splitlines()[0]}") from None
        raise


@contextlib.contextmanager
def limited(task: str, seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """End Chromium, and what stands between it and this process, where the block takes longer than `seconds`.

    Raises OSError then, which names the task. This process may have started no other processes that must live on.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise OSError(f"Chromium took longer than {seconds:g} seconds {task}") from None
