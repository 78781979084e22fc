"""What coaches and teams told beforehand is noted in a proposal like a decision of a lead, and can be set aside."""

from __future__ import annotations

from collections.abc import Iterable

from workforce.models import Account

from ..enums import WISHES
from ..models import PairDecision, Pairing
from ..queries.pairing import teams_waiting
from ..queries.wish import WishFor, wishes_for

AS_THEY_TOLD = "As they told beforehand"


def note_wishes(pairing: Pairing, *, by: Account) -> None:
    """Beside another proposal only what is new since then, and without what was taken back: what a lead set aside there
    stays aside."""
    told, base = wishes_for(teams_waiting(pairing.cohort)), pairing.based_on
    _drop_what_was_taken_back(pairing, told)
    for one in told:
        if base is None or one.told_at > base.recorded_at:
            PairDecision.objects.get_or_create(
                trust_id=pairing.trust_id,
                pairing=pairing,
                kind=one.kind,
                team=one.team,
                coach=one.coach,
                other=None,
                defaults={"reason": AS_THEY_TOLD, "recorded_by": by},
            )


def _drop_what_was_taken_back(pairing: Pairing, told: Iterable[WishFor]) -> None:
    stands = {(one.kind, one.team.pk, one.coach.pk) for one in told}
    rows = PairDecision.objects.filter(pairing=pairing, kind__in=WISHES, reason=AS_THEY_TOLD)
    gone = [one.pk for one in rows if (one.kind, one.team_id, one.coach_id) not in stands]
    PairDecision.objects.filter(pk__in=gone).delete()
