"""The file names so many people, here there are so many: every difference has its line."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..models import ImportRun


class Difference(TextChoices):
    REFUSED = "REFUSED", _("in the file, but every line of theirs was refused")
    NOT_APPLIED = "NOT_APPLIED", _("in the file, but not taken in")
    LATER = "LATER", _("in the file, with a post that begins after its day")
    ENDED = "ENDED", _("in the file, with a post that had ended by its day")
    TWO_NUMBERS = "TWO_NUMBERS", _("in the file under a second number of the same person")
    KEPT = "KEPT", _("here with a number, but not in the file")
    NO_NUMBER = "NO_NUMBER", _("here without a number by which a file could name them")


ADDS = (Difference.KEPT, Difference.NO_NUMBER)

SQL = """
WITH listed AS (
    SELECT person_key, bool_and(action = 'REFUSED') AS refused, min(key) AS key FROM workforce_importrow
     WHERE run_id = %(run)s AND line IS NOT NULL AND person_key <> '' GROUP BY person_key
), named AS (
    SELECT listed.*, COALESCE(
        (SELECT i.person_id FROM workforce_personidentifier i WHERE i.trust_id = %(trust)s AND i.system = 'esr-employee'
            AND i.value = listed.person_key AND i.since <= %(on)s AND (i.until IS NULL OR i.until > %(on)s)),
        (SELECT p.person_id FROM workforce_postidentifier i JOIN workforce_post p ON p.id = i.post_id
          WHERE i.trust_id = %(trust)s AND i.system = 'esr-assignment' AND i.value = listed.key
            AND i.since <= %(on)s AND (i.until IS NULL OR i.until > %(on)s))) AS person_id
      FROM listed
), here AS (
    SELECT DISTINCT person_id FROM workforce_poststretch
     WHERE trust_id = %(trust)s AND since <= %(on)s AND (until IS NULL OR until > %(on)s)
), missing AS (
    SELECT CASE WHEN refused THEN 'REFUSED' WHEN person_id IS NULL THEN 'NOT_APPLIED'
                WHEN EXISTS (SELECT FROM workforce_poststretch s WHERE s.person_id = named.person_id
                                AND s.since > %(on)s) THEN 'LATER' ELSE 'ENDED' END AS difference
      FROM named WHERE person_id IS NULL OR person_id NOT IN (SELECT person_id FROM here)
), extra AS (
    SELECT CASE WHEN EXISTS (SELECT FROM workforce_personidentifier i WHERE i.person_id = here.person_id)
                THEN 'KEPT' ELSE 'NO_NUMBER' END AS difference
      FROM here WHERE person_id NOT IN (SELECT person_id FROM named WHERE person_id IS NOT NULL)
)
SELECT 'FILE', count(*) FROM listed
UNION ALL SELECT 'HERE', count(*) FROM here
UNION ALL SELECT difference, count(*) FROM missing GROUP BY difference
UNION ALL SELECT difference, count(*) FROM extra GROUP BY difference
UNION ALL SELECT 'TWO_NUMBERS', count(*) - count(DISTINCT person_id) FROM named
           WHERE person_id IN (SELECT person_id FROM here)
"""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """in_file − what is not here + what is only here = here."""

    in_file: int
    here: int
    differences: dict[Difference, int]

    @property
    def explained(self) -> bool:
        change = sum(n if difference in ADDS else -n for difference, n in self.differences.items())
        return self.in_file + change == self.here


def reconcile(run: ImportRun) -> Reconciliation:
    """On the day of the file, as things are known now."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"run": run.pk, "trust": run.trust_id, "on": run.file_date})
        found = dict(cursor.fetchall())
    differences = {difference: found[difference] for difference in Difference if found.get(difference)}
    return Reconciliation(found["FILE"], found["HERE"], differences)
