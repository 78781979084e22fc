"""What somebody was told. One's notices are one's own: nobody else is shown them, whatever they see of the person."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..models import Account, Notice


def notices_of(account: Account) -> QuerySet[Notice]:
    """The newest first. An account that is nobody's has none."""
    own = Notice.objects.filter(trust=account.trust_id, person=account.person_id)
    return own.order_by("-told_at", "-pk") if account.person_id else own.none()


def unread_by(account: Account) -> int:
    return notices_of(account).filter(read_at=None).count()


def unread(person: OuterRef) -> Coalesce:
    """How many notices the person has not read, for a question that is asked anyway."""
    waiting = Notice.objects.filter(person=person, read_at=None).order_by().values("person")
    return Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
