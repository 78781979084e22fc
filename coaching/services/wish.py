"""A coach or a team tells what they would like; changed, it is told anew. The trail does not say what."""

from __future__ import annotations

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import WishOf
from ..models import Coach, Pathway, Team, Wish
from ..queries.wish import LOOKS_FOR_COACHES


class CannotWish(Refused):
    """The wish is not taken. Its text is for the reader."""


@transaction.atomic
def wish_of_coach(*, coach: Coach, about: Team | Pathway, likes: bool, by: Account) -> Wish:
    """Of one team or pathway the last word counts."""
    Coach.objects.select_for_update().get(pk=coach.pk)
    team, pathway = (about, None) if isinstance(about, Team) else (None, about)
    if about.trust_id != coach.trust_id or (team and team.academy_id != coach.academy_id):
        raise CannotWish("This is not of the coach’s academy.")
    if team:
        _must_look_for_coaches(team)
    before = Wish.objects.filter(of=WishOf.COACH, coach=coach, team=team, pathway=pathway).first()
    if before and before.likes == likes:
        return before
    if before:
        before.delete()
    return _told(Wish(of=WishOf.COACH, coach=coach, team=team, pathway=pathway, likes=likes), by)


@transaction.atomic
def wish_of_team(*, team: Team, coach: Coach, by: Account) -> Wish:
    Team.objects.select_for_update().get(pk=team.pk)
    if coach.academy_id != team.academy_id:
        raise CannotWish("This coach is not of the team’s academy.")
    _must_look_for_coaches(team)
    if before := Wish.objects.filter(of=WishOf.TEAM, team=team, coach=coach).first():
        return before
    return _told(Wish(of=WishOf.TEAM, team=team, coach=coach), by)


@transaction.atomic
def take_wish_back(*, wish: Wish, by: Account) -> None:
    note(by=by, did="took a wish back", to=wish)
    wish.delete()


def _told(wish: Wish, by: Account) -> Wish:
    wish.trust, wish.recorded_by = wish.coach.trust, by
    wish.save()
    note(by=by, did="told a wish", to=wish)
    return wish


def _must_look_for_coaches(team: Team) -> None:
    if team.state not in LOOKS_FOR_COACHES:
        raise CannotWish("This team does not look for coaches now.")
