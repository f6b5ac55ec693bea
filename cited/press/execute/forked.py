"""papermill's engine `forked`: its entry point, which papermill loads while it is itself imported."""

from typing import Any

from papermill.engines import NBClientEngine


class ForkedEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook's cells in a process of their own, without kernel, port or heartbeat."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook as papermill's own engine does, with the same options; return it."""
        from cited.press.execute import engine

        return engine.execute(nb_man, kernel_name, **options)
