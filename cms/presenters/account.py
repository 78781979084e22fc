"""Accounts, and what was decided about them, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from workforce.enums import Role
from workforce.models import Account, Decision, Grant, Person, UnitPlace

ROLES = {role.value: role.label for role in Role}


def grant_lines(grants: Iterable[Grant], *, on: dt.date) -> dict[str, list[dict[str, Any]]]:
    """What it may do now, what it will, and what is over."""
    grants = list(grants)
    names = unit_names({grant.unit_id for grant in grants})
    lines: dict[str, list[dict[str, Any]]] = {"now": [], "past": []}
    for grant in grants:
        over = grant.until is not None and grant.until <= on
        line = {"grant": grant, "role": grant.get_role_display(), "unit": names.get(grant.unit_id, "")}
        line |= {"will": grant.since > on}
        lines["past" if over else "now"].append(line)
    return lines


def trail_lines(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    decisions = list(decisions)
    names = unit_names({d.detail["unit"] for d in decisions if isinstance(d.detail.get("unit"), int)})
    people = Person.objects.in_bulk({d.detail["person"] for d in decisions if isinstance(d.detail.get("person"), int)})
    return [{"at": d.at, "did": d.did, "by": who(d.by), "detail": _detail(d, names, people)} for d in decisions]


def who(account: Account | None) -> str:
    if account is None:
        return _("the Improvement Academy itself")
    return str(account.person or account)


def unit_names(units: set[int]) -> dict[int, str]:
    """As they are called now, or were last."""
    places = UnitPlace.objects.filter(unit__in=units).order_by("unit", "since")
    return {place.unit_id: place.name for place in places}


def _detail(decision: Decision, names: dict[int, str], people: dict[int, Person]) -> str:
    told = decision.detail
    parts = [
        ROLES.get(told.get("role", ""), ""),
        names.get(told.get("unit", 0), ""),
        people.get(told.get("person", 0), ""),
        _("from %(day)s") % {"day": told["on"]} if told.get("on") else "",
    ]
    return ", ".join(str(part) for part in parts if part)
