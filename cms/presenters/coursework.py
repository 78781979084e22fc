"""What somebody on a course handed in and rated: round by round, and how the ratings moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coaching.enums import SURVEY_MONTHS, Review, SurveyMoment
from coaching.models import CoachSurvey, Enrolment, Submission
from coaching.queries.survey import asked_from

from .standing import TAGS, day_words


def rounds_of(rows: Iterable[Submission]) -> list[dict[str, object]]:
    """The latest first."""
    return [
        {
            "row": row,
            "state": Review(row.state).label,
            "tag": TAGS[Review(row.state)],
            "handed": day_words(row.handed_date),
            "by": (row.reviewed_by.person or row.reviewed_by) if row.reviewed_by else "",
        }
        for row in sorted(rows, key=lambda row: (row.deliverable.position, -row.round))
    ]


def surveys_of(enrolment: Enrolment, told: Iterable[CoachSurvey], on: dt.date) -> list[dict[str, object]]:
    """Each moment: told, asked for now, or from when on it is asked for."""
    there = {one.moment: one for one in told}
    return [_survey(enrolment, moment, there.get(moment), on) for moment in SurveyMoment]


def _survey(enrolment: Enrolment, moment: SurveyMoment, told: CoachSurvey | None, on: dt.date) -> dict[str, object]:
    asked = asked_from(enrolment.cohort, moment)
    words = _("Told on %(day)s") if told else (_("Asked for since %(day)s") if asked <= on else _("From %(day)s"))
    return {
        "moment": moment.value,
        "label": moment.label,
        "told": told,
        "is_due": asked <= on,
        "words": words % {"day": day_words(told.told_date if told else asked)},
    }


def ratings_of(enrolment: Enrolment, told: Iterable[CoachSurvey]) -> list[dict[str, object]]:
    """A row for each thing that is rated, a cell for each moment; looking back both."""
    there = {one.moment: one for one in told}
    back = there.get(SurveyMoment.THEN_AND_NOW)

    def cells(code: str) -> list[object]:
        values = [there[m].now.get(code, "") if m in there else "" for m in SURVEY_MONTHS]
        both = [back.then.get(code, ""), back.now.get(code, "")] if back else ["", ""]
        return [*values, *both]

    return [{"title": one["title"], "cells": cells(one["code"])} for one in enrolment.cohort.version.rates]


RATING_HEADS = (_lazy("Start"), _lazy("6 months"), _lazy("12 months"), _lazy("Then"), _lazy("Now"))
