"""Charts that only a script draws, as the tables of their data."""

import base64
import contextlib
import html
import itertools
import json


def tables(content: object) -> str:
    """Return the data of a chart that only a script draws, as tables: one per trace, or that of the chart.

    What is no such chart stands there as its JSON.
    """
    chart = content if isinstance(content, dict) else {}
    layout, data, datasets = (chart.get(name) for name in ("layout", "data", "datasets"))
    title = (layout.get("title") if isinstance(layout, dict) else "") or chart.get("title") or ""
    title = title.get("text", "") if isinstance(title, dict) else title
    made = []
    traces = data if isinstance(data, list) else [data]
    for at, trace in enumerate(trace for trace in traces if isinstance(trace, dict)):
        if rows := _rows(trace.get("values")):
            # Vega's own: one row per datum.
            made.append(_of_rows(str(trace.get("name") or f"Data {at + 1}"), rows))
            continue
        columns = {key: column for key in trace if key != "customdata" and (column := _column(trace[key])) is not None}
        made.append(_table(str(trace.get("name") or f"Data {at + 1}"), columns))
    for name, values in datasets.items() if isinstance(datasets, dict) else ():
        if rows := _rows(values):
            made.append(_of_rows(name if len(name) < 30 else "Data", rows))
    if not made:
        made = [f"<pre>{html.escape(json.dumps(content, indent=1)[:5000])}</pre>"]
    return f"<h4>{html.escape(str(title))}</h4>{''.join(made)}" if title else "".join(made)


def _rows(values: object) -> list[dict[str, object]]:
    """Return values as rows, none where they are anything else."""
    return values if isinstance(values, list) and all(isinstance(row, dict) for row in values) else []


def _of_rows(caption: str, rows: list[dict[str, object]]) -> str:
    keys = dict.fromkeys(key for row in rows for key in row)
    return _table(caption, {key: [row.get(key) for row in rows] for key in keys})


def _column(value: object) -> list[object] | None:
    """Return a column of a trace as a list, or None; plotly packs arrays of numbers (`bdata`)."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and {"bdata", "dtype"} <= set(value):
        import numpy as np

        with contextlib.suppress(TypeError, ValueError):
            unpacked: list[object] = np.frombuffer(base64.b64decode(value["bdata"]), np.dtype(value["dtype"])).tolist()
            return unpacked
    return None


def _table(caption: str, columns: dict[str, list[object]]) -> str:
    heads = "".join(f'<th scope="col">{html.escape(str(name))}</th>' for name in columns)
    cells = (map(html.escape, map(str, row)) for row in itertools.zip_longest(*columns.values(), fillvalue=""))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    return (
        f"<table><caption>{html.escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
