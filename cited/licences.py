"""The licence of every pinned requirement, as its package states it; named are those that are copyleft or unstated."""

import importlib.metadata
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple, cast

from cited import project

PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
UNSTATED = "not stated"
COPYLEFT = re.compile(
    r"\b(A?GPL|LGPL|MPL|EUPL|CDDL|EPL)|General Public License|Mozilla Public|Eclipse Public", re.IGNORECASE
)
# A file's whole text may stand where its name should.
LONGEST = 60


class Licence(NamedTuple):
    """A pinned package, its version, and its licence: `stated` says so in a few words, `copyleft` that it asks more."""

    name: str
    version: str
    stated: str
    copyleft: bool


def pinned() -> list[Licence]:
    """Return the licence of every package that requirements.txt pins and this system needs, by name."""
    pins = project.root() / "requirements.txt"
    if not pins.is_file():
        raise project.InputError("requirements.txt: no such file; expected the pins whose licences are listed")
    text = pins.read_text(encoding="utf-8")
    return sorted(_installed(text), key=lambda licence: licence.name.lower())


def _installed(pins: str) -> Iterator[Licence]:
    for name, version in PIN.findall(pins):
        try:
            about = cast(Message, importlib.metadata.metadata(name))
        except importlib.metadata.PackageNotFoundError:
            # Pinned for another system or another Python.
            continue
        stated = _stated(about)
        yield Licence(name, version, stated, bool(COPYLEFT.search(stated)))


def _stated(about: Message) -> str:
    """Return what a package says of its licence: an SPDX expression, else its classifiers, else its own words."""
    if "License-Expression" in about:
        return about["License-Expression"]
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    named = [name for name in named if name != "OSI Approved"]
    words = "".join(about.get_all("License") or []).strip().splitlines()
    return " and ".join(named) or (words[0][:LONGEST] if words and words[0].upper() != "UNKNOWN" else UNSTATED)
