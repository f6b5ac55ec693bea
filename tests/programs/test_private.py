"""The private interfaces that are used are there and do what they are used for."""

import base64
import io
import re
import subprocess
import sys
import types

import docx
import numpy as np
import pandas as pd
import pytest
from docx.oxml import OxmlElement

from cited import private
from cited.ledger.traced import pandas_hooks

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
        "import multiprocessing, sys; from cited import private; from cited.press.execute import shell\n"
        "ends = multiprocessing.Pipe()\n"
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


def test_a_hidden_module_seems_not_to_be_installed_for_a_while(monkeypatch):
    monkeypatch.setitem(sys.modules, "imported_already", types.ModuleType("imported_already"))
    with private.without_modules("wave", "imported_already"):
        with pytest.raises(ImportError):
            import wave
        import imported_already  # noqa: F401
    import wave  # noqa: F401


def test_pandas_tells_the_groups_of_rows_and_what_is_counted_in_them():
    groups = pd.DataFrame({"key": ["b", None, "a", "b"], "value": [1, 2, 3, 4]}).groupby("key")
    numbers, count = private.group_numbers(groups)
    assert (list(numbers), count) == ([1, -1, 0, 1], 2)
    assert list(private.grouped_data(groups).columns) == ["value"]
    assert private.grouped_data(groups["value"]).tolist() == [1, 2, 3, 4]


def test_a_pattern_is_taken_apart_into_its_kinds():
    kinds = [str(kind) for kind, _ in private.parsed_pattern(r"a[bc]\b(?:d|ef)+(?<=f)")]
    assert kinds == ["LITERAL", "IN", "AT", "MAX_REPEAT", "ASSERT"]


def test_what_a_pattern_is_compiled_to_makes_the_same_pattern_again():
    text = r"(?P<number>\d+)(?:\s(?P<noun>[a-zä]{2,}))?|(?<!x)é"
    plain, made = re.compile(text, re.IGNORECASE), private.pattern_of(text, private.compiled_parts(text, re.IGNORECASE))
    assert (made, made.groups, made.groupindex) == (plain, plain.groups, plain.groupindex)
    assert [match.groups() for match in made.finditer("7 ÄRA, É")] == [("7", "ÄRA"), (None, None)]


def test_re_compiles_by_the_function_that_it_is_given():
    asked = []
    before = private.replace_compile(lambda pattern, flags: asked.append(pattern) or before(pattern, flags))
    try:
        assert re.compile("never seen before").fullmatch("never seen before")
    finally:
        private.replace_compile(before)
    assert asked == ["never seen before"]


@pytest.mark.parametrize(
    ("window", "bounds"),
    [
        (lambda column: column.rolling(2), [(0, 1), (0, 2), (1, 3), (2, 4)]),
        (lambda column: column.rolling(3, center=True), [(0, 2), (0, 3), (1, 4), (2, 4)]),
        (lambda column: column.expanding(), [(0, 1), (0, 2), (0, 3), (0, 4)]),
    ],
)
def test_pandas_tells_where_windows_begin_and_end(window, bounds):
    starts, ends = private.window_bounds(window(pd.Series([1.0, 2.0, 3.0, 4.0])), 4)
    assert list(zip(starts, ends, strict=True)) == bounds


def test_pandas_prepares_and_calculates_windows_by_the_methods_that_are_wrapped():
    pandas_hooks.install()
    from pandas.core.groupby.groupby import GroupBy
    from pandas.core.window.rolling import BaseWindow

    for method in (GroupBy.count, GroupBy.size, BaseWindow._prep_values, BaseWindow._apply_columnwise):
        assert hasattr(method, "__wrapped__")
    calls = []
    window = pd.Series([1.0, 2.0]).rolling(1)
    window._prep_values = lambda values: calls.append("prepare") or np.asarray(values)
    window._apply_columnwise = lambda *given, **more: (
        calls.append("apply") or BaseWindow._apply_columnwise(window, *given, **more)
    )
    window.mean()
    assert calls == ["apply", "prepare"]


def test_the_elements_of_a_word_document_are_where_links_and_descriptions_go():
    made = docx.Document()
    paragraph = made.add_paragraph("read")
    private.word_paragraph(paragraph).append(OxmlElement("w:bookmarkStart"))
    assert "w:bookmarkStart" in made.element.xml
    pixel = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    private.word_picture(made.add_picture(io.BytesIO(pixel))).set("descr", "a point")
    assert 'descr="a point"' in made.element.xml
