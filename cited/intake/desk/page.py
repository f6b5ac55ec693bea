"""The desk's page: served with its token, or written once, to be read without a server."""

import json
from pathlib import Path

from markupsafe import Markup

from cited import files, project
from cited.intake.classing.classes import CLASSES
from cited.intake.desk import state, store
from cited.intake.html import asset, environment, policy, script

FOLDER = Path(".build/review")
# By role, in the order in which they are joined: the last one listens, and draws for the first time.
SCRIPTS = [f"desk/{name}.js" for name in ("state", "server", "drawing", "cards", "keys", "dialogs", "listen")]


def page(saved: store.Saved, token: str = "") -> str:
    """Return the page of a document's rows; without a token it asks nothing of a server and cannot edit."""
    shown = state.state(saved)
    given = {
        "source": saved.draft.source,
        "token": token,
        "text": state.text(saved),
        "state": shown if token else shown | {"editable": False},
        "offered": state.offered() if token else {},
        "classes": list(CLASSES),
    }
    style, code = asset("desk.css"), script(*SCRIPTS)
    return (
        environment()
        .get_template("desk.html.j2")
        .render(
            static=not token,
            source=saved.draft.source,
            label=saved.source.get("label") or saved.draft.source,
            policy=policy(style, code),
            style=Markup(style),
            script=Markup(code),
            given=Markup(embedded(given)),
        )
    )


def header() -> str:
    """Return the Content-Security-Policy of the served page: its own style and script, its own server, no frame."""
    own = policy(asset("desk.css"), script(*SCRIPTS))
    return f"{own}; connect-src 'self'; frame-ancestors 'none'"


def embedded(value: object) -> str:
    """Return a value as JSON that can stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def write(source: str) -> Path:
    """Write the page to be read without a server, outside the published pages; return where it is.

    Raises `project.InputError` where the id is not a document's, or its text is not here.
    """
    path = project.root() / FOLDER / f"{source}.html"
    files.write(path, page(store.load(source)))
    return path
