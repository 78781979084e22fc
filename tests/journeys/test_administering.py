"""An administrator brings in past training, sees to accounts, and changes the organisation."""

import pytest
from playwright.sync_api import expect

from curriculum.imports.tasks import apply_import, look_again_at_training, read_import
from tests.curriculum.imports.conftest import known_as
from tests.curriculum.imports.handing_in import held
from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
from tests.factories.workforce import AccountFactory, PersonFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Account, Job, UnitPlace
from workforce.rules import today
from workforce.services.grant import give_grant

PASSWORD = "correct horse battery staple"
LINES = "Employee Number,Course Name,Completion Date\n1001,Improvement day,1/3/2026\n9999,Improvement day,1/3/2026\n"
WORKERS = {
    "curriculum.read_import": read_import,
    "curriculum.apply_import": apply_import,
    "curriculum.look_again_at_training": look_again_at_training,
}


@pytest.fixture
def target(transactional_db):
    return TargetFactory()


@pytest.fixture
def trust(target):
    return target.trust


@pytest.fixture
def administrator(trust, sign_in):
    account = account_with(Role.ADMINISTRATOR, top_of(trust))
    account.set_password(PASSWORD)
    account.save()
    sign_in(account.username, PASSWORD)
    return account


def work(page):
    """What a worker does beside the site; then the page is looked at again."""
    job = Job.objects.latest("pk")
    WORKERS[job.name](job.pk)
    page.goto(page.url)


def test_past_training_from_the_file_to_the_ledger(page, trust, target, administrator, good_to_use):
    known_as(trust, "1001", given_name="Amal")
    ActivityVersionFactory(trust=trust, gives=[target.skill], activity__title="A day of improvement")
    page.goto("/manage/imports/")
    page.get_by_role("link", name="Hand in a file: Past training").click()
    good_to_use()
    file = {"name": "training.csv", "mimeType": "text/csv", "buffer": LINES.encode()}
    page.get_by_label("File").set_input_files(files=[file])
    page.get_by_role("button", name="Read the file").click()
    good_to_use()
    work(page)
    good_to_use()
    run = page.url
    page.get_by_role("link", name="Match courses to activities").click()
    good_to_use()
    page.get_by_label("Improvement day").select_option("A day of improvement (10 min)")
    page.get_by_role("button", name="See what would change").click()
    good_to_use()
    page.get_by_role("button", name="Save").click()
    work(page)
    good_to_use()
    page.goto(run)
    page.get_by_role("button", name="Apply").click()
    work(page)
    page.get_by_role("link", name="Lines in the file and training here").click()
    good_to_use()
    page.goto(run)
    page.get_by_role("link", name="People whom the file names").click()
    good_to_use()

    expect(page.get_by_role("cell", name="Nobody here has the employee number 9999.")).to_be_visible()
    assert held(trust) == [("Amal", "2026-03-01")]


def test_an_account_that_waits_is_matched_and_given_a_role(page, trust, administrator, good_to_use):
    waiting = AccountFactory(trust=trust, username="amal.khan", email="amal@trust.example")
    amal = PersonFactory(trust=trust, given_name="Amal", family_name="Khan", email="amal@trust.example")
    page.goto("/manage/accounts/")
    good_to_use()
    page.get_by_role("link", name="amal.khan").click()
    good_to_use()
    page.get_by_role("button", name="Match").click()
    page.get_by_role("link", name="Give a role").click()
    good_to_use()
    page.get_by_label("Unit manager").check()
    page.get_by_role("button", name="Give the role").click()
    good_to_use()
    page.get_by_role("link", name="Take away").click()
    good_to_use()

    account = Account.objects.get(pk=waiting.pk)
    assert account.person == amal
    assert [*account.grants.values_list("role", flat=True)] == ["UNIT_MANAGER"]


def test_a_unit_is_found_in_the_tree_and_renamed(page, trust, administrator, good_to_use):
    division = UnitFactory(trust=trust, name="Medicine")
    ward = UnitFactory(parent=division, name="Ward 7", code="W7")
    page.goto("/manage/organisation/")
    good_to_use()
    page.get_by_text("1 unit below Medicine").click()
    page.get_by_role("link", name="Ward 7").click()
    good_to_use()
    page.get_by_role("link", name="Rename").click()
    good_to_use()
    page.get_by_label("Name", exact=True).fill("Ward Seven")
    page.get_by_role("button", name="See what would change").click()
    good_to_use()
    page.get_by_role("button", name="Do it").click()
    good_to_use()

    expect(page.get_by_role("heading", name="Ward Seven")).to_be_visible()
    assert [*UnitPlace.objects.filter(unit=ward).order_by("since").values_list("name", flat=True)] == [
        "Ward 7",
        "Ward Seven",
    ]


def test_the_handbook_of_the_api_shows_what_can_be_asked(page, administrator):
    page.goto("/api/docs")

    expect(page.get_by_text("/api/v1/coverage", exact=True)).to_be_visible()


def test_an_account_with_long_words_stays_within_a_phone(page, trust, administrator, good_to_use):
    long = "the-improvement-team-of-the-medicine-division@larkdale-and-coast.example"
    account = AccountFactory(trust=trust, username=long, email=long, purpose="Nightlycopyofthewholeworkforcefor" * 3)
    ward = UnitFactory(trust=trust, name="Otorhinolaryngology/Oesophagogastroduodenoscopy/Gastroenterology")
    give_grant(account=account, role=Role.UNIT_MANAGER, unit=ward, since=today(), by=None)
    page.goto(f"/manage/accounts/?show=open&q={long}")
    good_to_use()
    page.get_by_role("link", name=long).click()
    good_to_use()
    page.get_by_role("link", name="Give a role").click()
    good_to_use()
