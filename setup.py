"""The wheel also carries what `cited init` gives to a new project of the tables in data/: their schema, and the words
for areas. What the schema says of this collection stays here."""

import json
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

OWN = ("name", "title", "description", "version", "created", "homepage", "contributors")


class BuildWithTables(build_py):
    """Builds the package, and puts these files into it, so that each is kept in one place only."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            folder = Path(self.build_lib, "cited/init")
            shutil.copy("data/areas.csv", folder)
            schema = json.loads(Path("data/datapackage.json").read_text(encoding="utf-8"))
            schema = {key: value for key, value in schema.items() if key not in OWN}
            for resource in schema["resources"]:
                # One file for each document of the new project.
                if isinstance(resource["path"], list):
                    resource["path"] = []
            (folder / "datapackage.json").write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")


setup(cmdclass={"build_py": BuildWithTables})
