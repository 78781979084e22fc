"""One's own learning record to keep: as CSV and on paper it says what the screen says, of nobody else."""

import csv
import datetime as dt
import io

import pytest
from pypdf import PdfReader

from cms.presenters.figure import day_words
from curriculum.models import Activity
from curriculum.services.entry import void_source
from tests.curriculum.services.test_certificate import passed
from tests.factories.curriculum import ActivityFactory, ActivityVersionFactory, dose_given
from tests.factories.hospital import client_of
from tests.factories.session import held_session, workshop
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE, PDF, CSV, HELD = "/my/record/", "/my/record/record.pdf", "/my/record/record.csv", "/my/record/held.csv"


@pytest.fixture
def ola(hospital):
    return AccountFactory(person=hospital.people["Ola"])


@pytest.fixture
def coach(hospital):
    account = hospital.account(Role.COACH)
    account.person = PersonFactory(trust=hospital.trust, given_name="Cora", family_name="Coach")
    account.save()
    return account


def rows(answer):
    return [*csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]


def paper(answer):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_a_row_says_what_was_given_when_how_and_who_recorded_it(hospital, ola, coach):
    held_session(workshop(hospital.target.skill), ola.person, by=coach, on=today(), today=today())
    row = rows(client_of(ola).get(CSV))[0]

    assert row == {
        "date": today().isoformat(),
        "activity": "The workshop",
        "kind": "Classroom session",
        "skill": "Test a change",
        "depth": "aware",
        "minutes": "60",
        "practice": "",
        "practice_count": "",
        "assessed": "",
        "expires": "",
        "counts": "Counts",
        "recorded_by": "Cora Coach",
    }


def test_screen_csv_and_paper_say_the_same(hospital, ola, coach):
    for days in range(3):
        dose_given(ola.person, hospital.target.skill, on=today() - dt.timedelta(days=days), by=ola)
    held_session(workshop(hospital.target.skill), ola.person, by=coach, on=today(), today=today())
    client = client_of(ola)
    screen, on_paper, lines = client.get(PAGE), paper(client.get(PDF)), rows(client.get(CSV))
    shown = screen.context["record"]

    assert len(shown) == len(lines) == 5
    assert [(one.day, one.title, one.by) for one in shown] == [
        (day_words(dt.date.fromisoformat(line["date"])), line["activity"], line["recorded_by"]) for line in lines
    ]
    assert all(f"Recorded by {one.by}" in words_of(screen) for one in shown)
    assert all(one.title in on_paper and one.day in on_paper for one in shown)


def test_of_one_day_what_was_recorded_last_stands_first(hospital, ola, coach):
    for number in range(6):
        version = workshop(hospital.target.skill, title=f"Number {number}")
        held_session(version, ola.person, by=coach, on=today(), today=today())

    shown = client_of(ola).get(PAGE).context["record"]

    assert [given.title for given in shown[:6]] == [f"Number {number}" for number in (5, 4, 3, 2, 1, 0)]


def test_what_was_taken_away_stays_and_says_so_in_each(hospital, ola):
    entry = ola.person.entries.get()
    void_source(trust=hospital.trust, source_kind=entry.source_kind, source_id=entry.source_id, by=None)
    client = client_of(ola)

    assert rows(client.get(CSV))[0]["counts"] == "Taken away"
    assert "Does not count. Taken away" in paper(client.get(PDF))
    assert rows(client.get(HELD)) == []


def test_what_is_held_is_told_by_level_and_skill(hospital, ola):
    since = ola.person.entries.get().given_date
    held = rows(client_of(ola).get(HELD))

    assert held == [
        {"level": "Everyone", "skill": "", "depth": "", "since": since.isoformat(), "until": ""},
        {"level": "Everyone", "skill": "Test a change", "depth": "aware", "since": since.isoformat(), "until": ""},
    ]
    assert f"Everyone The whole level {day_words(since)} does not lapse" in paper(client_of(ola).get(PDF))


def test_what_lapses_says_until_when(fading_hospital):
    ola = AccountFactory(person=fading_hospital.people["Ola"])
    [level, _skill] = rows(client_of(ola).get(HELD))
    until = dt.date.fromisoformat(level["until"])

    assert until > today()
    assert day_words(until) in paper(client_of(ola).get(PDF))


def test_it_is_of_nobody_else(hospital):
    uma = AccountFactory(person=hospital.people["Uma"])
    client = client_of(uma)

    assert hospital.people["Ola"].entries.exists()
    assert rows(client.get(CSV)) == rows(client.get(HELD)) == []
    assert "Nothing has been recorded of you yet." in paper(client.get(PDF))
    assert "Ola" not in paper(client.get(PDF))


def test_there_is_no_address_for_the_record_of_somebody_else(hospital, ola):
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    assert manager.get(f"/manage/people/{ola.person.uuid}/").status_code == 200
    assert manager.get(f"/manage/people/{ola.person.uuid}/record.pdf").status_code == 404
    assert [manager.get(page).status_code for page in (PDF, CSV, HELD)] == [403] * 3


@pytest.mark.parametrize("page", [PAGE, PDF, CSV, HELD])
def test_who_is_not_signed_in_is_asked_to(client, page):
    assert client.get(page)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("title", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1"])
def test_no_cell_starts_a_formula(hospital, ola, title):
    activity = ActivityFactory(trust=hospital.trust, title=title)
    version = ActivityVersionFactory(trust=hospital.trust, activity=activity, gives=[hospital.target.skill])
    passed(ola, version, on=today())

    assert rows(client_of(ola).get(CSV))[0]["activity"] == f"'{title}"


@pytest.mark.parametrize("title", ['#panic("x")', "$a$ \\ [b] <c> @d", "*bold* _it_ `raw`"])
def test_no_title_is_an_instruction_on_paper(hospital, ola, title):
    Activity.objects.update(title=title)
    activity = ActivityFactory(trust=hospital.trust, title=title)
    passed(
        ola, ActivityVersionFactory(trust=hospital.trust, activity=activity, gives=[hospital.target.skill]), on=today()
    )

    assert title.replace(" ", "") in paper(client_of(ola).get(PDF)).replace(" ", "")


def test_files_are_kept_under_the_day(ola):
    names = [client_of(ola).get(page)["Content-Disposition"] for page in (PDF, CSV, HELD)]

    assert all(today().isoformat() in name and name.startswith("attachment") for name in names)


def test_a_record_of_many_asks_as_few_questions(hospital, ola, django_assert_max_num_queries):
    for days in range(30):
        dose_given(ola.person, hospital.target.skill, on=today() - dt.timedelta(days=days), by=ola)
    client = client_of(ola)
    client.get(PDF)

    for page in (PDF, CSV, HELD):
        with django_assert_max_num_queries(24):
            client.get(page)
