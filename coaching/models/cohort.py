from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from workforce.enums import Role
from workforce.models import Account, Person, Trust
from workforce.models.reaching import OfPeopleQuerySet, PeopleStretchQuerySet, true_on, whole_trust_in_reach
from workforce.models.stretch import (
    Recorded,
    Stretch,
    ends_after_it_begins,
    keeps_its_history,
    never_two_at_once,
)

from ..enums import EnrolmentEnd, EnrolmentState, Faculty
from .academy import Academy
from .programme import ProgrammeVersion

LEADS = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD)

IS_ONE_OF_THE_PLACES = """
-- until this transaction ends nobody makes the places of the cohort fewer
SELECT places INTO so_many FROM coaching_cohort WHERE id = NEW.cohort_id FOR SHARE;
IF NEW.place > so_many THEN
    RAISE EXCEPTION 'cohort % has % places', NEW.cohort_id, so_many
        USING ERRCODE = 'check_violation', CONSTRAINT = 'cohort_has_no_more_people_than_places';
END IF;
RETURN NEW;
"""


class CohortQuerySet(models.QuerySet):
    def run_by(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Those whose applications and work the account reads: its faculty of the day, and the leads of the trust."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        led = Trust.objects.filter(whole_trust_in_reach("", account, LEADS, on))
        teaches = Q(faculty__person__account=account.pk) & true_on("faculty", on)
        return self.filter(Q(trust__in=led.values("pk")) | Q(pk__in=Cohort.objects.filter(teaches).values("pk")))


@keeps_its_history()
class Cohort(Recorded):
    """People who take a programme together; it keeps the version with which it began. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="cohorts")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=100)
    opens_date = models.DateField(help_text="Applications from this day on")
    closes_date = models.DateField(help_text="The last day for applications")
    since = models.DateField(help_text="The first day of the course")
    until = models.DateField(help_text="The day after the last")
    places = models.PositiveSmallIntegerField()
    offer_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="An offer lapses after so many days; empty: never"
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "academy", "name"], name="cohort_name_is_used_once"),
            models.CheckConstraint(
                condition=Q(closes_date__gte=F("opens_date"), since__gte=F("opens_date"), until__gt=F("since")),
                name="cohort_opens_before_it_begins",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="cohort_has_places"),
            models.CheckConstraint(
                condition=Q(offer_days=None) | Q(offer_days__gte=3, offer_days__lte=90), name="offer_days_are_sensible"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def takes_applications_on(self, day: dt.date) -> bool:
        return self.opens_date <= day <= self.closes_date


@keeps_its_history()
class CohortFaculty(Stretch):
    """Who teaches a cohort, and as what. Personal data: who teaches."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="faculty")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=11, choices=Faculty, default=Faculty.FACULTY)

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("faculty_ends_after_it_begins"),
            never_two_at_once("person_teaches_a_cohort_once", "trust", "cohort", "person"),
        ]


class EnrolmentQuerySet(OfPeopleQuerySet):
    def open_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Of cohorts that the account runs, and one's own."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        run = Cohort.objects.all().run_by(account, on=on)
        return self.filter(Q(cohort__in=run.values("pk")) | Q(person__account=account.pk))


@keeps_its_history()
class Enrolment(Recorded):
    """Somebody's way through a cohort, from the application on. Personal data: who applied, and where they stand."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=11, choices=EnrolmentState, default=EnrolmentState.APPLIED)
    place = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Which of the cohort's places is theirs")
    applied_date = models.DateField()
    state_date = models.DateField(null=True, blank=True, help_text="Since when they stand there")
    offer_until = models.DateField(null=True, blank=True, help_text="The last day on which the offer can be taken")
    began_date = models.DateField(null=True, blank=True, help_text="When they took their place")
    ended_date = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=14, choices=EnrolmentEnd, blank=True)
    learning_set = models.ForeignKey(
        "coaching.LearningSet", on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "cohort", "person"], name="person_applies_to_a_cohort_once"),
            models.UniqueConstraint(fields=["trust", "cohort", "place"], name="place_of_a_cohort_is_taken_once"),
            models.CheckConstraint(
                condition=Q(state__in=["OFFERED", "IN_TRAINING", "CERTIFIED"], place__gte=1)
                | (~Q(state__in=["OFFERED", "IN_TRAINING", "CERTIFIED"]) & Q(place=None)),
                name="who_is_taken_has_a_place",
            ),
            models.CheckConstraint(condition=Q(offer_until=None) | Q(state="OFFERED"), name="only_an_offer_lapses"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="enrolment_has_one_of_the_places",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("place", "cohort_id"),
                declare=[("so_many", "integer")],
                func=pgtrigger.Func(IS_ONE_OF_THE_PLACES),
            ),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


@keeps_its_history()
class Certification(Stretch):
    """Somebody may coach in a programme, for as long as the certificate lasts. Personal data: who is certified."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certifications")
    programme = models.ForeignKey("coaching.Programme", on_delete=models.PROTECT, related_name="certifications")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="certifications"
    )

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("certification_ends_after_it_begins"),
            never_two_at_once("person_is_certified_once_a_day", "trust", "programme", "person"),
        ]
