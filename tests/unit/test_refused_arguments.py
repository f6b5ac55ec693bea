"""Arguments that cannot be taken are named, with what was expected, before anything is done."""

import socket
from pathlib import Path

import pytest

from cited import __main__ as command
from cited import init
from cited.local_server import HOST, LocalServer
from cited.project import InputError

SERIES = ("--name", "x", "--area", "NOR", "--unit", "persons", "--publisher", "P", "--dataset", "D", "--title", "T")


def test_a_port_at_which_another_program_listens_is_named():
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port}: another program listens there; expected a free port"):
            LocalServer(port, None, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--address", "javascript:alert(1)"),
            "ADDRESS: “javascript:alert(1)”; expected one that begins with https://",
        ),
        (("--address", "https://"), "ADDRESS: “https://”; expected"),
        (("--vintage", "last year"), "VINTAGE: “last year”; expected a year, a month or a day"),
    ],
)
def test_what_is_said_of_a_series_is_taken_or_refused_and_never_dropped(project, capsys, arguments, message):
    project.write("new.csv", "year,value\n2019,10\n2020,12\n")
    before = {path: path.read_bytes() for path in (project.root / "data").rglob("*.csv")}
    assert command.main(["series", *SERIES, *arguments, "--", "new.csv"]) == 2
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (project.root / "data").rglob("*.csv")} == before


def test_a_folder_whose_name_is_no_utf_8_is_said_to_be_so():
    with pytest.raises(InputError, match="a name that is not UTF-8"):
        init.create(Path("\udce9"))


def test_licences_of_a_project_without_pins_are_bad_input(project, capsys):
    assert command.main(["licences"]) == 2
    assert "requirements.txt: no such file; expected the pins" in capsys.readouterr().err
