"""What one row of a staff list would do, given what is known here. Nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..enums import RowAction, WhenEmpty
from ..models import ImportRow, ImportRun, Person, Post, PostStretch
from ..services.staff_list import Planned
from ..services.stretch import differs
from .refusal import BadCell
from .staff_known import Known
from .staff_profile import NEVER_ERASED, PERSON_FIELDS, POST_FIELDS

EMPTY: Mapping[str, Any] = {"site": None, "fte": None, "flags": []}
COLUMN = {"unit": "unit_id", "site": "site_id", "manager": "manager_id"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the file means as a whole: its day, its columns, its empty cells."""

    on: dt.date
    columns: frozenset[str]
    erases: bool

    @classmethod
    def of(cls, run: ImportRun) -> Meaning:
        erases = run.choices.get("empty") == WhenEmpty.ERASE
        return cls(run.file_date, frozenset(run.columns.get("used", {})), erases)

    def told(self, data: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
        """The fields the row speaks of: those with a value, and the empty ones where empty means erased."""
        return {
            field: data.get(field, EMPTY.get(field, ""))
            for field in fields
            if field in data or (self.erases and field in self.columns and field not in NEVER_ERASED)
        }


def plan_row(row: ImportRow, data: Mapping[str, Any], known: Known, meaning: Meaning) -> Planned:
    try:
        return _plan(row, data, known, meaning)
    except BadCell as bad:
        return Planned(row, RowAction.REFUSED, reason=str(bad))


def _plan(row: ImportRow, data: Mapping[str, Any], known: Known, meaning: Meaning) -> Planned:
    post = known.posts.get(data["assignment"])
    person = _person(data, known, post)
    values = _values(data, known, meaning, person)
    if post is None:
        return _new_post(row, data, known, meaning, person, values)
    planned = Planned(row, RowAction.SAME, person=person, post=post, values=values)
    _plan_details(planned, data, meaning)
    _plan_post(planned, known, data, meaning)
    return planned


def _person(data: Mapping[str, Any], known: Known, post: Post | None) -> Person | None:
    by_number = known.people.get(data["employee"])
    if post is None or by_number is None:
        return by_number if post is None else post.person
    if by_number.pk != post.person_id:
        raise BadCell(f"Assignment {data['assignment']} belongs to another employee here than {data['employee']}.")
    return by_number


def _values(data: Mapping[str, Any], known: Known, meaning: Meaning, person: Person | None) -> dict[str, Any]:
    """The values of the post, with units, sites and managers found."""
    values = {COLUMN.get(field, field): value for field, value in meaning.told(data, POST_FIELDS).items()}
    values["unit_id"] = known.places.unit(data["unit"])
    if data.get("site"):
        values["site_id"] = known.places.site(data["site"])
    manager = known.people.get(data.get("manager", ""))
    if data.get("manager") == data["employee"] or (manager and person and manager.pk == person.pk):
        raise BadCell("Somebody cannot be their own manager.")
    return values | ({"manager_id": manager.pk} if manager else {})


def _new_post(
    row: ImportRow,
    data: Mapping[str, Any],
    known: Known,
    meaning: Meaning,
    person: Person | None,
    values: dict[str, Any],
) -> Planned:
    """It begins when the file says, but never before its unit: what was there before is not known."""
    since, until = data.get("since") or meaning.on, data.get("until")
    since = max(since, known.places.unit_since[values["unit_id"]])
    if until and until <= since:
        raise BadCell("The post ended before its unit began, or the file does not say when the post began.")
    planned = Planned(row, RowAction.ADD, person=person, values=values, begins=(since, until))
    planned.leaves = until if until and until <= meaning.on else None
    if person:
        _plan_details(planned, data, meaning)
    return planned


def _plan_details(planned: Planned, data: Mapping[str, Any], meaning: Meaning) -> None:
    """Names and the like, and that somebody who had left is back."""
    person = planned.person
    told = meaning.told(data, PERSON_FIELDS)
    details: dict[str, Any] = {name: value for name, value in told.items() if getattr(person, name) != value}
    ended = data.get("until") is not None and data["until"] <= meaning.on
    if person and person.left_date is not None and not ended:
        details |= {"left_date": None, "left_reason": ""}
    _note(planned, [(name, str(getattr(person, name) or ""), str(value or "")) for name, value in details.items()])
    planned.details = details


def _plan_post(planned: Planned, known: Known, data: Mapping[str, Any], meaning: Meaning) -> None:
    stretches = known.stretches.get(planned.own_post.pk, [])
    until = data.get("until")
    if until is not None and until <= meaning.on:
        return _plan_end(planned, stretches, until)
    day = _first_day(stretches, meaning.on)
    now = next((row for row in stretches if row.since <= day and (row.until is None or day < row.until)), None)
    if now is None:
        planned.begins = (day, _earliest(until, *(row.since for row in stretches if row.since > day)))
        return _note(planned, [("post", "ended", f"runs again from {planned.begins[0]:%-d %B %Y}")])
    if differs(now, planned.values):
        planned.holds = (day, now.until)
        _note(planned, _differences(now, planned.values, known))
    return _plan_last_day(planned, stretches[-1], until, known)


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day), default=None)


def _first_day(stretches: Sequence[PostStretch], on: dt.date) -> dt.date:
    """The day of the file, or the first day of a post that begins later."""
    return max(on, stretches[0].since) if stretches else on


def _plan_end(planned: Planned, stretches: Sequence[PostStretch], until: dt.date) -> None:
    planned.leaves = until
    if stretches and (stretches[-1].until is None or stretches[-1].until > until):
        planned.ends = until
        _note(planned, [("last day", "", f"{until - dt.timedelta(days=1):%-d %B %Y}")])
        planned.action = RowAction.END


def _plan_last_day(planned: Planned, last: PostStretch, until: dt.date | None, known: Known) -> None:
    if until is None or last.until == until:
        return
    if last.until is None or until < last.until:
        planned.ends = until
    else:
        planned.runs_on = until
    _note(planned, [("last day", _last_day(last.until), _last_day(until))])


def _last_day(until: dt.date | None) -> str:
    return f"{until - dt.timedelta(days=1):%-d %B %Y}" if until else ""


def _differences(now: PostStretch, values: Mapping[str, Any], known: Known) -> list[tuple[str, str, str]]:
    return [
        (name.removesuffix("_id"), _words(name, getattr(now, name), known), _words(name, value, known))
        for name, value in values.items()
        if differs(now, {name: value})
    ]


def _words(name: str, value: Any, known: Known) -> str:
    match name:
        case "unit_id":
            return known.places.unit_names.get(value, "")
        case "site_id":
            return known.places.site_names.get(value, "")
        case "manager_id":
            return "" if value is None else f"person {value}"
        case "flags":
            return ", ".join(value)
    return "" if value is None else str(value)


def _note(planned: Planned, changes: Sequence[tuple[str, str, str]]) -> None:
    planned.changes.extend(changes)
    if changes and planned.action == RowAction.SAME:
        planned.action = RowAction.CHANGE


def parsed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The understood values of a row as they were before they were kept as JSON."""
    days = {field: dt.date.fromisoformat(data[field]) for field in ("since", "until") if data.get(field)}
    share = {"fte": Decimal(data["fte"])} if data.get("fte") is not None else {}
    return {**data, **days, **share}
