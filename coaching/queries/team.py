"""A team as somebody sees it: whether they do, and in the same statement what they have to do with it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from workforce.models import Account, Trust
from workforce.models.reaching import whole_trust_in_reach
from workforce.queries.built_once import BuiltOnce, first

from ..models import Team, TeamMember
from ..models.cohort import LEADS
from ..models.team import Tie

BESIDE = ("academy", "programme", "pathway", "trust", "cohort__version")


def seen_team(account: Account, trust: Trust, uuid: UUID, *, on: dt.date) -> Team | None:
    """None: there is none, or the account has no tie to it on the day."""
    team: Team | None = first(_SEEN(account=account.pk, trust=trust.pk, uuid=uuid, on=on))
    if team is not None:
        told = vars(team)  # whom it was read for is kept on this copy of the row, which lives as long as the request
        team.tie = Tie(account.pk, on, told["reader_coaches"], told["reader_leads"], told["reader_part"] or "")
    return team


def teams_seen(account: Account, trust: Trust, *, on: dt.date) -> list[Team]:
    """Of the trust, as far as the account sees them, by name."""
    return _ALL_SEEN(account=account.pk, trust=trust.pk, on=on)


def _seen(account: int, trust: int, on: dt.date) -> QuerySet[Team]:
    return Team.objects.visible_to(Account(pk=account), on=on).filter(trust=trust)


def _with_tie(account: int, trust: int, uuid: UUID, on: dt.date) -> QuerySet[Team]:
    reader = Account(pk=account)
    coached = Team.objects.filter(pk=OuterRef("pk")).coached_by(reader, on=on)
    led = Trust.objects.filter(whole_trust_in_reach("", reader, LEADS, on), pk=OuterRef("trust"))
    belongs = TeamMember.objects.filter(team=OuterRef("pk"), person__account=account).on(on)
    return (
        _seen(account, trust, on)
        .filter(uuid=uuid)
        .select_related(*BESIDE)
        .annotate(reader_coaches=Exists(coached), reader_leads=Exists(led))
        .annotate(reader_part=Subquery(belongs.values("part")[:1]))
    )


_SEEN = BuiltOnce(_with_tie)
_ALL_SEEN = BuiltOnce(
    lambda account, trust, on: (
        _seen(account, trust, on).select_related("pathway", "programme", "academy").order_by(F("name"))
    )
)
