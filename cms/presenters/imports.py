"""A file in words: what it would do, or did."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.imports import training_profile
from workforce.calc.spreadsheet import as_text
from workforce.enums import ImportKind, ImportState, JobState, RowAction
from workforce.imports import organisation_profile, staff_profile
from workforce.imports.header import Profile
from workforce.models import ImportRow, ImportRun
from workforce.queries.import_run import counts_of, examples, outcome_rows
from workforce.queries.reconciliation import ADDS, Reconciliation

EXAMPLES = 5
REFUSALS = 50
WOULD = {
    RowAction.ADD: gettext_lazy("Would be added"),
    RowAction.CHANGE: gettext_lazy("Would be changed"),
    RowAction.END: gettext_lazy("Would be ended"),
    RowAction.SAME: gettext_lazy("Would stay as they are"),
    RowAction.REFUSED: gettext_lazy("Refused"),
    RowAction.WAITING: gettext_lazy("Would wait until their course is matched"),
    RowAction.IGNORED: gettext_lazy("Would not be counted"),
}
FIELDS = {
    "unit": gettext_lazy("unit"),
    "site": gettext_lazy("site"),
    "kind": gettext_lazy("kind of post"),
    "staff_group": gettext_lazy("staff group"),
    "job_role": gettext_lazy("job role"),
    "area_of_work": gettext_lazy("area of work"),
    "title": gettext_lazy("position"),
    "band": gettext_lazy("band"),
    "fte": gettext_lazy("FTE"),
    "flags": gettext_lazy("improvement roles"),
    "family_name": gettext_lazy("surname"),
    "given_name": gettext_lazy("first name"),
    "email": gettext_lazy("e-mail address"),
    "registration_number": gettext_lazy("registration number"),
    "left_date": gettext_lazy("left"),
    "left_reason": gettext_lazy("why they left"),
    "manager": gettext_lazy("manager"),
}
PROFILES: dict[str, Profile] = {
    ImportKind.ORGANISATION: organisation_profile.PROFILE,
    ImportKind.STAFF: staff_profile.PROFILE,
    ImportKind.PAST_TRAINING: training_profile.PROFILE,
}


def columns(kind: str) -> dict[str, list[str]]:
    """What a file of this kind has to have, and what else is read, by the headers that are known."""
    profile = PROFILES[kind]
    needed = [_(" or ").join(_headers(profile, field) for field in group) for group in profile.needed]
    asked = {field for group in profile.needed for field in group}
    return {"needed": needed, "also": [_headers(profile, field) for field in profile.aliases if field not in asked]}


def columns_read(run: ImportRun) -> list[tuple[str, str]]:
    """Each header of the file, with the name that its column goes by here."""
    aliases = PROFILES[run.kind].aliases
    return [(header, aliases[field][0]) for field, header in run.columns.get("used", {}).items() if field in aliases]


def is_at_work(run: ImportRun) -> bool:
    return run.is_at_work and (run.job is None or run.job.state in (JobState.WAITING, JobState.RUNNING))


def what_undoing_does(run: ImportRun) -> list[str]:
    """Said before it is done: how many lines, and what stays."""
    counts = counts_of(run)
    acted = sum(counts.get(action, 0) for action in (RowAction.ADD, RowAction.CHANGE, RowAction.END))
    lines = ngettext("%(n)s line did something.", "%(n)s lines did something.", acted) % {"n": intcomma(acted)}
    return [
        f"{lines} "
        + (
            _("What each gave is taken away again.")
            if run.kind == ImportKind.PAST_TRAINING
            else _("What each did is taken back: people, posts and units are as they were before the file.")
        ),
        _("What somebody has changed since then stays as it is, and the file's page says which lines those are."),
    ]


def count_lines(run: ImportRun) -> list[dict[str, Any]]:
    counts = counts_of(run)
    words = WOULD if run.state == ImportState.PLANNED else {}
    return [
        {"words": words.get(action, action.label), "n": counts[action], "action": action}
        for action in RowAction
        if counts.get(action)
    ]


def example_groups(run: ImportRun) -> list[dict[str, Any]]:
    groups = (RowAction.CHANGE, RowAction.END, RowAction.ADD)
    told = [{"words": WOULD[action], "rows": _lines(examples(run, action, EXAMPLES))} for action in groups]
    return [group for group in told if group["rows"]]


def refusals(run: ImportRun) -> list[dict[str, Any]]:
    return _lines(examples(run, RowAction.REFUSED, REFUSALS))


def difference_lines(found: Reconciliation) -> list[dict[str, Any]]:
    return [
        {"words": difference.label, "n": n, "sign": "+" if difference in ADDS else "−"}
        for difference, n in found.differences.items()
    ]


def confirmation(run: ImportRun) -> Iterator[str]:
    """A line for each line of the file, with what became of it, to give back to who sent it."""
    line = csv.writer(_Echo())
    header = run.columns.get("header", [])
    yield "\ufeff" + line.writerow([_("Line"), _("Outcome"), _("Reason"), *map(as_text, header)])
    for row in outcome_rows(run):
        told = row.cells or [row.key]
        outcome = RowAction(row.action).label
        yield line.writerow([row.line or "", outcome, as_text(row.reason), *map(as_text, told)])


def named(row: ImportRow) -> str:
    """What names a line: an assignment number, a unit's code; of past training whose it is and what."""
    course = row.data.get("course")
    return f"{row.person_key}, {course}" if course else row.key or row.person_key


def _headers(profile: Profile, field: str) -> str:
    """The first one by which it goes, and the others."""
    first, *others = profile.aliases[field]
    return f"{first} ({', '.join(others)})" if others else first


class _Echo:
    """Gives a written line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: list[ImportRow]) -> list[dict[str, Any]]:
    return [
        {
            "line": row.line,
            "key": named(row),
            "changes": [
                {"field": FIELDS.get(field, field), "was": was or _("empty"), "now": now or _("empty")}
                for field, was, now in row.changes
            ],
            "cells": ", ".join(cell for cell in row.cells[:6] if cell),
            "reason": row.reason,
        }
        for row in rows
    ]
