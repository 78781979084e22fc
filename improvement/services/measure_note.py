"""What happened on a day, written on the chart of a measure."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Measure, MeasureNote


class CannotKeepNote(Refused):
    """It was not kept. Its text is for the reader."""


@transaction.atomic
def add_note(*, measure: Measure, date: dt.date, words: str, on: dt.date, by: Account) -> MeasureNote:
    """Told twice it is there once."""
    if not words.strip():
        raise CannotKeepNote("Say what happened.")
    if date > on:
        raise CannotKeepNote("The day is still to come. Write on the chart what has happened.")
    written, is_new = MeasureNote.objects.get_or_create(
        trust_id=measure.trust_id, measure=measure, date=date, words=words.strip(), defaults={"recorded_by": by}
    )
    if is_new:
        note(by=by, did="wrote on a chart", to=written)
    return written


@transaction.atomic
def take_note_away(*, note_of_chart: MeasureNote, by: Account) -> None:
    """The row as it was stays in the history."""
    if MeasureNote.objects.filter(pk=note_of_chart.pk).delete()[0]:
        note(by=by, did="took a note from a chart", to=note_of_chart.measure)
