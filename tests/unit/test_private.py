"""The private interfaces that are used are there and do what they are used for."""

import subprocess
import sys

import pytest

RUN = "import os, sys; from cited import private; {}; os._exit(0)"


def said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_exit_handlers_run_where_the_process_ends_at_once():
    body = "import atexit; atexit.register(print, 'ended', flush=True); private.run_exit_handlers()"
    assert said(RUN.format(body)) == "ended"


def test_the_zmq_context_is_seen_and_not_made():
    body = "import zmq; print(private.has_zmq_context()); zmq.Context.instance(); print(private.has_zmq_context())"
    assert said(RUN.format(f"{body}; sys.stdout.flush()")) == "False\nTrue"


@pytest.mark.parametrize(
    ("cell", "in_display"),
    [("1 / 0", False), ("class A:\n    def __repr__(self):\n        1 / 0\nA()", True)],
    ids=["in the cell", "in the display of its result"],
)
def test_the_shell_keeps_the_traceback_that_it_has_shown(cell, in_display):
    code = (
        "import socket, sys; from cited import private; from cited.press.execute import shell\n"
        "ends = socket.socketpair()\n"
        "made, _ = shell.create(ends[0])\n"
        "private.begin_cell(made)\n"
        f"made.run_cell({cell!r})\n"
        "found = any('ZeroDivisionError' in line for line in private.traceback_of(made))\n"
        "told = [found, private.failed_in_display(made)]\n"
        "private.begin_cell(made)\n"
        "print(*told, private.traceback_of(made), file=sys.__stdout__, flush=True)\n"
        "import os; os._exit(0)\n"
    )
    assert said(code).splitlines()[-1] == f"True {in_display} []"
