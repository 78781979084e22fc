"""Who coaches which team. That nobody has more teams than they can take the database holds, whoever writes."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from workforce.models import Trust
from workforce.models.stretch import Stretch, ends_after_it_begins, keeps_its_history, never_two_at_once

from ..enums import CoachingEnd, CoachPart
from .coach import Coach
from .team import Team

TAKES_A_SEAT_OF_THE_COACH = """
-- until this transaction ends nobody makes the coach's capacity smaller
SELECT capacity INTO teams FROM coaching_coach WHERE id = NEW.coach_id FOR SHARE;
IF NEW.seat > teams THEN
    RAISE EXCEPTION 'coach % takes % teams', NEW.coach_id, teams
        USING ERRCODE = 'check_violation', CONSTRAINT = 'coach_has_no_more_teams_than_they_take';
END IF;
RETURN NEW;
"""


@keeps_its_history()
class Coaching(Stretch):
    """Somebody coaches a team, on these days. With its end the coach's access to the team ends.

    `seat`: which of the teams that the coach can take this one is. Personal data: who coaches whom.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="coachings")
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="coachings")
    part = models.CharField(max_length=7, choices=CoachPart)
    seat = models.PositiveSmallIntegerField()
    end_reason = models.CharField(max_length=12, choices=CoachingEnd, blank=True)

    class Meta:
        constraints = [
            ends_after_it_begins("coaching_ends_after_it_begins"),
            never_two_at_once("team_has_one_coach_of_each_part", "trust", "team", "part"),
            never_two_at_once("coach_coaches_a_team_once", "trust", "team", "coach"),
            never_two_at_once("seat_of_a_coach_is_taken_once", "trust", "coach", "seat"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="coaching_takes_a_seat"),
            models.CheckConstraint(
                condition=Q(until=None, end_reason="") | Q(until__isnull=False), name="coaching_ends_on_a_day"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="coaching_takes_a_seat_of_the_coach",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("seat", "coach_id"),
                declare=[("teams", "integer")],
                func=pgtrigger.Func(TAKES_A_SEAT_OF_THE_COACH),
            ),
        ]
