import datetime as dt
import uuid

import pytest

from cms.demo.load_sources import OF_THE_COACH, load_sources
from curriculum.enums import SourceKind
from curriculum.models import Attendance, TaughtSession
from curriculum.services.bulk import Given
from tests.factories.curriculum import SkillFactory
from tests.factories.session import workshop
from tests.factories.workforce import PersonFactory, SiteFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db


def test_the_coach_held_the_latest_sessions_that_they_did_not_sit_in():
    version = workshop(SkillFactory())
    trust = version.trust
    SiteFactory(trust=trust)
    coach = account_with(Role.COACH, top_of(trust), person=PersonFactory(trust=trust))
    days = [dt.date(2026, 3, 1) + dt.timedelta(days=n) for n in range(OF_THE_COACH + 2)]
    rows = [(PersonFactory(trust=trust), day) for day in days] + [(coach.person, days[-1])]

    load_sources(trust, [Given(one.pk, version, SourceKind.ATTENDANCE, uuid.uuid4(), day) for one, day in rows])

    own = TaughtSession.objects.filter(recorded_by=coach).order_by("given_date")
    assert [session.given_date for session in own] == days[1:-1]
    assert all(session.site for session in TaughtSession.objects.all())
    assert Attendance.objects.filter(recorded_by=coach).count() == OF_THE_COACH
    assert not Attendance.objects.filter(recorded_by=coach, person=coach.person).exists()
