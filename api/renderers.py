from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

from workforce.calc.spreadsheet import as_text


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested objects become columns joined by an underscore; a list becomes its parts joined by a space."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= flat(value, f"{prefix}{name}_")
        elif isinstance(value, list):
            cells[prefix + name] = " ".join(map(str, value))
        else:
            cells[prefix + name] = value
    return cells


def to_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    flat_rows = [flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat_rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([as_text(row.get(name)) for name in columns] for row in flat_rows)
    return out.getvalue()


class CSVRenderer(BaseRenderer):
    """The rows of `data` with the same cells as the JSON. Errors stay problems, in JSON."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> str:
        return to_csv(data["data"])
