"""Past training as HR exports it: its headers, and a line of it understood."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workforce.imports import cells
from workforce.imports.header import Profile
from workforce.imports.refusal import BadCell

PROFILE = Profile(
    aliases={
        "employee": ("Employee Number", "Employee No", "Person Number", "Payroll Number", "Staff Number"),
        "assignment": ("Assignment Number", "Assignment No", "Assignment", "Assignment ID"),
        "person": ("Person", "Employee", "Assignment and Name"),
        "email": ("Email Address", "E-mail", "E-mail Address", "Work Email", "Work E-mail", "Email"),
        "course": ("Course Name", "Course", "Course Title", "Class Name", "Activity Name", "Training", "Event Name"),
        "competence": ("Competency Name", "Competence Name", "Competence", "Competency"),
        "date": (
            *("Completion Date", "Date Completed", "Completed", "Date Achieved", "Achieved Date", "Attended On"),
            *("Training Date", "Class Date", "Course Date", "Date Start", "Certification Date", "Date"),
        ),
        "hours": ("Hours", "Duration (Hours)", "Duration Hours", "Course Hours", "Duration"),
    },
    needed=[("employee", "assignment", "email", "person"), ("course", "competence"), ("date",)],
)
LONGEST_NUMBER, LONGEST_COURSE, MOST_HOURS = 100, 200, 2000


def understand(told: dict[str, str], *, on: dt.date) -> dict[str, Any]:
    """The cells of a line as values. Training after the day of the file is still to come and refused."""
    data = _person(told)
    course = " ".join((told.get("course") or told.get("competence", "")).split())
    if not course:
        raise BadCell("The course is empty.")
    if len(course) > LONGEST_COURSE:
        raise BadCell(f"The name of the course is longer than {LONGEST_COURSE} letters.")
    data |= {"course": course, "date": _day(told.get("date", ""), on).isoformat()}
    return data | ({"minutes": _minutes(told["hours"])} if told.get("hours") else {})


def person_key(told: dict[str, str]) -> str:
    """What names the person in the file; also where the line cannot be understood."""
    written = told.get("employee") or told.get("assignment") or told.get("email") or told.get("person", "")
    return cells.number_of(written)[:LONGEST_NUMBER]


def _person(told: dict[str, str]) -> dict[str, Any]:
    data = {field: cells.number_of(told[field]) for field in ("employee", "assignment", "email") if told.get(field)}
    if not data and told.get("person"):
        data["assignment"] = cells.person(told["person"])[0]
    if not data:
        raise BadCell("The line names nobody: it has neither a number nor an e-mail address.")
    return data


def _day(text: str, on: dt.date) -> dt.date:
    day = cells.day(text)
    if day is None:
        raise BadCell("The date is empty.")
    if day > on:
        raise BadCell(f"{day:%-d %B %Y} is after the day of the file: what is still to come gives nothing.")
    return day


def _minutes(text: str) -> int:
    """`7.5`, `7,5` and `7:30` are hours."""
    whole, colon, part = text.partition(":")
    hours = cells.number(whole) + (cells.number(part) / 60 if colon else 0)
    if not 0 < hours <= MOST_HOURS:
        raise BadCell(f"Hours are a number above 0, not {text}.")
    return round(hours * 60)
