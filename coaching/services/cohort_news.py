"""What people are told on the way to a place. The pages of the site have these addresses; a test holds them to it."""

from __future__ import annotations

from collections.abc import Iterable

from workforce.enums import NoticeKind
from workforce.models import Account, Person
from workforce.services.notice import Telling, tell_many

from ..models import Application, Enrolment

OWN = "/my/courses/{}/"
AGREEMENT = "/agreements/{}/"


def tell_managers(application: Application, managers: Iterable[Person], *, by: Account, again: str = "") -> None:
    """`again`: what makes it another question than the one that they were asked before, such as the day."""
    enrolment = application.enrolment
    key = f"agreement {enrolment.pk} wanted" + (f" {again}" if again else "")
    words = f"{enrolment.person} wants to become a coach ({enrolment.cohort}) and needs your agreement."
    tell_many(
        trust=enrolment.trust,
        tellings=[Telling(one, NoticeKind.WORK, words, AGREEMENT.format(enrolment.uuid), key) for one in managers],
        by=by,
    )


def tell_once(enrolment: Enrolment, words: str, *, key: str) -> None:
    """However often it is asked for."""
    link, key = OWN.format(enrolment.uuid), f"enrolment {enrolment.pk} {key}"
    telling = Telling(enrolment.person, NoticeKind.REMINDER, words, link, key)
    tell_many(trust=enrolment.trust, tellings=[telling])


def _until(row: Enrolment) -> str:
    return f" It is kept for you until {row.offer_until:%-d %B %Y}." if row.offer_until else ""


def tell_own(enrolments: Iterable[Enrolment], words: str, *, key: str, by: Account | None) -> None:
    """To each what happened to their own application; `{cohort}` in the words is the cohort's name."""
    rows = list(enrolments)
    for trust in {row.trust for row in rows}:
        tell_many(
            trust=trust,
            tellings=[
                Telling(
                    row.person,
                    NoticeKind.RECORD,
                    words.format(cohort=row.cohort) + _until(row),
                    OWN.format(row.uuid),
                    f"enrolment {row.pk} {key} {row.state_date}",
                )
                for row in rows
                if row.trust == trust
            ],
            by=by,
        )
