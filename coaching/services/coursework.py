"""What people on the course hand in, how it is reviewed, how they rate themselves, and what others say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workforce.models import Account
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import ON_THE_COURSE, EvidenceKind, Review, SurveyMoment
from ..models import CoachSurvey, Deliverable, Enrolment, Evidence, Submission
from ..models.coursework import coursework_storage
from ..queries.survey import surveys_due
from .cohort_news import tell_once, tell_own

LONGEST, LONGEST_REVIEW = 8_000, 1_000
LONGEST_NAME = 255
CHANGED_FOR = dt.timedelta(days=14)


class CannotHandIn(Refused):
    """It is not taken. Its text is for the reader."""


class CannotReview(Refused):
    """There is nothing to review, or nothing was said. Its text is for the reader."""


class CannotTellSurvey(Refused):
    """The answers are not taken. Its text is for the reader."""


@transaction.atomic
def hand_in(
    *,
    enrolment: Enrolment,
    deliverable: Deliverable,
    words: str,
    link: str,
    on: dt.date,
    by: Account,
    file: File | None = None,
    drops_file: bool = False,
) -> Submission:
    """While it waits for review it is changed; once it is to be worked on, it is the next round.

    A file stays with it until another one is handed in, or it is taken out. The door looks at what it is.
    """
    _must_be_on_the_course(enrolment, CannotHandIn)
    if deliverable.version_id != enrolment.cohort.version_id:
        raise CannotHandIn("This is not asked for in the programme of your cohort.")
    if not words.strip() or len(words) > LONGEST:
        raise CannotHandIn(f"Write what you hand in, or what stands behind the link: at most {LONGEST} letters.")
    last = _rounds(enrolment, deliverable).last()
    if last and last.state == Review.ACCEPTED:
        raise CannotHandIn("This is accepted already.")
    if last and last.state == Review.HANDED_IN:
        last.words, last.link, last.handed_date = words.strip(), link, on
        _save(last, file, drops=drops_file)
        return last
    made = Submission(
        trust=enrolment.trust,
        enrolment=enrolment,
        deliverable=deliverable,
        round=last.round + 1 if last else 1,
        words=words.strip(),
        link=link,
        handed_date=on,
        recorded_by=by,
    )
    _save(made, file, drops=False)
    note(by=by, did="handed in a deliverable", to=made, code=deliverable.code)
    return made


def _save(submission: Submission, file: File | None, *, drops: bool) -> None:
    """With its file, kept under a name of our own. The one before goes once this is committed."""
    if submission.kept and (file or drops):
        transaction.on_commit(partial(coursework_storage().delete, submission.kept))
        submission.file_name, submission.kept, submission.size = "", "", 0
    if file is None:
        submission.save()
        return
    submission.file_name = _name_of(file)
    submission.kept, submission.size = coursework_storage().save(f"{submission.uuid}/{uuid4()}", file), file.size
    try:
        submission.save()
    except BaseException:
        coursework_storage().delete(submission.kept)
        raise


def _name_of(file: File) -> str:
    """Without folders, whatever a browser sends."""
    return (file.name or "").replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:]


@transaction.atomic
def review(*, submission: Submission, accepts: bool, words: str, on: dt.date, by: Account) -> Submission:
    """Of two of the faculty at once the second finds it reviewed."""
    list(Submission.objects.select_for_update().filter(pk=submission.pk).values_list("pk"))
    submission = Submission.objects.select_related("enrolment__cohort", "enrolment__person", "deliverable").get(
        pk=submission.pk
    )
    enrolment, words = submission.enrolment, words.strip()
    if enrolment.person_id == by.person_id:
        raise CannotReview("Nobody reviews what they handed in themselves.")
    if submission.state != Review.HANDED_IN:
        raise CannotReview("This was reviewed already.")
    if len(words) > LONGEST_REVIEW or (not accepts and not words):
        raise CannotReview(f"Say what is to be worked on, in at most {LONGEST_REVIEW} letters.")
    submission.state = Review.ACCEPTED if accepts else Review.TO_WORK_ON
    submission.review, submission.reviewed_at, submission.reviewed_by = words, timezone.now(), by
    submission.save(update_fields=["state", "review", "reviewed_at", "reviewed_by"])
    said = "is accepted" if accepts else "is to be worked on: what about it stands on your page"
    tell_own(
        [enrolment], f"“{submission.deliverable}” {said}.", key=f"review {submission.pk} {submission.state}", by=by
    )
    note(by=by, did=f"review: {submission.state.lower()}", to=submission)
    return submission


@transaction.atomic
def tell_survey(
    *,
    enrolment: Enrolment,
    moment: str,
    now: Mapping[str, int],
    then: Mapping[str, int],
    words: str,
    on: dt.date,
    by: Account,
) -> CoachSurvey:
    """Told again within two weeks it is changed; after that it stays. Looking back, then and now are told together."""
    _must_be_on_the_course(enrolment, CannotTellSurvey)
    before = CoachSurvey.objects.filter(enrolment=enrolment, moment=moment).first()
    if before and on - before.told_date > CHANGED_FOR:
        raise CannotTellSurvey("This was told more than two weeks ago, and stays as it was.")
    codes = {one["code"] for one in enrolment.cohort.version.rates}
    looks_back = moment == SurveyMoment.THEN_AND_NOW
    if set(now) != codes or set(then) != (codes if looks_back else set()):
        raise CannotTellSurvey("Rate each of the things that your programme names.")
    if any(not 0 <= value <= 10 for value in (*now.values(), *then.values())):
        raise CannotTellSurvey("A rating is 0 to 10.")
    told, _made = CoachSurvey.objects.update_or_create(
        trust=enrolment.trust,
        enrolment=enrolment,
        moment=moment,
        defaults={
            "now": dict(now),
            "then": dict(then),
            "words": words.strip(),
            "told_date": before.told_date if before else on,
            "recorded_by": by,
        },
    )
    note(by=by, did="told a survey", to=told, moment=moment)
    return told


def ask_surveys(*, on: dt.date) -> None:
    """Each is asked once for each survey, by a notice."""
    for enrolment, moment in surveys_due(on):
        words = f"How do you rate yourself? Your cohort {enrolment.cohort} asks: {moment.label.lower()}."
        tell_once(enrolment, words, key=f"survey {moment}")


@transaction.atomic
def keep_evidence(*, enrolment: Enrolment, kind: str, date: dt.date, words: str, on: dt.date, by: Account) -> Evidence:
    """The evaluation by the team, or what faculty saw; told by somebody else than the coach."""
    _must_be_on_the_course(enrolment, CannotReview)
    if enrolment.person_id == by.person_id:
        raise CannotReview("Nobody says this of themselves.")
    if kind not in EvidenceKind.values or date > on or not words.strip() or len(words) > LONGEST_REVIEW:
        raise CannotReview(f"Say which it is, on which day up to today, and what it says: {LONGEST_REVIEW} letters.")
    kept = Evidence.objects.create(
        trust=enrolment.trust, enrolment=enrolment, kind=kind, date=date, words=words.strip(), recorded_by=by
    )
    note(by=by, did="kept evidence of a coach", to=kept, kind=kind)
    return kept


def _must_be_on_the_course(enrolment: Enrolment, refusal: type[Refused]) -> None:
    if enrolment.state not in ON_THE_COURSE:
        raise refusal("That is for people who are on the course.")


def _rounds(enrolment: Enrolment, deliverable: Deliverable) -> QuerySet[Submission]:
    list(Enrolment.objects.select_for_update().filter(pk=enrolment.pk).values_list("pk"))
    return Submission.objects.filter(enrolment=enrolment, deliverable=deliverable).order_by("round")
