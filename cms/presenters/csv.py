"""Rows as CSV that a spreadsheet opens as text: nothing in a cell can start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from workforce.calc.spreadsheet import as_text


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """With a mark that lets Excel read the accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([as_text(head) for head in heads])
    writer.writerows([as_text(value) for value in row] for row in rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
