"""An organisation list: its headers, and a row of it understood."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from ..enums import UnitKind
from . import cells
from .header import Profile
from .refusal import BadCell

PROFILE = Profile(
    aliases={
        "code": ("Organisation Code", "Unit Code", "Org Code", "Cost Centre", "Code"),
        "name": ("Organisation Name", "Unit Name", "Org Name", "Organisation", "Name"),
        "parent": ("Parent Code", "Parent Organisation Code", "Parent Org Code", "Parent", "Reports To"),
        "kind": ("Kind", "Type", "Organisation Type", "Level"),
        "name_cy": ("Welsh Name", "Name in Welsh", "Enw"),
        "since": ("Start Date", "Open Date", "Since"),
        "until": ("End Date", "Close Date", "Last Day"),
    },
    needed=[("code",), ("name",), ("parent",)],
)
KINDS = {
    **{re.sub(r"\W+", " ", str(kind.label)).lower(): kind.value for kind in UnitKind},
    **{kind.lower(): kind for kind in UnitKind.values},
    "care organisation": UnitKind.GROUP.value,
    "specialty": UnitKind.DEPARTMENT.value,
    "ward": UnitKind.TEAM.value,
    "team": UnitKind.TEAM.value,
    "service": UnitKind.TEAM.value,
}


def understand(told: dict[str, str]) -> dict[str, Any]:
    if not told.get("code") or not told.get("name"):
        raise BadCell("The code or the name is empty.")
    if len(told["code"]) > 40 or len(told["name"]) > 200:
        raise BadCell("A code has at most 40 letters, a name at most 200.")
    data: dict[str, Any] = {"code": told["code"], "name": told["name"], "parent": told.get("parent", "")}
    data |= {"kind": _kind(told["kind"])} if told.get("kind") else {}
    data |= {"name_cy": told["name_cy"]} if told.get("name_cy") else {}
    for field in ("since", "until"):
        if told.get(field) and (found := cells.day(told[field])):
            data[field] = found + dt.timedelta(days=field == "until")
    return data


def _kind(text: str) -> str:
    found = KINDS.get(re.sub(r"[\W_]+", " ", text).strip().lower())
    if not found:
        raise BadCell(f"“{text}” is not a kind of unit: {', '.join(str(kind.label) for kind in UnitKind)}.")
    return found
