"""A deliverable with a file: looked at by what is in it, and served to whoever may read the deliverable alone."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.forms import coursework
from coaching.models import CohortFaculty
from coaching.models.coursework import coursework_storage
from tests.cms.screens.reading import words_of
from tests.factories.coaching import AcademyFactory, CohortFactory, DeliverableFactory, EnrolmentFactory
from tests.factories.workforce import AccountFactory, PersonFactory, account_with, top_of
from workforce.enums import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PDF = b"%PDF-1.7 the plan"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    own = settings.STORAGES["coursework"] | {"OPTIONS": {"location": str(tmp_path / "work"), "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"coursework": own}
    return tmp_path / "work"


@pytest.fixture
def cohort():
    cohort = CohortFactory()
    DeliverableFactory(version=cohort.version, code="PLAN", title="Plan")
    return cohort


def on_it(cohort, place):
    return EnrolmentFactory(cohort=cohort, state="IN_TRAINING", place=place, began_date=cohort.since)


@pytest.fixture
def uma(cohort):
    return on_it(cohort, 1)


@pytest.fixture
def own(client, uma):
    client.force_login(AccountFactory(person=uma.person))
    return client


def named(name, content=PDF):
    return SimpleUploadedFile(name, content)


def hand_in(client, uma, file=None, **said):
    told = {"words": "My plan", "link": ""} | said | ({"file": file} if file else {})
    return client.post(f"/my/courses/{uma.uuid}/hand-in/PLAN/", told)


def address(uma):
    return f"/cohort-people/{uma.uuid}/work/{uma.submissions.get().uuid}/file/"


def kept(store):
    return [path.read_bytes() for path in store.rglob("*") if path.is_file()] if store.exists() else []


def workbook():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


def test_a_file_goes_with_a_deliverable_and_is_read_back_as_it_was(own, uma, store):
    assert hand_in(own, uma, named("My plan.pdf")).status_code == 302

    answer = own.get(address(uma))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="My plan.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "My plan.pdf" in words_of(own.get(f"/my/courses/{uma.uuid}/hand-in/PLAN/"))
    assert own.get(f"/media/{uma.submissions.get().kept}", follow=True).status_code == 404


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("page.html", b"<html></html>", "Files of this kind are not kept here"),
        ("plan.exe", b"MZ", "Files of this kind are not kept here"),
        ("plan.pdf", b"<script>alert(1)</script>", "This is no pdf file"),
        ("plan.docx", workbook(), "This is no docx file"),
        ("empty.pdf", b"", "The file is empty"),
        ("large.pdf", PDF + b"x" * 1_000, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_why_and_nothing_is_kept(
    own, uma, store, monkeypatch, name, content, words
):
    monkeypatch.setattr(coursework, "LARGEST", 1_000)

    answer = hand_in(own, uma, named(name, content), words="What I wrote stays")

    assert (answer.status_code, words in words_of(answer)) == (422, True)
    assert "What I wrote stays" in answer.content.decode()
    assert not uma.submissions.exists()
    assert kept(store) == []


@pytest.mark.parametrize("name, content", [("t.xlsx", workbook()), ("t.csv", b"a,b"), ("t.png", b"\x89PNG\r\n\x1a\n")])
def test_tables_and_pictures_are_taken(own, uma, store, name, content):
    assert hand_in(own, uma, named(name, content)).status_code == 302
    assert kept(store) == [content]


def test_another_file_takes_its_place_none_leaves_it_and_it_can_be_taken_out(
    own, uma, store, django_capture_on_commit_callbacks
):
    def then(*told, **said):
        with django_capture_on_commit_callbacks(execute=True):
            hand_in(own, uma, *told, **said)
        return uma.submissions.get().file_name, kept(store)

    assert then(named("a.pdf")) == ("a.pdf", [PDF])
    assert then(words="Said otherwise") == ("a.pdf", [PDF])
    assert then(named("C:\\plans\\b.pdf", PDF + b"2")) == ("b.pdf", [PDF + b"2"])
    assert then(drops_file="on") == ("", [])
    assert own.get(f"/cohort-people/{uma.uuid}/work/{uma.submissions.get().uuid}/file/").status_code == 404


def test_the_next_round_begins_without_the_file_of_the_one_before_which_stays(own, uma, store):
    hand_in(own, uma, named("a.pdf"))
    uma.submissions.update(state="TO_WORK_ON", review="Name the sponsor", reviewed_at=timezone.now())

    hand_in(own, uma)

    assert [*uma.submissions.order_by("round").values_list("file_name", flat=True)] == ["a.pdf", ""]
    assert kept(store) == [PDF]


def test_only_whoever_may_read_the_deliverable_is_served_its_file(client, own, uma, cohort, store):
    hand_in(own, uma, named("a.pdf"))
    page = address(uma)
    trust = cohort.trust
    fay = CohortFaculty.objects.create(
        trust=trust, cohort=cohort, person=PersonFactory(trust=trust), since=cohort.since
    )
    other_faculty = CohortFaculty.objects.create(
        trust=trust,
        cohort=CohortFactory(academy=cohort.academy),
        person=PersonFactory(trust=trust),
        since=cohort.since,
    )

    def status(account):
        client.force_login(account)
        answer = client.get(page)
        b"".join(answer.streaming_content if answer.streaming else ())  # read to its end, it is closed
        return answer.status_code

    faculty = AccountFactory(person=fay.person)
    may = [faculty, account_with(Role.ACADEMY_LEAD, top_of(trust))]
    may_not = [
        AccountFactory(person=on_it(cohort, 2).person),
        AccountFactory(person=other_faculty.person),
        AccountFactory(person=PersonFactory(trust=trust)),
        account_with(Role.BOARD_READER, top_of(trust)),
        account_with(Role.ACADEMY_LEAD, top_of(AcademyFactory().trust)),
    ]
    assert [status(one) for one in may] == [200, 200]
    assert {status(one) for one in may_not} == {404}

    CohortFaculty.objects.update(until=TODAY)
    assert status(faculty) == 404
    client.logout()
    assert client.get(page).status_code == 302


def test_faculty_find_the_file_where_they_review_and_one_enrolment_does_not_open_another(
    client, own, uma, cohort, store
):
    hand_in(own, uma, named("a.pdf"))
    other, [work] = on_it(cohort, 2), uma.submissions.all()
    client.force_login(account_with(Role.ACADEMY_LEAD, top_of(cohort.trust)))

    assert "a.pdf" in words_of(client.get(f"/cohort-people/{uma.uuid}/"))
    assert "a.pdf" in words_of(client.get(f"/cohort-people/{uma.uuid}/review/{work.uuid}/"))
    assert client.get(f"/cohort-people/{other.uuid}/work/{work.uuid}/file/").status_code == 404
    assert client.post(address(uma)).status_code == 405


def test_a_file_that_was_lost_is_said_not_to_be_there(own, uma, store):
    hand_in(own, uma, named("a.pdf"))
    coursework_storage().delete(uma.submissions.get().kept)

    assert own.get(address(uma)).status_code == 404
