"""What watches and what prints, killed at random moments; a browser that no longer answers."""

import contextlib
import io
import random
import signal
import time
import uuid

import psutil
import pytest
from kills import family, gone, killed, numbers, start
from pypdf import PdfReader

from cited.press.site import browser


def test_kills_of_watch_corrupt_nothing_and_leave_no_process(built, _built):
    assert killed(built, _built.pages(), numbers("watch", 2), "watch") == []
    assert built.cited("build").returncode == 0
    assert built.pages() == _built.pages()


def test_kills_of_pdf_leave_whole_files_or_none_and_no_browser(built):
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")

    def read(content: bytes) -> list[str]:
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]

    def printed() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (built.root / "reports").rglob("*.pdf")}

    began = time.monotonic()
    assert built.cited("pdf").returncode == 0
    seconds, whole, kills = time.monotonic() - began, printed(), numbers("pdf", 2)
    assert len(whole) == 3
    chance = random.Random(f"pdf {kills}")
    for number in kills:
        for path in (built.root / "reports").rglob("*.pdf"):
            path.unlink()
        mark = uuid.uuid4().hex
        process = start(built, mark=mark, name="pdf")
        time.sleep(chance.uniform(0.05, seconds))
        others = [found for found in family(mark) if found.pid != process.pid]
        victim = chance.choice(others) if others and number % 2 else process
        with contextlib.suppress(psutil.Error):
            victim.send_signal(signal.SIGKILL)
        output = process.communicate(timeout=120)[0]
        assert victim is process or process.returncode in (0, 1), output
        assert "Traceback" not in output
        assert gone(mark), [found.cmdline() for found in family(mark)]
        # Chromium numbers a file's parts (`node00000001`) as it comes to them; what is to be read is whole.
        for name, content in printed().items():
            assert content == whole[name] or read(content) == read(whole[name]), name
    assert built.cited("pdf").returncode == 0
    assert {name: read(content) for name, content in printed().items()} == {n: read(c) for n, c in whole.items()}


def test_a_browser_that_never_answers_is_ended_and_its_task_named():
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")
    before = set(psutil.Process().children(recursive=True))
    told = pytest.raises(OSError, match="Chromium took longer than 2 seconds to print a page")
    with told, browser.started() as chromium, browser.limited("to print a page", 2):
        for process in set(psutil.Process().children(recursive=True)) - before:
            if "chrom" in process.name():
                process.suspend()
        chromium.new_page()
    assert not [p for p in set(psutil.Process().children(recursive=True)) - before if p.status() != "zombie"]
