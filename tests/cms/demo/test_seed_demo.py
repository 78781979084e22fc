import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from cms.demo.cast import PASSWORD
from cms.demo.load import load_demo, make_current
from cms.demo.load_tied import TIED
from coaching.models import Academy, AcademyTarget, Barrier, Enrolment, MeetingScore, Team, TeamScore, Wish
from coaching.queries.lead import team_lines
from curriculum.enums import Release
from curriculum.models import Booking, DoseEntry, FrameworkVersion, MonthEnd, PlannedSession
from curriculum.services.session_news import LETTER
from improvement.models import Measure
from workforce.enums import Role
from workforce.models import Account, Job, Person, PostStretch, Trust, Unit, UnitSuccessor

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def quietly(words: str) -> None:
    """Tells nobody."""


def test_it_refuses_where_real_people_work(settings):
    settings.MAY_SEED_DEMO = False

    with pytest.raises(CommandError, match="not for a server"):
        call_command("seed_demo", stdout=StringIO())

    assert not Trust.objects.exists()


def test_a_small_one_is_loaded_through_the_services_and_only_once():
    trust = load_demo(today=TODAY, say=quietly, scale=0.02)
    make_current(trust, today=TODAY, say=quietly, processes=1)
    people = Person.objects.count()
    told = StringIO()

    call_command("seed_demo", stdout=told)

    assert "is there already" in told.getvalue()
    assert Person.objects.count() == people > 120
    assert Unit.objects.filter(trust=trust).count() == 122
    assert UnitSuccessor.objects.count() == 2
    assert not PostStretch.objects.exclude(person__trust=trust).exists()
    assert [*FrameworkVersion.objects.published().order_by("number").values_list("number", "effective_date")] == [
        (1, dt.date(2023, 10, 1)),
        (2, dt.date(2026, 3, 1)),
    ]
    assert DoseEntry.objects.filter(trust=trust).count() > 100
    assert MonthEnd.objects.filter(trust=trust).exclude(figures={}).exists()
    look_at_sessions(trust)
    look_at_teams(trust)
    look_at_who_is_tied(told.getvalue())
    lead = Account.objects.get(grants__role=Role.PROGRAMME_LEAD)
    assert lead.check_password(PASSWORD)
    assert lead.person is not None
    assert Account.objects.get(person=None).grants.count() == 0


def look_at_who_is_tied(told):
    """By what they belong to, never by a grant; and whoever runs the example is told of them."""
    for tied in TIED:
        account = Account.objects.get(username=tied.email)
        assert account.person is not None
        assert not account.grants.exists()
        assert tied.email in told


def look_at_sessions(trust):
    """Each part of the way of a place is there to be seen."""
    sessions = PlannedSession.objects.filter(trust=trust)
    held = sessions.get(starts_at__date__lt=TODAY)
    assert sessions.filter(starts_at__date__gt=TODAY).count() > 3
    assert held.bookings.booked().learners().filter(given_minutes=None).exists()
    assert Booking.objects.waiting().exists()
    assert not Job.objects.filter(name=LETTER).exists()
    assert Booking.objects.booked().filter(release=Release.ASKED).exists()


def look_at_teams(trust):
    """Every team that met counts and tests something, some for two years; and the lead has something to decide."""
    met = Team.objects.filter(trust=trust, sessions__state="HELD").distinct()
    assert not met.filter(measures=None).exists()
    assert not met.filter(ideas=None).exists()
    points = Measure.objects.annotate(n=Count("points"))
    assert points.filter(n__gte=95).count() >= 3
    assert not Team.objects.filter(trust=trust, decisions=None).exists()
    assert MeetingScore.objects.filter(trust=trust).count() > 500
    assert TeamScore.objects.filter(team__state="CHECKED").exists()
    assert AcademyTarget.objects.filter(trust=trust).count() == 4
    assert Barrier.objects.filter(trust=trust).exclude(closed_date=None).exists()
    assert {*Wish.objects.filter(trust=trust).values_list("of", "likes")} == {
        ("COACH", True),
        ("COACH", False),
        ("TEAM", True),
    }
    assert not Enrolment.objects.filter(trust=trust, state="OFFERED", offer_until=None).exists()
    lines = team_lines(Academy.objects.get(trust=trust, kind="LOCAL"), on=TODAY)
    assert 0 < sum(line.is_stalled for line in lines) < len(lines) / 2
    assert [line for line in lines if line.is_quiet and line.why]
