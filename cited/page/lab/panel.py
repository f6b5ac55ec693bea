"""The declared parameters of a notebook as a form in JupyterLab, which runs the cells below with what is chosen."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from cited import literals, parameters, project
from cited.page.lab import lab

if TYPE_CHECKING:
    import ipywidgets

# The same at each run, so that running the cell again gives the same output.
FORM = "cited-parameters"
HOW = "expected a cell with parameters, `name: type = literal  # comment`, to have run above"
WIDE = {"layout": {"width": "30rem"}, "style": {"description_width": "8rem"}}
# The cells below are the front end's to run: JupyterLab as `make lab` starts it lets an output ask for that.
RUN_BELOW = """\
const app = window.jupyterapp, panel = app?.shell.currentWidget, cells = panel?.content?.widgets ?? [];
const at = cells.findIndex((cell) => cell.outputArea?.node.querySelector(".cited-parameters"));
if (at >= 0 && at + 1 < cells.length) {
  panel.content.deselectAll();
  panel.content.activeCellIndex = at + 1;
  app.commands.execute("notebook:run-all-below");
}
"""

# The form in the front end: not of the page, since the setup cell, run again, leaves it standing there.
_open: list[ipywidgets.VBox] = []


def panel() -> ipywidgets.VBox | None:
    """Return the notebook's parameters as a form, each with its type, its allowed values and its comment.

    Its button gives the chosen values to the notebook and runs the cells below, in JupyterLab as `make lab` starts it;
    elsewhere the values are given, and the cells below are run by hand. A value that is not allowed is named, and
    nothing runs. On a published page there is no form: the cell shows nothing, and the page says what it shows in
    words. Put it into a cell of its own, right below the parameters. Raises LookupError where none are declared.

    Example:
        page.panel()
    """
    if not lab.in_front_end():
        return None
    import ipywidgets
    from IPython.core.getipython import get_ipython
    from IPython.display import Javascript

    shell = get_ipython()
    assert shell is not None
    declared = _declared(shell.user_ns["In"])
    fields = {name: _field(one, shell.user_ns.get(name, one.default)) for name, one in declared.items()}
    button = ipywidgets.Button(description="Run below with these", button_style="primary", layout={"width": "14rem"})
    message = ipywidgets.HTML()
    output = ipywidgets.Output(layout={"display": "none"})

    def run(_button: object) -> None:
        values = {name: _value(declared[name], field.value) for name, field in fields.items()}
        faults = [f"{name}: {fault}" for name, value in values.items() if (fault := declared[name].fault(value))]
        shown = faults or [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
        message.value = "<br>".join(str(escape(line)) for line in shown)
        if not faults:
            shell.user_ns.update(values)
            output.outputs = ()
            output.append_display_data(Javascript(RUN_BELOW))

    button.on_click(run)
    lines = [_line(one, fields[name]) for name, one in declared.items()]
    for old in _open:
        old.close()
    form = ipywidgets.VBox([*lines, button, message, output], model_id=FORM)
    form.add_class(FORM)
    _open[:] = [form]
    return form


def _declared(cells: list[str]) -> dict[str, parameters.Parameter]:
    """Return the parameters of the last cell that declares some."""
    plain = not project.has_ledger()
    for source in reversed(cells):
        declared, faults = parameters.parse(source, "", plain) if plain or ":" in source else ({}, [])
        if declared and not faults:
            # A mapping has no field to type it into.
            return {name: one for name, one in declared.items() if _type(one) in literals.TYPES or one.type == "list"}
    raise LookupError(f"no parameters are declared; {HOW}")


def _field(one: parameters.Parameter, value: Any) -> ipywidgets.Widget:
    import ipywidgets

    options = one.options()
    if options is not None and one.type.startswith("list"):
        kept = [item for item in value or () if item in options.values()]
        return ipywidgets.SelectMultiple(
            options=list(options.items()), value=kept, rows=min(len(options), 8), description=one.name, **WIDE
        )
    if options is not None:
        chosen = value if value in options.values() else one.default
        return ipywidgets.Dropdown(options=list(options.items()), value=chosen, description=one.name, **WIDE)
    if one.type.startswith("list"):
        return ipywidgets.Text(", ".join(map(str, value or ())), description=one.name, **WIDE)
    if literals.optional(one.type) and one.type != f"bool{literals.OPTIONAL}":
        # Empty for None, which no field of numbers can hold.
        return ipywidgets.Text("" if value is None else str(value), description=one.name, **WIDE)
    kinds = {
        "bool": ipywidgets.Checkbox,
        "int": ipywidgets.IntText,
        "float": ipywidgets.FloatText,
        "str": ipywidgets.Text,
    }
    return kinds[_type(one)](value=value, description=one.name, **WIDE)


def _type(one: parameters.Parameter) -> str:
    """Return the type of a parameter's values other than None."""
    return one.type.removesuffix(literals.OPTIONAL)


def _line(one: parameters.Parameter, field: ipywidgets.Widget) -> ipywidgets.Widget:
    import ipywidgets

    return ipywidgets.HBox([field, ipywidgets.HTML(f"<code>{escape(one.type)}</code> {escape(one.comment)}")])


def _value(one: parameters.Parameter, value: Any) -> object:
    """Return what a field holds as a value of the parameter's type; what cannot be one stays text, and is a fault."""
    if literals.optional(one.type) and value in ("", (), []):
        return None
    if one.type in (f"int{literals.OPTIONAL}", f"float{literals.OPTIONAL}"):
        with contextlib.suppress(ValueError):
            return int(value) if _type(one) == "int" else float(value)
    if not one.type.startswith("list"):
        return value
    items = [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else list(value)
    if _type(one) == "list[int]" and all(str(item).lstrip("-").isdecimal() for item in items):
        return [int(item) for item in items]
    return items
