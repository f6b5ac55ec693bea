"""Every pinned package is listed with its licence; copyleft and unstated ones are named."""

import email.message

from conftest import each_case

from cited import licences
from cited.__main__ import main


def about(**lines: str) -> email.message.Message:
    message = email.message.Message()
    for name, value in lines.items():
        message[name.replace("_", "-")] = value
    return message


@each_case(
    ("lines", "stated"),
    [
        ({"License_Expression": "MIT", "License": "something"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({"Classifier": "License :: OSI Approved", "License": "BSD\nCopyright"}, "BSD"),
        ({"License": "UNKNOWN"}, licences.UNSTATED),
        ({}, licences.UNSTATED),
    ],
)
def test_a_licence_is_what_the_package_states(lines, stated):
    assert licences._stated(about(**lines)) == stated


@each_case(
    ("words", "asks"),
    [
        ("LGPL-3.0-or-later", True),
        ("MPL-2.0 AND MIT", True),
        ("GNU General Public License v2", True),
        ("MIT", False),
        ("Apache Software License", False),
    ],
)
def test_a_licence_that_asks_for_the_same_licence_is_copyleft(words, asks):
    assert bool(licences.COPYLEFT.search(words)) is asks


def test_the_command_lists_every_pin_that_is_installed_and_names_the_odd_ones(monkeypatch, capsys):
    monkeypatch.chdir(licences.__file__.rpartition("/cited/")[0])
    assert main(["licences"]) == 0
    *listed, copyleft, unstated = capsys.readouterr().out.splitlines()
    assert any(line.startswith("pandas ") and "BSD" in line for line in listed)
    assert "certifi" in copyleft
    assert f"of {len(listed)} without a stated licence" in unstated
