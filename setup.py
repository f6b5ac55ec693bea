"""The wheel also carries what `cited init` gives to a new project of the tables in data/: their schema, and the words
for areas and themes."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

GIVEN = ("datapackage.json", "areas.csv", "themes.csv")


class BuildWithTables(build_py):
    """Builds the package, and copies these files into it, so that each is kept in one place only."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for name in GIVEN:
                shutil.copy(f"data/{name}", Path(self.build_lib, "cited/init", name))


setup(cmdclass={"build_py": BuildWithTables})
