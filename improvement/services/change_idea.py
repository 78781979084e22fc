"""Change ideas of a team. What became of one its cycles say; it can also be let go of without one."""

from __future__ import annotations

from django.db import transaction

from coaching.models import Team
from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import STATE_AFTER, Act, IdeaState
from ..models import ChangeIdea

LONGEST_IDEA = 200


class CannotKeepIdea(Refused):
    """It was not kept. Its text is for the reader."""


@transaction.atomic
def add_idea(*, team: Team, words: str, by: Account) -> ChangeIdea:
    """Told twice it is there once."""
    said = " ".join(words.split())
    if not said or len(said) > LONGEST_IDEA:
        raise CannotKeepIdea(f"Say what the idea is, in at most {LONGEST_IDEA} letters.")
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if known := ChangeIdea.objects.filter(trust=team.trust_id, team=team, words__iexact=said).first():
        return known
    idea = ChangeIdea.objects.create(trust=team.trust, team=team, words=said, recorded_by=by)
    note(by=by, did="told a change idea", to=idea)
    return idea


@transaction.atomic
def let_idea_go(*, idea: ChangeIdea, by: Account) -> None:
    """Without a test. Told again, nothing changes."""
    if idea.pdsas.exists():
        raise CannotKeepIdea("This idea has been tested. Its last cycle says what becomes of it.")
    if ChangeIdea.objects.filter(pk=idea.pk).exclude(state=IdeaState.ABANDONED).update(state=IdeaState.ABANDONED):
        note(by=by, did="let a change idea go", to=idea)


def settle_idea(idea: ChangeIdea) -> None:
    """As its last cycle says."""
    last = idea.pdsas.order_by("-number").first()
    if last is not None:
        idea.state = STATE_AFTER[Act(last.act)] if last.act else IdeaState.TESTING
        idea.save(update_fields=["state"])
