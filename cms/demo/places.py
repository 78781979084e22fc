"""Sites and units of the example trust: eleven sites, a tree of 120 units, one that moved and two that merged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from workforce.enums import UnitKind

from .days import months_before
from .facts import SiteFact, UnitFact
from .tree import TREE

NAME = "Larkdale and Coast NHS Foundation Trust"
ODS_CODE = "X9L"  # no trust has a code that begins with X9

SITES = [
    SiteFact("X9L01", "Larkdale Royal Infirmary"),
    SiteFact("X9L02", "Coast General Hospital"),
    SiteFact("X9L03", "Saint Hilda's Hospital"),
    SiteFact("X9L04", "Fellgate Community Hospital"),
    SiteFact("X9L05", "Sandholme Community Hospital"),
    SiteFact("X9L06", "Riverside Health Centre"),
    SiteFact("X9L07", "Millbeck Health Centre"),
    SiteFact("X9L08", "Harbour Clinic"),
    SiteFact("X9L09", "Oakhill Wellbeing Centre"),
    SiteFact("X9L10", "Lark House (headquarters)"),
    SiteFact("X9L11", "Northgate Service Centre"),
]

MERGED = ("Ward 6 Older People", "Ward 7 Older People")
MERGED_INTO = "Ward 6 and 7 Older People"
MOVED = "Pain Service"
MOVED_TO = "Cancer and Palliative Care"


def make_units(today: dt.date) -> list[UnitFact]:
    """All units as of day one, then what happened to three of them."""
    first_day = dt.date(today.year - 45, 4, 1)
    units = [*_tree(first_day)]
    by_name = {unit.name: unit for unit in units}
    by_name[MOVED].moves.append((months_before(today, 14), by_name[MOVED_TO].code))
    merged_on = months_before(today, 20)
    new = _merged_unit(by_name, merged_on)
    for name in MERGED:
        by_name[name].until, by_name[name].successor = merged_on, new.code
    return [*units, new]


def _tree(since: dt.date) -> Iterator[UnitFact]:
    yield UnitFact("TRUST", NAME, UnitKind.TRUST, None, since, "X9L10")
    for division, directorates in TREE.items():
        division_code = code_of(division)
        yield UnitFact(division_code, division, UnitKind.DIVISION, "TRUST", since, "X9L10", "leaders", 4)
        for directorate, teams in directorates.items():
            code = code_of(directorate)
            yield UnitFact(code, directorate, UnitKind.DIRECTORATE, division_code, since, teams[0][1], "leaders", 4)
            for name, site, recipe, size in teams:
                yield UnitFact(code_of(name), name, UnitKind.TEAM, code, since, site, recipe, size)


def _merged_unit(by_name: dict[str, UnitFact], since: dt.date) -> UnitFact:
    old = by_name[MERGED[0]]
    return UnitFact(code_of(MERGED_INTO), MERGED_INTO, UnitKind.TEAM, old.parent, since, old.site, old.recipe)


def code_of(name: str) -> str:
    """`Ward 1 Respiratory` is `WARD-1-RESPIRATORY`."""
    return re.sub(r"[^A-Z0-9]+", "-", name.upper().replace("'", "")).strip("-")[:40]
