"""Bare views behind the product's middleware: the limit that its own are measured beside."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from workforce.models import Person

CELLS = """
SELECT unit_id, level_id, lines, people, beside, fte FROM curriculum_coveragemark
 WHERE trust_id = %s AND day = %s
   AND unit_id IN (SELECT unit_id FROM workforce_unitreach
                    WHERE ancestor_id = %s AND distance <= 1 AND since <= %s AND (until IS NULL OR until > %s))
"""


def cells(request: HttpRequest) -> JsonResponse:
    """The rows in which the same cells lie, as they lie."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(CELLS, [request.user.trust_id, today, request.GET["unit"], today, today])
        return JsonResponse({"data": cursor.fetchall()})


def one_row(request: HttpRequest) -> JsonResponse:
    person = Person.objects.get(pk=request.GET["person"])
    return JsonResponse({"name": str(person)})
