"""Ideas and their cycles in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from improvement.enums import IdeaState
from improvement.models import ChangeIdea, Pdsa

from .run_chart_words import day_words

TAGS = {
    IdeaState.NEW: "nhsuk-tag--grey",
    IdeaState.TESTING: "nhsuk-tag--blue",
    IdeaState.ADOPTED: "nhsuk-tag--green",
    IdeaState.ABANDONED: "nhsuk-tag--grey",
}


@dataclass(frozen=True, slots=True)
class CycleLine:
    pdsa: Pdsa
    words: str
    ends: str


@dataclass(frozen=True, slots=True)
class IdeaView:
    idea: ChangeIdea
    state: Any
    tag: str
    cycles: list[CycleLine]


def idea_views(ideas: Sequence[ChangeIdea]) -> list[IdeaView]:
    return [
        IdeaView(
            idea,
            IdeaState(idea.state).label,
            TAGS[IdeaState(idea.state)],
            cycle_lines(idea.pdsas.all()),
        )
        for idea in ideas
    ]


def cycle_lines(pdsas: Iterable[Pdsa]) -> list[CycleLine]:
    return [CycleLine(pdsa, cycle_words(pdsa), end_words(pdsa)) for pdsa in pdsas]


def cycle_words(pdsa: Pdsa) -> str:
    told = {"who": pdsa.leader, "first": day_words(pdsa.began_date)}
    if pdsa.finished_date is None:
        return _("Led by %(who)s, since %(first)s") % told
    return _("Led by %(who)s, %(first)s to %(last)s") % (told | {"last": day_words(pdsa.finished_date)})


def end_words(pdsa: Pdsa) -> str:
    if not pdsa.is_finished:
        return str(_("Under way"))
    return str(pdsa.get_act_display())


def confirmed_words(pdsa: Pdsa) -> str:
    if pdsa.confirmed_at is None or pdsa.confirmed_by is None:
        return ""
    who = pdsa.confirmed_by.person or pdsa.confirmed_by
    told = {"who": who, "day": day_words(timezone.localdate(pdsa.confirmed_at)), "leader": pdsa.leader}
    return _("Confirmed by %(who)s on %(day)s: %(leader)s led this cycle.") % told
