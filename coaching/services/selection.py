"""Applications are scored by criteria, with reasons; places are taken or declined, never more than there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import NEXT_ENROLMENT_STATES, TO_BE_CHOSEN, Agreement, EnrolmentEnd, EnrolmentState
from ..models import Application, Coach, Cohort, Criterion, CriterionScore, Enrolment
from ..queries.selection import free_places
from .application import withdraw
from .cohort import hold_cohort
from .cohort_news import tell_own
from .waiting import give_place

LONGEST_REASON = 300


class CannotScore(Refused):
    """The points are not taken. Its text is for the reader."""


class CannotChoose(Refused):
    """The people cannot be decided on like this. Its text is for the reader."""


class Choice(StrEnum):
    """What is decided of people together."""

    SHORTLIST = "SHORTLIST"
    OFFER = "OFFER"
    WAIT = "WAIT"
    DO_NOT_TAKE = "DO_NOT_TAKE"


BECOMES = {
    Choice.SHORTLIST: EnrolmentState.SHORTLISTED,
    Choice.OFFER: EnrolmentState.OFFERED,
    Choice.WAIT: EnrolmentState.WAITING,
    Choice.DO_NOT_TAKE: EnrolmentState.NOT_TAKEN,
}
WORDS = {
    Choice.OFFER: "You are offered a place in {cohort}. Say whether you take it.",
    Choice.WAIT: "You are on the waiting list of {cohort}. A place that becomes free is offered in its order.",
    Choice.DO_NOT_TAKE: "You were not taken for {cohort} this time. You can ask the academy why, and apply again.",
}


@dataclass(frozen=True, slots=True)
class Points:
    points: int
    reason: str


@transaction.atomic
def score(*, enrolment: Enrolment, given: Mapping[Criterion, Points], by: Account) -> None:
    """All criteria at once, each with its reason; said again by the same person it is changed."""
    if by.person is None:
        raise CannotScore("Your account is not matched to a person, so nobody would know whose points these are.")
    if enrolment.person_id == by.person_id:
        raise CannotScore("Nobody scores their own application.")
    if enrolment.state not in TO_BE_CHOSEN:
        raise CannotScore("This application is decided already.")
    _must_be_sound(enrolment, given)
    for criterion, one in given.items():
        CriterionScore.objects.update_or_create(
            trust=enrolment.trust,
            enrolment=enrolment,
            criterion=criterion,
            scorer=by.person,
            defaults={"points": one.points, "reason": one.reason.strip(), "recorded_by": by},
        )
    note(by=by, did="scored an application", to=enrolment)


@transaction.atomic
def choose(
    *, cohort: Cohort, enrolments: Collection[Enrolment], choice: Choice, on: dt.date, by: Account
) -> list[Enrolment]:
    """All of them or none: where one cannot be decided on like this, nothing changes."""
    hold_cohort(cohort.pk)
    cohort = Cohort.objects.get(pk=cohort.pk)
    rows = _again(cohort, enrolments)
    if any(row.person_id == by.person_id for row in rows):
        raise CannotChoose("Nobody decides on their own application. Ask another lead.")
    _must_be_possible(rows, choice)
    places = free_places(cohort) if choice == Choice.OFFER else []
    if choice == Choice.OFFER and len(rows) > len(places):
        raise CannotChoose(_too_few(len(places), len(rows)))
    for number, row in enumerate(rows):
        if choice == Choice.OFFER:
            give_place(row, places[number], on=on)
        else:
            row.state, row.state_date = BECOMES[choice], on
            row.save(update_fields=["state", "state_date"])
        note(by=by, did=f"chose: {choice.lower()}", to=row)
    if choice in WORDS:
        tell_own(rows, WORDS[choice], key=choice, by=by)
    return rows


@transaction.atomic
def accept_offer(*, enrolment: Enrolment, on: dt.date, by: Account) -> Enrolment:
    """They are on the course, and known as a coach in training. Said twice it is done once."""
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.select_related("cohort__academy", "person", "trust").get(pk=enrolment.pk)
    if enrolment.state == EnrolmentState.IN_TRAINING:
        return enrolment
    if enrolment.state != EnrolmentState.OFFERED:
        raise CannotChoose("There is no offer to accept any more.")
    if enrolment.offer_until and enrolment.offer_until < on:
        raise CannotChoose("The day until which this place was kept for you is over.")
    enrolment.state, enrolment.state_date, enrolment.began_date = EnrolmentState.IN_TRAINING, on, on
    enrolment.offer_until = None
    enrolment.save(update_fields=["state", "state_date", "began_date", "offer_until"])
    _is_a_coach_now(enrolment, by)
    note(by=by, did="accepted a place", to=enrolment)
    return enrolment


@transaction.atomic
def decline_offer(*, enrolment: Enrolment, on: dt.date, by: Account) -> list[Enrolment]:
    """Whoever waits first is offered the place."""
    hold_cohort(enrolment.cohort_id)
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    if enrolment.state != EnrolmentState.OFFERED:
        raise CannotChoose("There is no offer to decline any more.")
    return withdraw(enrolment=enrolment, reason=EnrolmentEnd.OFFER_DECLINED, on=on, by=by)


def _again(cohort: Cohort, enrolments: Collection[Enrolment]) -> list[Enrolment]:
    """As they stand now, in the order in which they were chosen."""
    if not enrolments:
        raise CannotChoose("Choose at least one person.")
    rows = Enrolment.objects.filter(cohort=cohort).select_related("person", "cohort", "trust")
    by_pk = rows.in_bulk([one.pk for one in enrolments])
    if len(by_pk) < len({one.pk for one in enrolments}):
        raise CannotChoose("Somebody in the list is of another cohort.")
    return [by_pk[pk] for pk in dict.fromkeys(one.pk for one in enrolments)]


def _must_be_possible(rows: Collection[Enrolment], choice: Choice) -> None:
    wrong = [row for row in rows if BECOMES[choice] not in NEXT_ENROLMENT_STATES[EnrolmentState(row.state)]]
    if wrong:
        told = ", ".join(f"{row.person} ({row.get_state_display()})" for row in wrong)
        raise CannotChoose(f"That does not follow from where they stand: {told}.")
    if choice not in (Choice.OFFER, Choice.WAIT):
        return
    agreed = Application.objects.filter(enrolment__in=rows).exclude(agreement=Agreement.AGREED)
    if without := ", ".join(str(one.enrolment.person) for one in agreed.select_related("enrolment__person")):
        raise CannotChoose(f"Their managers have not agreed: {without}.")


def _too_few(places: int, wanted: int) -> str:
    free = "No place is free" if not places else f"Only {places} {'place is' if places == 1 else 'places are'} free"
    return f"{free}, and {wanted} {'was' if wanted == 1 else 'were'} chosen. Put the others on the waiting list."


def _must_be_sound(enrolment: Enrolment, given: Mapping[Criterion, Points]) -> None:
    criteria = set(Criterion.objects.filter(version=enrolment.cohort.version_id))
    if set(given) != criteria:
        raise CannotScore("Give points for every criterion of this cohort’s programme.")
    for criterion, one in given.items():
        if not 0 <= one.points <= criterion.most:
            raise CannotScore(f"“{criterion}” takes 0 to {criterion.most} points.")
        if not one.reason.strip() or len(one.reason.strip()) > LONGEST_REASON:
            raise CannotScore(f"Say why, of “{criterion}”, in at most {LONGEST_REASON} letters.")


def _is_a_coach_now(enrolment: Enrolment, by: Account) -> None:
    """With what they said of themselves. Somebody who coached before stays as they are."""
    application = Application.objects.filter(enrolment=enrolment).first()
    coach, made = Coach.objects.get_or_create(
        person=enrolment.person,
        defaults={
            "trust": enrolment.trust,
            "academy": enrolment.cohort.academy,
            "is_clinical": bool(application and application.is_clinical),
            "recorded_by": by,
        },
    )
    if made and application:
        coach.pathways.set(application.pathways.all())
