"""What papermill finds under the name `forked`: its entry point, which imports nothing before a notebook is run."""

from typing import Any


class ForkedEngine:
    """An engine of papermill, see `cited.press.execute.engine`.

    papermill loads every engine while it is itself imported, so this one must not import papermill.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook and return it."""
        from cited.press.execute.engine import ForkedEngine

        return ForkedEngine.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Return the name of the kernel that a notebook asks for."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Return the language of a notebook."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
