"""The trail: each verb notes who did what to which thing."""

from __future__ import annotations

from django.db.models import Model

from ..models import Account, Decision, Trust


def note(*, by: Account | None, did: str, to: Model | None, trust: Trust | None = None, **detail: object) -> None:
    """One line in the trail. `detail` holds ids and codes only, never names or free text."""
    Decision.objects.create(
        trust_id=trust.pk if trust else _trust_id(to),
        by=by,
        did=did,
        to_model=to._meta.label_lower if to else "",
        to_id=to.pk if to else None,
        detail=detail,
    )


def _trust_id(to: Model | None) -> int | None:
    return to.pk if isinstance(to, Trust) else getattr(to, "trust_id", None)
