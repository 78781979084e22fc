"""Reflections are kept for whoever writes them. No trail: that somebody thought about something is theirs alone."""

from __future__ import annotations

import uuid

from django.db.models.functions import Now

from workforce.models import Person
from workforce.services.refusal import Refused

from ..models import Activity, Reflection

LONGEST = 4000


class CannotReflect(Refused):
    """It is not kept. Its text is for the reader."""


def keep_reflection(*, person: Person, activity: Activity, place: uuid.UUID, asked: str, words: str) -> None:
    """In place of what was written there before; with no words it is taken out."""
    if activity.trust_id != person.trust_id:
        raise CannotReflect("This lesson belongs to another trust.")
    words = words.replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise CannotReflect(f"Keep it to {LONGEST:,} characters: this has {len(words):,}.")
    if not words:
        Reflection.objects.of(person).filter(place=place).delete()
        return
    Reflection.objects.update_or_create(
        trust=person.trust,
        writer=person,
        place=place,
        defaults={"activity": activity, "asked": asked, "words": words, "written_at": Now()},
    )


def take_out_reflection(*, person: Person, uuid: uuid.UUID) -> bool:
    """Gone for good. Answers whether there was one."""
    deleted, _ = Reflection.objects.of(person).filter(uuid=uuid).delete()
    return bool(deleted)
