"""Many sources taken away at once, for all days; each void is a row of its own beside what it takes away."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction

from workforce.models import Account, Trust
from workforce.services.changed import tell_changed
from workforce.services.decision import note

from ..models import DoseEntry
from .locks import hold_people

VOID = """
INSERT INTO curriculum_doseentry (trust_id, uuid, person_id, skill_id, depth, minutes, practice_kind, practice_count,
                                  assessment, given_date, source_kind, source_id, revision, voids_id, recorded_by_id)
SELECT e.trust_id, gen_random_uuid(), e.person_id, e.skill_id, e.depth, 0, '', 0,
       '', e.given_date, e.source_kind, e.source_id, e.revision, e.id, %(by)s
  FROM curriculum_doseentry e
 WHERE e.trust_id = %(trust)s AND e.source_kind = %(kind)s AND e.source_id = ANY(%(sources)s) AND e.voids_id IS NULL
   AND NOT EXISTS (SELECT FROM curriculum_doseentry v WHERE v.trust_id = e.trust_id AND v.voids_id = e.id)
RETURNING person_id
"""


@transaction.atomic
def void_many(*, trust: Trust, source_kind: str, sources: Collection[uuid.UUID], by: Account | None) -> int:
    """How many entries; those of a source that was voided before are left as they are."""
    giving = DoseEntry.objects.filter(trust=trust, source_kind=source_kind, source_id__in=sources, voids_id=None)
    hold_people(giving.values_list("person", flat=True).distinct())
    told: dict[str, Any] = {"trust": trust.pk, "kind": str(source_kind), "by": by.pk if by else None}
    with connection.cursor() as cursor:
        cursor.execute(VOID, told | {"sources": list(sources)})
        people = [person for (person,) in cursor.fetchall()]
    if people:
        tell_changed(trust, sorted(set(people)))
        note(by=by, did="voided dose in bulk", to=trust, entries=len(people))
    return len(people)
