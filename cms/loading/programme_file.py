"""A programme as text: written as its file, and read with a sentence for whatever is not as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from coaching.enums import Coached, Phase
from coaching.models import ProgrammeVersion
from coaching.services.programme import as_told

LONGEST = 100_000
OPTIONAL = {"coaching_key", "attending_key", "rates", "criteria", "usual_weeks", "help", "activity_key", "aims", "asks"}
# What each part consists of: a kind, the longest text, or the codes that there are
OF_THE_WHOLE: dict[str, Any] = {
    "code": 20,
    "name": 150,
    "coached": Coached.values,
    "months": int,
    "fewest_places": int,
    "most_places": int,
    "certificate_months": int,
    "coaching_key": 40,
    "attending_key": 40,
    "summary": 4_000,
    "stages": list,
    "sessions": list,
    "deliverables": list,
    "criteria": list,
    "rates": list,
    "rule": dict,
}
OF_LISTS: dict[str, dict[str, Any]] = {
    "stages": {"code": 20, "name": 100, "phase": Phase.values, "usual_weeks": int, "help": 400},
    "sessions": {"month": int, "title": 150, "minutes": int, "activity_key": 40, "aims": list},
    "deliverables": {"code": 20, "month": int, "title": 150, "asks": 4_000},
    "criteria": {"code": 20, "title": 150, "most": int, "asks": 400},
    "rates": {"code": 20, "title": 150},
}


class NoProgramme(ValueError):
    """The text is none. Its text is for whoever wrote it."""


def write_programme(version: ProgrammeVersion) -> str:
    programme = version.programme
    told = {"code": programme.code, "name": programme.name, "coached": programme.coached} | as_told(version)
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=110)


def read_programme(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise NoProgramme(f"The text is longer than {LONGEST:,} letters.")
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        where = f" Look at line {mark.line + 1}." if mark else ""
        raise NoProgramme(f"The text cannot be read.{where}") from wrong
    _check(told, OF_THE_WHOLE, "The programme")
    for name, parts in OF_LISTS.items():
        for number, row in enumerate(told.get(name, []), start=1):
            _check(row, parts, f"{name}, number {number}")
        _each_once(name, told.get(name, []))
    if not 1 <= told["fewest_places"] <= told["most_places"]:
        raise NoProgramme("“fewest_places” is at least 1, and at most “most_places”.")
    return dict(told)


def _check(row: object, parts: Mapping[str, Any], where: str) -> None:
    if not isinstance(row, dict):
        raise NoProgramme(f"{where} has no parts with names, such as “code: …”.")
    if unknown := [str(name) for name in row if name not in parts]:
        raise NoProgramme(f"{where}: “{unknown[0]}” is nothing that it has. It has: {', '.join(parts)}.")
    if missing := [name for name in parts if name not in row and name not in OPTIONAL]:
        raise NoProgramme(f"{where}: “{missing[0]}” is missing.")
    for name, value in row.items():
        if not (value is None and name == "usual_weeks"):
            _check_value(value, parts[name], f"{where}: “{name}”")


def _check_value(value: object, asked: Any, where: str) -> None:
    match asked:
        case int():
            if not isinstance(value, str) or len(value) > asked:
                raise NoProgramme(
                    f"{where} is a text of at most {asked} letters; put it in quotes if it looks otherwise."
                )
        case list():
            if value not in asked:
                raise NoProgramme(f"{where} is one of: {', '.join(asked)}.")
        case type() if asked is int:
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 32_000:
                raise NoProgramme(f"{where} is a number, at least 1.")
        case _:
            if not isinstance(value, asked):
                raise NoProgramme(f"{where} is a list." if asked is list else f"{where} has parts with names.")


def _each_once(name: str, rows: list[dict[str, Any]]) -> None:
    codes = [row["code"] for row in rows if "code" in row]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise NoProgramme(f"{name}: the code “{twice}” stands there twice.")
