"""A staff list as HR exports it (ESR-like): its headers, and a row of it understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..enums import PostFlag, PostKind, StaffGroup
from . import cells
from .header import Profile
from .refusal import BadCell

PROFILE = Profile(
    aliases={
        "assignment": ("Assignment Number", "Assignment No", "Assignment", "Assignment ID"),
        "employee": ("Employee Number", "Employee No", "Person Number", "Payroll Number", "Staff Number"),
        "person": ("Person", "Employee", "Assignment and Name"),
        "full_name": ("Full Name", "Employee Name", "Name", "Staff Name"),
        "family_name": ("Last Name", "Surname", "Family Name"),
        "given_name": ("First Name", "Forename", "Given Name", "Preferred Name"),
        "email": ("Email Address", "E-mail", "Work Email", "Work E-mail", "Email"),
        "registration_number": ("Registration Number", "Professional Registration Number", "PRN", "Registration No"),
        "unit": ("Organisation Code", "Org Code", "Organisation", "Department Code", "Cost Centre", "Team", "Unit"),
        "site": ("Site Code", "Site", "Location", "Location Code", "Base"),
        "kind": ("Assignment Category", "Employee Category", "Contract Type", "Assignment Type", "Employment Type"),
        "staff_group": ("Staff Group", "Staff Group Code"),
        "job_role": ("Job Role", "Role"),
        "area_of_work": ("Area of Work",),
        "title": ("Position Title", "Job Title", "Position"),
        "band": ("Pay Band", "Band", "AfC Band", "Grade", "Pay Scale", "Pay Grade"),
        "fte": ("FTE", "WTE", "Contracted FTE", "Contracted WTE", "FTE Contracted"),
        "hours": ("Contracted Hours", "Hours"),
        "manager": ("Supervisor Employee Number", "Supervisor", "Manager", "Line Manager", "Supervisor Number"),
        "flags": ("Flags", "Improvement Roles"),
        "since": ("Assignment Start Date", "Start Date", "Hire Date", "Latest Start Date", "Effective Start Date"),
        "until": ("Assignment End Date", "End Date", "Fixed Term End Date", "Termination Date", "Last Working Day"),
    },
    needed=[("assignment", "person"), ("family_name", "full_name", "person"), ("unit",)],
)
PERSON_FIELDS = ("family_name", "given_name", "email", "registration_number")
POST_FIELDS = ("unit", "site", "kind", "staff_group", "job_role", "area_of_work", "title", "band", "fte", "flags")
NUMBERS = ("assignment", "employee")
NEVER_ERASED = ("assignment", "employee", "family_name", "unit", "kind", "since")

STAFF_GROUPS = {
    **{re.sub(r"\W+", " ", str(group.label)).lower(): group.value for group in StaffGroup},
    "add prof scientific and technic": StaffGroup.SCIENTIFIC.value,
    "additional clinical services": StaffGroup.CLINICAL_SERVICES.value,
}
KINDS = {
    "permanent": PostKind.SUBSTANTIVE,
    "substantive": PostKind.SUBSTANTIVE,
    "fixed term": PostKind.FIXED_TERM,
    "temporary": PostKind.FIXED_TERM,
    "locum": PostKind.FIXED_TERM,
    "bank": PostKind.BANK,
    "honorary": PostKind.HONORARY,
    "rotation": PostKind.ROTATION,
    "training": PostKind.ROTATION,
    "placement": PostKind.PLACEMENT,
    "student": PostKind.PLACEMENT,
    "lived": PostKind.PARTNER,
    "partner": PostKind.PARTNER,
    "non exec": PostKind.SUBSTANTIVE,
    "other employer": PostKind.OTHER_EMPLOYER,
}


def understand(told: dict[str, str]) -> dict[str, Any]:
    """The cells of a row as values; a missing key says that the cell was empty or the column is not there."""
    values = _with_person(told)
    understood = {field: READERS.get(field, str)(text) for field, text in values.items() if text}
    for field in ("assignment", "family_name", "unit"):
        if not understood.get(field):
            raise BadCell(f"The {PROFILE.aliases[field][0].lower()} is empty.")
    understood.setdefault("employee", employee_of(understood["assignment"]))
    _add_fte(understood)
    _check_days(understood.get("since"), understood.get("until"))
    return understood


def _with_person(told: dict[str, str]) -> dict[str, str]:
    values = {field: text for field, text in told.items() if field not in ("person", "full_name")}
    named = told.get("person") or next((told[field] for field in NUMBERS if "|" in told.get(field, "")), "")
    values |= {field: cells.number_of(told[field]) for field in (*NUMBERS, "manager") if field in told}
    if told.get("full_name") and not values.get("family_name"):
        values["family_name"], values["given_name"] = cells.full_name(told["full_name"])
    if named:
        assignment, family, given = cells.person(named)
        for field, text in (("assignment", assignment), ("family_name", family), ("given_name", given)):
            values[field] = values.get(field) or text
    return values


def employee_of(assignment: str) -> str:
    """An assignment number is the employee number, with a suffix for second and later jobs."""
    return re.sub(r"-\d+$", "", assignment)


def _add_fte(understood: dict[str, Any]) -> None:
    hours = understood.pop("hours", None)
    if hours is not None and "fte" not in understood:
        understood["fte"] = hours


def _check_days(since: dt.date | None, until: dt.date | None) -> None:
    if since and until and until <= since:
        raise BadCell("The post would end before it begins.")


def _last_day(text: str) -> dt.date | None:
    """The file tells the last day; the post does not run on the day after it."""
    last = cells.day(text)
    return last + dt.timedelta(days=1) if last else None


def _staff_group(text: str) -> str:
    code = text.strip()[:2]
    if code in StaffGroup.values:
        return code
    found = STAFF_GROUPS.get(re.sub(r"\W+", " ", text).strip().lower())
    if not found:
        raise BadCell(f"“{text}” is not one of the ten national staff groups.")
    return found


def _kind(text: str) -> str:
    plain = re.sub(r"\W+", " ", text).lower()
    for word, kind in KINDS.items():
        if word in plain:
            return kind.value
    raise BadCell(f"“{text}” is not a kind of post that is known here.")


def _flags(text: str) -> list[str]:
    words = {word.lower(): flag.value for flag in PostFlag for word in (flag.value, str(flag.label))}
    asked = [part.strip() for part in re.split(r"[;,]", text) if part.strip()]
    unknown = [part for part in asked if part.lower() not in words]
    if unknown:
        raise BadCell(f"“{unknown[0]}” is not something a post can be for.")
    return sorted({words[part.lower()] for part in asked})


def _at_most(length: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > length:
            raise BadCell(f"“{text[:40]}…” is longer than {length} letters.")
        return text

    return read


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) or len(text) > 254:
        raise BadCell(f"“{text}” is not an e-mail address.")
    return text


READERS: Mapping[str, Callable[[str], Any]] = {
    "assignment": _at_most(100),
    "employee": _at_most(100),
    "family_name": _at_most(100),
    "given_name": _at_most(100),
    "email": _email,
    "registration_number": _at_most(30),
    "kind": _kind,
    "staff_group": _staff_group,
    "job_role": _at_most(100),
    "area_of_work": _at_most(100),
    "title": _at_most(150),
    "band": cells.band,
    "fte": cells.fte,
    "hours": cells.fte_of_hours,
    "flags": _flags,
    "since": cells.day,
    "until": _last_day,
}
