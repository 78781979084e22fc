"""What a file would do, or did: counts, examples, refused lines."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q

from ..enums import ImportKind, ImportState, RowAction
from ..models import ImportRow, ImportRun, PersonIdentifier, Trust
from ..models.import_run import ImportRunQuerySet


def imports_of(trust: Trust) -> ImportRunQuerySet:
    return ImportRun.objects.filter(trust=trust).select_related("job", "recorded_by").order_by("-recorded_at", "-pk")


def twin_of(run: ImportRun) -> ImportRun | None:
    """A file with the same content that was applied before."""
    same = ImportRun.objects.filter(trust=run.trust, kind=run.kind, digest=run.digest, state=ImportState.APPLIED)
    return same.order_by("-applied_at").first()


def is_overtaken(run: ImportRun) -> bool:
    """Another file changed things after this one was read."""
    if run.job is None or run.job.finished_at is None:
        return False
    since = run.job.finished_at
    others = ImportRun.objects.filter(trust=run.trust).exclude(kind=ImportKind.PAST_TRAINING)
    return others.filter(Q(applied_at__gt=since) | Q(undone_at__gt=since)).exists()


def counts_of(run: ImportRun) -> dict[str, int]:
    return dict(run.rows.values_list("action").annotate(rows=Count("pk")))


def new_people(run: ImportRun) -> int:
    """People of the file who are not known here yet."""
    known = PersonIdentifier.objects.filter(trust=run.trust, value=OuterRef("person_key"))
    added = run.rows.filter(~Exists(known), action=RowAction.ADD)
    return added.values("person_key").distinct().count()


def examples(run: ImportRun, action: RowAction, at_most: int) -> list[ImportRow]:
    return list(run.rows.filter(action=action).order_by("line", "pk")[:at_most])


def outcome_rows(run: ImportRun) -> Iterator[ImportRow]:
    """Every row in the order of the file; who is not in it comes last."""
    return run.rows.order_by("line", "pk").defer("data", "undo").iterator(chunk_size=2000)
