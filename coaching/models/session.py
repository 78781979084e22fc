"""The log: what was said of each date on which a team meets. What nobody said anything of follows from its slot."""

from __future__ import annotations

import datetime as dt
from typing import Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workforce.models import Person, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import CalledOff, GuestKind, MeetingRole, Mode, SessionState
from .coach import Supervision
from .programme import Stage
from .team import Team


@keeps_its_history()
class TeamSession(Recorded):
    """One meeting of a team with its coaches: a Big Room, or the weekly meeting of a microsystem.

    `slot_date`: the date of the slot that this stands for (none: it was an extra one); `date` is when it is or was.
    Personal data: who wrote the log; `next_step` and `story` are free words about a team's work.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="sessions")
    slot_date = models.DateField(null=True, blank=True)
    date = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ROOM)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    called_off = models.CharField(max_length=10, choices=CalledOff, blank=True)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_step = models.CharField(max_length=300, blank=True)
    story = models.BooleanField("a patient story was told", default=False)
    agenda = models.JSONField(default=list, blank=True)
    score_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0, help_text="One more with each change: calendars follow it")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "team", "slot_date"], name="date_of_a_slot_is_told_of_once"),
            models.UniqueConstraint(
                fields=["trust", "team", "date"], condition=~Q(state="CALLED_OFF"), name="team_meets_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state="CALLED_OFF") & ~Q(called_off="") | ~Q(state="CALLED_OFF") & Q(called_off=""),
                name="team_session_is_called_off_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["trust", "team", "date"], name="team_session_by_day")]

    def __str__(self) -> str:
        return f"session {self.pk}"


class SessionPerson(Recorded):
    """Somebody came; its uuid is the source of their ledger entries. Personal data: who came."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(TeamSession, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_coach = models.BooleanField(default=False, help_text="Came as a coach of the team")
    roles = ArrayField(models.CharField(max_length=11, choices=MeetingRole), default=list, blank=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "person"], name="person_comes_to_a_session_once")
        ]

    @property
    def role_words(self) -> list[str]:
        return [str(MeetingRole(role).label) for role in self.roles]


class SessionGuests(models.Model):
    """How many others came, by kind; without names. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(TeamSession, on_delete=models.CASCADE, related_name="guests")
    kind = models.CharField(max_length=11, choices=GuestKind)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "kind"], name="guests_of_a_kind_are_told_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="guests_are_somebody"),
        ]


class MeetingScore(models.Model):
    """How good somebody found the meeting, 0 to 10, and what went well or could be better. Nobody's name is kept.

    `marker` is a random mark of the browser, so that one tells once. Personal data: free words, without a name.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(TeamSession, on_delete=models.CASCADE, related_name="scores")
    marker = models.UUIDField()
    score = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "marker"], name="meeting_is_scored_once"),
            models.CheckConstraint(condition=Q(score__lte=10), name="meeting_score_is_0_to_10"),
        ]


class SessionReflectionQuerySet(models.QuerySet):
    def of(self, person: Person, *, on: dt.date) -> Self:
        """The only ways to read one: whoever wrote it, and who supervises them on the day. No lead, export, search."""
        over = Supervision.objects.on(on).filter(supervisor__person=person)
        supervised = Q(writer__coach__in=over.values("coach"))
        return self.filter(Q(writer=person) | supervised, trust=person.trust_id)


class SessionReflection(models.Model):
    """What a coach thought of a session, for themselves and their supervisor.

    Personal data: free words of a coach, in no export, search, log or list.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(TeamSession, on_delete=models.PROTECT, related_name="reflections")
    writer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField(db_default=Now())

    objects = SessionReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "session", "writer"], name="coach_reflects_on_a_session_once")
        ]
