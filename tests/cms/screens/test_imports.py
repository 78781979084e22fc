"""Files on the screen: handed in, looked at, applied, undone; and nobody but an administrator of the whole trust."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.hospital import client_of
from tests.factories.workforce import PersonFactory, PostFactory, TrustFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.imports.tasks import apply_import, read_import, undo_import
from workforce.models import ImportRun, Person

from .reading import words_of

pytestmark = pytest.mark.django_db

LIST = "Assignment Number,Last Name,First Name,Org Code\n1001,Khan,Amal,W7\n1002,=Lee,Bo,W9\n"


@pytest.fixture
def trust():
    trust = TrustFactory()
    UnitFactory(trust=trust, code="W7")
    return trust


@pytest.fixture
def administrator(trust):
    return client_of(account_with(Role.ADMINISTRATOR, top_of(trust)))


def hand_in(client, text=LIST, kind="staff", **choices):
    day = timezone.localdate()
    days = {"file_date_day": day.day, "file_date_month": day.month, "file_date_year": day.year}
    asked = {"covers": "FULL", "absent": "KEEP", "empty": "IGNORE", **days, **choices}
    return client.post(
        f"/manage/imports/new/{kind}/", {"file": SimpleUploadedFile("staff.csv", text.encode()), **asked}
    )


def read(client, **choices) -> ImportRun:
    assert hand_in(client, **choices).status_code == 302
    run = ImportRun.objects.latest("pk")
    read_import(run.job_id)
    return run


def applied(client) -> ImportRun:
    run = read(client)
    client.post(f"/manage/imports/{run.uuid}/apply/")
    apply_import(ImportRun.objects.get(pk=run.pk).job_id)
    return run


def test_a_file_that_is_being_read_shows_its_progress_and_looks_again_by_itself(administrator):
    address = hand_in(administrator)["Location"]

    answer = administrator.get(address)

    assert "Being read" in words_of(answer)
    assert answer["Refresh"] == "2"


def test_a_preview_shows_what_would_happen_and_changes_nothing(administrator):
    run = read(administrator)

    words = words_of(administrator.get(f"/manage/imports/{run.uuid}/"))

    assert "What it would do People new here 1 Would be added 1 Refused 1" in words
    assert "3 1002 No unit has the code or the name “W9” on the day of the file." in words
    assert not Person.objects.exists()


def test_what_was_looked_at_is_applied_and_undone(administrator):
    run = applied(administrator)
    after = [str(person) for person in Person.objects.all()]

    administrator.post(f"/manage/imports/{run.uuid}/undo/")
    undo_import(ImportRun.objects.get(pk=run.pk).job_id)

    assert after == ["Amal Khan"]
    assert not Person.objects.exists()
    assert "Undone" in words_of(administrator.get(f"/manage/imports/{run.uuid}/"))


def test_the_confirmation_file_tells_each_line_and_starts_no_formula(administrator):
    run = applied(administrator)

    answer = administrator.get(f"/manage/imports/{run.uuid}/confirmation.csv")

    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() == [
        "Line,Outcome,Reason,Assignment Number,Last Name,First Name,Org Code",
        "2,Added,,1001,Khan,Amal,W7",
        "3,Refused,No unit has the code or the name “W9” on the day of the file.,1002,'=Lee,Bo,W9",
    ]


def test_every_difference_between_the_file_and_here_has_its_line(administrator, trust):
    PostFactory(person=PersonFactory(trust=trust))
    run = applied(administrator)

    words = words_of(administrator.get(f"/manage/imports/{run.uuid}/reconciliation/"))

    assert "People in the file 2" in words
    assert "in the file, but every line of theirs was refused − 1" in words
    assert "here without a number by which a file could name them + 1" in words
    assert "People with a post here 2" in words


def test_choices_are_asked_for_one_by_one(administrator):
    answer = hand_in(administrator, covers="", absent="", empty="")

    assert set(answer.context["form"].errors) == {"covers", "absent", "empty"}
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("file, words", [({}, "Choose a file"), ({"file": SimpleUploadedFile("a", b"")}, "is empty")])
def test_a_file_that_is_none_is_refused_at_its_field(administrator, file, words):
    answer = administrator.post("/manage/imports/new/past_training/", file)

    assert words in answer.context["form"].errors["file"][0]
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "kind, needed",
    [
        ("organisation", "Parent Code (Parent Organisation Code,"),
        ("staff", "Assignment Number (Assignment No, Assignment, Assignment ID) or Person ("),
        ("past_training", "or Competency Name (Competence Name,"),
    ],
)
def test_which_columns_a_file_needs_stands_beside_the_form(administrator, kind, needed):
    assert needed in words_of(administrator.get(f"/manage/imports/new/{kind}/"))


def test_a_kind_of_file_that_is_none_is_not_there(administrator):
    assert administrator.get("/manage/imports/new/secrets/").status_code == 404


def test_many_leavers_are_told_of_and_not_applied_until_the_share_is_raised(administrator):
    applied(administrator)
    run = read(administrator, text=LIST.replace("1001", "1003"), absent="END")
    page = f"/manage/imports/{run.uuid}/"

    administrator.post(page + "apply/")
    refused = ImportRun.objects.get(pk=run.pk).state
    administrator.post(page + "apply/", {"leavers_percent": "100"})

    assert refused == "PLANNED"
    assert ImportRun.objects.get(pk=run.pk).state == "APPLYING"


def test_the_same_file_again_is_told_of(administrator):
    before = words_of(administrator.get(f"/manage/imports/{read(administrator).uuid}/"))
    applied(administrator)

    words = words_of(administrator.get(f"/manage/imports/{read(administrator).uuid}/"))

    assert "very same content" not in before
    assert f"A file with the very same content was applied on {timezone.localdate():%-d %B %Y}." in words


def test_a_preview_says_how_it_read_each_column_and_what_changes_in_words(administrator):
    applied(administrator)
    run = read(administrator, text=LIST.replace("First Name", "Forename").replace("Amal", "Aml"))

    words = words_of(administrator.get(f"/manage/imports/{run.uuid}/"))

    assert "“Org Code” is read as “Organisation Code”" in words
    assert "first name: Amal → Aml" in words


def test_a_preview_that_another_file_overtook_says_so(administrator):
    run = read(administrator)
    before = words_of(administrator.get(f"/manage/imports/{run.uuid}/"))
    applied(administrator)

    words = words_of(administrator.get(f"/manage/imports/{run.uuid}/"))

    assert "Another file was applied or taken back since" not in before
    assert "Another file was applied or taken back since" in words


def test_an_organisation_comes_in_from_a_file(administrator, trust):
    run = read(administrator, text="Code,Name,Parent\nA,Surgery,\nB,Ward B,A\n", kind="organisation")

    words = words_of(administrator.get(f"/manage/imports/{run.uuid}/"))
    assert "Would be added 2" in words
    assert "People new here" not in words


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_hands_in_files_or_looks_at_them(administrator, trust, role):
    run = read(administrator)
    client = client_of(account_with(role, top_of(trust)))

    answers = [
        client.get("/manage/imports/"),
        hand_in(client),
        client.get(f"/manage/imports/{run.uuid}/"),
        client.get(f"/manage/imports/{run.uuid}/confirmation.csv"),
        client.post(f"/manage/imports/{run.uuid}/apply/"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert ImportRun.objects.get().state == "PLANNED"


def test_a_file_of_another_trust_is_not_there(administrator):
    run = read(administrator)
    stranger = client_of(account_with(Role.ADMINISTRATOR, top_of(TrustFactory())))

    answer = stranger.get(f"/manage/imports/{run.uuid}/")

    assert answer.status_code == 404


def test_the_list_of_files_asks_as_often_for_twenty_as_for_one(administrator, trust, django_assert_max_num_queries):
    for _number in range(20):
        ImportRun.objects.create(trust=trust, kind="STAFF", file_name="staff.csv", file_date=dt.date(2026, 5, 1))

    with django_assert_max_num_queries(12):
        answer = administrator.get("/manage/imports/")

    assert len(answer.context["page"]) == 20
