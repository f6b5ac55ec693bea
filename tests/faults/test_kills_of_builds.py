"""Builds that are killed at random moments: no page is cut short, no process stays, and the next build needs no help."""

import shutil
from concurrent.futures import ThreadPoolExecutor

from conftest import Project
from kills import killed, numbers


def test_kills_at_random_moments_corrupt_nothing_and_leave_no_process(built, _built):
    whole, other = _built.pages(), Project.__new__(Project)
    other.root = built.root.with_name("other")
    shutil.copytree(built.root, other.root)
    every = numbers("build", 6)
    with ThreadPoolExecutor(2) as pool:
        series = [pool.submit(killed, p, whole, kills) for p, kills in ((built, every[::2]), (other, every[1::2]))]
        assert [fault for one in series for fault in one.result(timeout=3600)] == []
    for project in (built, other):
        result = project.cited("build")
        assert result.returncode == 0, result.stdout + result.stderr
        assert project.pages() == whole
        assert "Nothing changed" in project.cited("build").stdout
