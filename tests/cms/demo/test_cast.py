import datetime as dt
from random import Random

from cms.demo.cast import PARTS, cast
from cms.demo.courses import courses
from cms.demo.training import Training
from cms.demo.trust import make_trust

TODAY = dt.date(2026, 11, 23)


def test_everybody_who_signs_in_to_the_example_is_at_work_and_has_been_for_a_year():
    trust = make_trust(TODAY)
    learned = [*Training(trust, courses(), TODAY, Random(1)).all()]

    given = cast(trust, learned, TODAY)

    year_ago = TODAY - dt.timedelta(days=365)
    away = [away for _part, story in given for away in story.person.absences]
    assert [part for part, _story in given] == PARTS
    assert all(one.until is not None and one.until <= year_ago for one in away)
