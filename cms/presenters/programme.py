"""A programme in words: what it asks of who is certified, and what a new version of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coaching.models import ProgrammeVersion
from coaching.services.programme import LISTS, OF_THE_VERSION, as_told
from curriculum.models import Activity
from workforce.models import Trust

RULE = {
    "attendance_percent": _lazy("Came to %(n)s %% of the days"),
    "sessions_coached": _lazy("Coached %(n)s sessions"),
    "stage": _lazy("A team of theirs has come to “%(n)s”"),
    "pdsas": _lazy("Tests of change with a team of theirs: %(n)s"),
    "measure_points": _lazy("A measure of a team of theirs has %(n)s points"),
    "deliverables": _lazy("All that is handed in is accepted"),
    "team_evaluation": _lazy("The team has evaluated its coach"),
    "observation": _lazy("Faculty have watched them coach"),
}
PARTS = {
    "summary": _lazy("Summary"),
    "months": _lazy("Months"),
    "fewest_places": _lazy("Fewest places"),
    "most_places": _lazy("Most places"),
    "certificate_months": _lazy("Months of the certificate"),
    "rule": _lazy("Certification rule"),
    "coaching_key": _lazy("What a coached session gives to coaches"),
    "attending_key": _lazy("What a coached session gives to who else came"),
    "rates": _lazy("What coaches rate of themselves"),
    "stages": _lazy("Stages of the roadmap"),
    "sessions": _lazy("Days of the course"),
    "deliverables": _lazy("What is handed in"),
    "criteria": _lazy("Criteria"),
}


def rule_words(rule: Mapping[str, Any], stages: Mapping[str, str]) -> list[str]:
    asked = {name: value for name, value in rule.items() if value}
    return [str(words) % {"n": stages.get(asked[name], asked[name])} for name, words in RULE.items() if name in asked]


def changes_of(before: ProgrammeVersion | None, told: Mapping[str, Any]) -> list[str]:
    """What is other than in the version before; of a new programme nothing."""
    if before is None:
        return []
    was = as_told(before)
    now = {"rates": [], "criteria": []} | dict(told)
    return [_change(name, was[name], now.get(name)) for name in (*OF_THE_VERSION, *LISTS) if _differ(was, now, name)]


def _differ(was: Mapping[str, Any], now: Mapping[str, Any], name: str) -> bool:
    return bool(was[name] or now.get(name)) and was[name] != now.get(name)


def _change(name: str, was: Any, now: Any) -> str:
    words = str(PARTS[name])
    if isinstance(was, list):
        told = {"words": words, "was": len(was), "now": len(now or [])}
        return _("%(words)s: %(was)s until now, then %(now)s") % told
    if isinstance(was, int):
        return _("%(words)s: %(was)s until now, then %(now)s") % {"words": words, "was": was, "now": now}
    return _("%(words)s: changed") % {"words": words}


def unknown_keys(trust: Trust, told: Mapping[str, Any]) -> list[str]:
    """Activities that the text names and the curriculum does not have: they would give nothing."""
    named = {
        told.get("coaching_key"),
        told.get("attending_key"),
        *(row.get("activity_key") for row in told["sessions"]),
    }
    wanted = {key for key in named if key}
    return sorted(wanted - set(Activity.objects.filter(trust=trust, key__in=wanted).values_list("key", flat=True)))
