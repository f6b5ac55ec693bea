"""The wheel also carries the schema of the tables, which `cited init` gives to a new project; it stands in data/."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSchema(build_py):
    """Builds the package, and copies the schema into it, so that it is kept in one place only."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copy("data/datapackage.json", Path(self.build_lib, "cited/init/datapackage.json"))


setup(cmdclass={"build_py": BuildWithSchema})
