"""A coach's own thoughts of a session: theirs and their supervisor's. No line of the trail names what it says."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from workforce.models import Person
from workforce.services.refusal import Refused

from ..models import SessionReflection, TeamSession

LONGEST = 4_000


class CannotReflect(Refused):
    """Too long. Its text is for the reader."""


@transaction.atomic
def keep_reflection(*, session: TeamSession, writer: Person, words: str) -> None:
    """Emptied, it is gone."""
    if len(words) > LONGEST:
        raise CannotReflect(
            f"That is more than {LONGEST:,} letters. Nothing is lost: make it shorter, and keep it then."
        )
    own = SessionReflection.objects.filter(trust=session.trust_id, session=session, writer=writer)
    if not words.strip():
        own.delete()
    elif not own.update(words=words.strip(), written_at=Now()):
        SessionReflection.objects.create(trust=session.trust, session=session, writer=writer, words=words.strip())
