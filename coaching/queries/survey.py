"""When a coach is asked how they rate themselves, and who has not answered yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from curriculum.calc.days import add_months

from ..enums import ON_THE_COURSE, SURVEY_MONTHS, SurveyMoment
from ..models import CoachSurvey, Cohort, Enrolment

ASKED_FOR_MONTHS = 3  # after that nobody is asked of that day any more


def asked_from(cohort: Cohort, moment: SurveyMoment) -> dt.date:
    """Looking back is asked for in the last month of the course."""
    if moment == SurveyMoment.THEN_AND_NOW:
        return add_months(cohort.until, -1)
    return add_months(cohort.since, SURVEY_MONTHS[moment])


def surveys_due(on: dt.date) -> Iterator[tuple[Enrolment, SurveyMoment]]:
    """Of whoever is on a course or has been, and still works here: what is asked of them and not told yet."""
    rows = Enrolment.objects.filter(state__in=ON_THE_COURSE, cohort__since__lte=on, person__left_date=None)
    people = list(rows.select_related("cohort__version", "person", "trust").order_by("pk"))
    told = set(CoachSurvey.objects.filter(enrolment__in=people).values_list("enrolment", "moment"))
    for one in people:
        for moment in SurveyMoment if one.cohort.version.rates else ():
            asked = asked_from(one.cohort, moment)
            if asked <= on < add_months(asked, ASKED_FOR_MONTHS) and (one.pk, moment) not in told:
                yield one, moment
