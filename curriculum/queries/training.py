"""A file of past training beside what counts here: every line and everybody accounted for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Min, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from workforce.enums import RowAction
from workforce.models import ImportRun


class Difference(TextChoices):
    NOT_READ = "NOT_READ", _("cannot be read")
    NOBODY = "NOBODY", _("of people who are not known here")
    WAITING = "WAITING", _("of courses that are not matched yet")
    IGNORED = "IGNORED", _("of courses that are not counted")
    TWICE = "TWICE", _("say what another line says")
    VOIDED = "VOIDED", _("taken away since")


class PeopleDifference(TextChoices):
    NOBODY = "NOBODY", _("not known here")
    NOTHING = "NOTHING", _("known, but nothing of theirs counts")
    TWO_NAMES = "TWO_NAMES", _("known under a second number or address")
    VOIDED = "VOIDED", _("all of theirs was taken away since")


LINES = """
WITH line AS (
    SELECT r.*, EXISTS (SELECT FROM curriculum_doseentry e
                         WHERE e.trust_id = r.trust_id AND e.source_kind = 'PAST_TRAINING' AND e.source_id = r.source
                           AND e.voids_id IS NULL AND NOT EXISTS (
                               SELECT FROM curriculum_doseentry v WHERE v.trust_id = e.trust_id AND v.voids_id = e.id)
                       ) AS gives
      FROM workforce_importrow r WHERE r.run_id = %(run)s
), person AS (
    SELECT person_key, max((undo ->> 'person')::bigint) AS person, bool_or(source IS NOT NULL) AS counts,
           bool_or(gives) AS gives
      FROM line WHERE person_key <> '' GROUP BY person_key
)
SELECT 'lines', jsonb_build_object(
           'FILE', count(*),
           'NOT_READ', count(*) FILTER (WHERE action = 'REFUSED' AND key = ''),
           'NOBODY', count(*) FILTER (WHERE action = 'REFUSED' AND key <> ''),
           'WAITING', count(*) FILTER (WHERE action = 'WAITING'),
           'IGNORED', count(*) FILTER (WHERE action = 'IGNORED'),
           'TWICE', count(source) - count(DISTINCT source),
           'VOIDED', count(DISTINCT source) FILTER (WHERE NOT gives),
           'HERE', count(DISTINCT source) FILTER (WHERE gives)) FROM line
UNION ALL
SELECT 'people', jsonb_build_object(
           'FILE', count(*),
           'NOBODY', count(*) FILTER (WHERE person IS NULL),
           'NOTHING', count(*) FILTER (WHERE person IS NOT NULL AND NOT counts),
           'TWO_NAMES', count(person) FILTER (WHERE counts) - count(DISTINCT person) FILTER (WHERE counts),
           'VOIDED', count(DISTINCT person) FILTER (WHERE counts)
                     - count(DISTINCT person) FILTER (WHERE gives),
           'HERE', count(DISTINCT person) FILTER (WHERE gives)) FROM person
"""


@dataclass(frozen=True, slots=True)
class Account:
    """In the file, less each difference, is here."""

    in_file: int
    here: int
    differences: dict[Any, int]

    @property
    def explained(self) -> bool:
        return self.in_file - sum(self.differences.values()) == self.here


def reconcile_training(run: ImportRun) -> tuple[Account, Account]:
    """Of an applied file: its lines and what gives dose here; its people and who was given dose."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"run": run.pk})
        found = {what: json.loads(told) for what, told in cursor.fetchall()}
    return _account(found["lines"], Difference), _account(found["people"], PeopleDifference)


def unknown_people(run: ImportRun) -> QuerySet[Any, Any]:
    """Whom the file names and nobody here is, with how many lines; most lines first."""
    refused = run.rows.filter(action=RowAction.REFUSED).exclude(key="").values("person_key")
    return refused.annotate(lines=Count("pk"), line=Min("line"), why=Min("reason")).order_by("-lines", "person_key")


def _account(found: dict[str, int], kinds: type[TextChoices]) -> Account:
    return Account(found["FILE"], found["HERE"], {kind: found[kind] for kind in kinds if found[kind]})
