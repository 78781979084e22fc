"""Hands in files of past training as the screens and the worker do, one step after the other."""

from curriculum.imports.tasks import apply_import, look_again_at_training, read_import, undo_import
from curriculum.models import DoseEntry
from curriculum.services.course import match_courses
from tests.workforce.imports.handing_in import MAY, again
from workforce.models import ImportRun
from workforce.services.import_run import ask_to_apply, ask_to_undo, receive_file

HEADER = "Employee Number,Course Name,Completion Date,Hours\n"


def hand_in(trust, lines, *, header=HEADER, file_date=MAY, on=MAY) -> ImportRun:
    content = lines if isinstance(lines, bytes) else (header + lines).encode()
    told = {"kind": "PAST_TRAINING", "file_name": "training.csv", "pieces": [content], "choices": {}}
    run = receive_file(trust=trust, file_date=file_date, on=on, by=None, **told)
    read_import(run.job_id)
    return again(run)


def apply(run) -> ImportRun:
    run = ask_to_apply(run=run, by=None)
    apply_import(run.job_id)
    return again(run)


def undo(run) -> ImportRun:
    run = ask_to_undo(run=run, by=None)
    undo_import(run.job_id)
    return again(run)


def brought_in(trust, lines, **told) -> ImportRun:
    return apply(hand_in(trust, lines, **told))


def match(trust, **matches):
    """Course names have underscores for spaces."""
    job = match_courses(trust=trust, matches={name.replace("_", " "): one for name, one in matches.items()}, by=None)
    if job:
        look_again_at_training(job.pk)
        job.refresh_from_db()
    return job


def outcomes(run) -> list[tuple[int, str, str]]:
    return list(run.rows.order_by("line").values_list("line", "action", "reason"))


def actions(run) -> list[str]:
    return list(run.rows.order_by("line").values_list("action", flat=True))


def held(trust) -> list[tuple[str, str]]:
    """Who was given what and when, of all that is not voided."""
    voided = DoseEntry.objects.filter(trust=trust, voids_id__isnull=False).values("voids_id")
    entries = DoseEntry.objects.filter(trust=trust, voids_id=None).exclude(pk__in=voided)
    return sorted((entry.person.given_name, str(entry.given_date)) for entry in entries.select_related("person"))
