"""How the questions of a module are answered: everybody's first answer, as long as it is asked in the same words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from workforce.models import Trust

from ..calc.answering import Answering, answering
from ..calc.question import Question, words
from ..models import ActivityVersion

FIRST_ANSWERS = """
WITH first AS (
    SELECT DISTINCT ON (a.person_id, v.activity_id) a.version_id, a.answers
      FROM curriculum_attempt a JOIN curriculum_activityversion v ON v.id = a.version_id
     WHERE a.trust_id = %(trust)s AND v.activity_id = ANY (%(activities)s) AND a.answered_at IS NOT NULL
     ORDER BY a.person_id, v.activity_id, a.answered_at, a.id
)
SELECT version_id, asked.key, asked.value, count(*)
  FROM first CROSS JOIN LATERAL jsonb_each(first.answers) AS asked (key, value)
 GROUP BY version_id, asked.key, asked.value
"""


@dataclass(frozen=True, slots=True)
class Asked:
    activity: str
    question: Question
    answering: Answering


def answerings(trust: Trust, module: str) -> list[Asked]:
    """Question by question, in the order in which they are asked; the test of the module first."""
    latest = _latest(trust, module)
    given = _first_answers(trust, [version.activity_id for version in latest])
    return [
        Asked(version.activity.title, asked, answering(asked, given.get((version.activity_id, asked["key"]), ())))
        for version in latest
        for asked in version.content.get("questions", ())
    ]


def asking_modules(trust: Trust) -> set[str]:
    """Those of which something asks a question today."""
    asking = _published(trust).filter(content__questions__0__isnull=False).exclude(activity__module_key="")
    return set(asking.filter(pk__in=_last(trust)).values_list("activity__module_key", flat=True))


def _published(trust: Trust) -> QuerySet[ActivityVersion]:
    return ActivityVersion.objects.filter(trust=trust, activity__retired_date=None, published_at__isnull=False)


def _last(trust: Trust) -> QuerySet:
    return _published(trust).order_by("activity", "-number").distinct("activity").values("pk")


def _latest(trust: Trust, module: str) -> list[ActivityVersion]:
    versions = _published(trust).filter(activity__module_key=module)
    last = versions.select_related("activity").order_by("activity", "-number").distinct("activity")
    return sorted(last, key=lambda version: (version.activity.kind != "TEST", version.activity.position))


def _first_answers(trust: Trust, activities: list[int]) -> Mapping[tuple[int, str], list[tuple[Any, int]]]:
    """By activity and question. An answer to other words than today's tells nothing of today's question."""
    versions = ActivityVersion.objects.filter(trust=trust, activity__in=activities).order_by("number")
    asked = {version.pk: version for version in versions}
    now = {version.activity_id: _words(version) for version in asked.values()}
    found: dict[tuple[int, str], list[tuple[Any, int]]] = defaultdict(list)
    for version_id, key, chosen, number in _rows(trust, activities):
        version = asked[version_id]
        if _words(version).get(key) == now[version.activity_id].get(key):
            found[version.activity_id, key].append((chosen, number))
    return found


def _words(version: ActivityVersion) -> dict[str, Any]:
    return {question["key"]: words(question) for question in version.content.get("questions", ())}


def _rows(trust: Trust, activities: list[int]) -> Iterator[tuple[int, str, Any, int]]:
    with connection.cursor() as cursor:
        cursor.execute(FIRST_ANSWERS, {"trust": trust.pk, "activities": activities})
        for version, key, chosen, number in cursor.fetchall():
            yield version, key, json.loads(chosen), number
