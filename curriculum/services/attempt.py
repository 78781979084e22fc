"""Answering a check, or the test that asks: do you know this already? Scored once, and dose given once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models.functions import Now

from workforce.models import Account, Person
from workforce.queries.built_once import BuiltOnce, first
from workforce.services.refusal import Refused

from ..calc.check import Answers, mark, unanswered
from ..enums import ActivityKind, SourceKind
from ..models import Activity, ActivityVersion, Attempt
from ..queries.learning import given_within_a_year, shown_content, test_again_from
from .entry import doses_of, give_first
from .kept import keep_answers
from .locks import hold_person

PACKAGE = "package"  # what the content of a version names, where the lesson is one from elsewhere
SOURCES = {ActivityKind.LESSON: SourceKind.LESSON, ActivityKind.TEST: SourceKind.TEST}


PUT_AWAY = """
INSERT INTO curriculum_progress AS kept
       (trust_id, person_id, activity_id, place, answers, number, started_at, touched_at, finished_at)
VALUES (%s, %s, %s, 0, '{}', 0, statement_timestamp(), statement_timestamp(),
        CASE WHEN %s THEN statement_timestamp() END)
    ON CONFLICT (trust_id, person_id, activity_id) DO UPDATE
   SET place = 0, answers = '{}', made_at = NULL, page = NULL, number = 0, touched_at = statement_timestamp(),
       finished_at = CASE WHEN %s THEN statement_timestamp() ELSE kept.finished_at END
"""
_TOLD = BuiltOnce(lambda attempt: Attempt.objects.filter(uuid=attempt))


class CannotAnswer(Refused):
    """The answers cannot be scored. Its text is for the reader; `questions` are the keys of those that lack one."""

    def __init__(self, words: str, questions: Sequence[str] = ()) -> None:
        super().__init__(words)
        self.questions = list(questions)


@transaction.atomic
def answer_check(
    *,
    person: Person,
    version: ActivityVersion,
    attempt: uuid.UUID,
    answers: Answers,
    on: dt.date,
    by: Account | None,
    draw: int = 0,
    opened: dt.date | None = None,
) -> Attempt:
    """Scores the answers against what was shown of the version. Sent again, the first answer stands.

    `opened`: the day on which the form was opened, where it is known.
    """
    hold_person(person.pk)
    if told := first(_TOLD(attempt=attempt)):
        return _only_own(told, person, version)
    if PACKAGE in version.content:
        raise CannotAnswer("This lesson is a package: it says itself when you are through. Open it from its page.")
    _only_when_it_was_offered(version.activity, opened or on)
    _only_when_the_test_is_open(person, version, on)
    content = shown_content(person, version, draw)
    if missing := unanswered(content, answers):
        keep_answers(person=person, activity=version.activity, answers=answers)
        raise CannotAnswer("Choose an answer to every question.", missing)
    result = mark(content, answers)
    scored = Attempt.objects.create(
        trust=person.trust,
        uuid=attempt,
        person=person,
        version=version,
        answered_at=Now(),
        answers={key: list(chosen) for key, chosen in answers.items()},
        draw=draw,
        score=result.score if result.marked else 100,
        passed=result.passed,
    )
    _put_away(scored)
    if result.passed:
        _finish(scored, on, by)
    return scored


def _only_own(told: Attempt, person: Person, version: ActivityVersion) -> Attempt:
    if told.person_id != person.pk or told.version_id != version.pk:
        raise CannotAnswer("These answers belong to another attempt. Open the lesson again and answer there.")
    return told


def _only_when_it_was_offered(activity: Activity, opened: dt.date) -> None:
    """What was opened before it was withdrawn counts, whenever it is sent: nobody loses what they had begun."""
    if activity.retired_date and opened > activity.retired_date:
        day = f"{activity.retired_date:%-d %B %Y}"
        raise CannotAnswer(f"This was withdrawn on {day}, before you opened it. It gives nothing any more.")


def _only_when_the_test_is_open(person: Person, version: ActivityVersion, on: dt.date) -> None:
    again_from = test_again_from(person, version.activity)
    if again_from and on < again_from:
        raise CannotAnswer(f"You can answer this again from {again_from:%-d %B %Y}.")


def _put_away(attempt: Attempt) -> None:
    """What was kept has been sent: whoever tries again begins afresh."""
    sent = [attempt.trust_id, attempt.person_id, attempt.version.activity_id]
    with connection.cursor() as cursor:
        cursor.execute(PUT_AWAY, [*sent, attempt.passed, attempt.passed])


def _finish(attempt: Attempt, on: dt.date, by: Account | None) -> None:
    """A lesson gives its dose at most once in twelve months: taken again sooner, it is read, not counted."""
    activity = attempt.version.activity
    if given_within_a_year(attempt.person, activity, on=on):
        return
    give_first(
        person=attempt.person,
        doses=doses_of(attempt.version, attempt.trust_id),
        source_kind=SOURCES[ActivityKind(activity.kind)],
        source_id=attempt.uuid,
        given_date=on,
        by=by,
    )
