"""A trust begins: it opens an academy, takes over programmes, names pathways and ways, and adds its coaches."""

import datetime as dt

import pytest
import time_machine

from cms.loading.programme_file import NoProgramme, read_programme, write_programme
from cms.loading.programmes import load_programmes
from coaching.enums import AcademyKind, TeamState
from coaching.models import Academy, Certification, Coach, Licence, Pathway, ProgrammeVersion, TravelTime
from coaching.queries.travel import ways_from
from tests.factories.coaching import (
    AcademyFactory,
    CoachFactory,
    CohortFactory,
    PathwayFactory,
    ProgrammeVersionFactory,
    TeamFactory,
)
from tests.factories.workforce import PersonFactory, SiteFactory, TrustFactory, account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 15)
SET_UP = "/academy/set-up/"
ADDRESSES = (SET_UP, f"{SET_UP}academies/open/", f"{SET_UP}pathways/", f"{SET_UP}ways/", f"{SET_UP}programmes/publish/")


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def trust():
    return TrustFactory(name="Riverside")


@pytest.fixture
def lead(client, trust):
    account = account_with(Role.ACADEMY_LEAD, top_of(trust))
    client.force_login(account)
    return account


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD}])
def test_only_leads_set_an_academy_up(client, trust, role, address):
    client.force_login(account_with(role, top_of(trust)))

    answer = client.post(address, {"name": "Ours", "kind": "LOCAL"})

    assert answer.status_code == 403
    assert not Academy.objects.exists()
    assert not Pathway.objects.exists()


def test_a_trust_without_an_academy_is_led_to_where_it_opens_one(client, lead):
    page = client.get("/academy/", follow=True)

    assert page.redirect_chain == [(SET_UP, 302)]
    assert "There is no academy yet." in words_of(page)
    client.post(f"{SET_UP}academies/open/", {"name": "Larkdale", "kind": "LOCAL", "level": ""})
    assert client.get("/academy/").status_code == 200
    assert Academy.objects.get().recorded_by == lead


def test_a_name_is_used_once_and_what_was_typed_stays(client, lead, trust):
    AcademyFactory(trust=trust, name="Larkdale")

    answer = client.post(f"{SET_UP}academies/open/", {"name": "larkdale", "kind": "LOCAL", "level": ""})

    assert answer.status_code == 422
    assert "There is an academy called larkdale already." in words_of(answer)
    assert 'value="larkdale"' in answer.content.decode()
    assert Academy.objects.count() == 1


def test_an_academy_in_which_something_goes_on_is_not_closed(client, lead, trust):
    academy = AcademyFactory(trust=trust)
    TeamFactory(academy=academy, state=TeamState.SELECTED)

    answer = client.post(f"{SET_UP}academies/{academy.uuid}/close/", follow=True)

    assert "Decide about them first." in words_of(answer)
    academy.refresh_from_db()
    assert academy.closed_date is None


def test_an_academy_is_closed_and_opened_again(client, lead, trust):
    academy = AcademyFactory(trust=trust)
    CohortFactory(academy=academy, until=TODAY)

    client.post(f"{SET_UP}academies/{academy.uuid}/close/")
    academy.refresh_from_db()
    assert academy.closed_date == TODAY
    client.post(f"{SET_UP}academies/{academy.uuid}/open-again/")

    academy.refresh_from_db()
    assert academy.closed_date is None


def test_the_academy_of_another_trust_is_not_there(client, lead):
    other = AcademyFactory(name="Elsewhere")

    for part in ("", "close/", "licence/", "open-again/"):
        assert client.post(f"{SET_UP}academies/{other.uuid}/{part}", {"name": "Ours"}).status_code == 404
    other.refresh_from_db()
    assert (other.name, other.closed_date) == ("Elsewhere", None)
    assert "Elsewhere" not in words_of(client.get(SET_UP))


def test_a_local_academy_holds_a_licence_for_its_days_and_one_at_a_time(client, lead, trust):
    academy = AcademyFactory(trust=trust)
    central = AcademyFactory(trust=trust, name="North", kind=AcademyKind.CENTRAL)
    address = f"{SET_UP}academies/{academy.uuid}/licence/"
    told = {"central": central.uuid, "since": "1/10/2026", "until": "30/9/2029", "terms": "Flow, three years"}

    client.post(address, told)
    again = client.post(address, told | {"since": "1/1/2027"})

    assert "Licence of North from 1 October 2026 to 30 September 2029: Flow, three years" in words_of(
        client.get(address)
    )
    assert "it holds a licence already" in words_of(again)
    [licence] = Licence.objects.all()
    assert (licence.since, licence.until) == (dt.date(2026, 10, 1), dt.date(2029, 10, 1))
    client.post(f"{SET_UP}licences/{licence.pk}/end/")
    licence.refresh_from_db()
    assert licence.until == TODAY


def test_who_licenses_others_stays_a_central_academy(client, lead, trust):
    central = AcademyFactory(trust=trust, kind=AcademyKind.CENTRAL)
    Licence.objects.create(trust=trust, academy=AcademyFactory(trust=trust), central=central, since=TODAY)

    answer = client.post(f"{SET_UP}academies/{central.uuid}/", {"name": "North", "kind": "LOCAL", "level": ""})

    assert "so it stays a central academy" in words_of(answer)
    central.refresh_from_db()
    assert central.kind == AcademyKind.CENTRAL


def test_pathways_are_added_renamed_and_closed_and_whoever_has_one_keeps_it(client, lead, trust):
    address = f"{SET_UP}pathways/"
    client.post(address, {"name": "Broken hip"})
    client.post(address, {"name": "Broken hip!"})

    assert list(Pathway.objects.order_by("pk").values_list("code", flat=True)) == ["BROKEN-HIP", "BROKEN-HIP-2"]
    client.post(f"{address}BROKEN-HIP/", {"name": "Hip"})
    client.post(f"{address}BROKEN-HIP/close/")
    refused = client.post(address, {"name": "hip"})
    hip = Pathway.objects.get(code="BROKEN-HIP")
    assert (hip.name, hip.closed_date) == ("Hip", TODAY)
    assert "It is closed: open it again." in words_of(refused)


def test_a_way_is_told_from_either_end_and_forgotten_when_it_is_emptied(client, lead, trust):
    ward, hub = SiteFactory(trust=trust, name="Ward"), SiteFactory(trust=trust, name="Hub")

    client.post(f"{SET_UP}ways/{hub.uuid}/", {f"to-{ward.pk}": "25"})

    assert ways_from(trust) == {ward.pk: {hub.pk: 25}, hub.pk: {ward.pk: 25}}
    assert 'value="25"' in client.get(f"{SET_UP}ways/{ward.uuid}/").content.decode()
    refused = client.post(f"{SET_UP}ways/{ward.uuid}/", {f"to-{hub.pk}": "far"})
    assert "“Hub” is a number, such as 12" in words_of(refused)
    client.post(f"{SET_UP}ways/{ward.uuid}/", {f"to-{hub.pk}": ""})
    assert not TravelTime.objects.exists()


def test_a_coach_from_before_is_added_with_their_certificate(client, lead, trust):
    academy = AcademyFactory(trust=trust)
    programme = ProgrammeVersionFactory(programme__trust=trust).programme
    ruth = PersonFactory(trust=trust, email="ruth@trust.example")
    told = {"email": "Ruth@trust.example", "is_clinical": "yes", "programme": programme.code}
    told |= {"since": "1/3/2025", "until": "28/2/2028"}

    client.post(f"/academy/coaches/add/?academy={academy.uuid}", told)
    again = client.post(f"/academy/coaches/add/?academy={academy.uuid}", told)

    coach, certificate = Coach.objects.get(), Certification.objects.get()
    assert (coach.person, coach.academy, coach.is_clinical) == (ruth, academy, True)
    assert (certificate.since, certificate.until) == (dt.date(2025, 3, 1), dt.date(2028, 2, 29))
    assert "is a coach of" in words_of(again)


def test_nobody_adds_themselves_and_nobody_of_another_trust_is_added(client, lead, trust):
    academy = AcademyFactory(trust=trust)
    programme = ProgrammeVersionFactory(programme__trust=trust).programme
    lead.person = PersonFactory(trust=trust, email="lea@trust.example")
    lead.save()
    PersonFactory(email="eve@elsewhere.example")
    told = {"is_clinical": "no", "programme": programme.code, "since": "1/3/2025", "until": ""}

    for email, words in (("lea@trust.example", "Nobody certifies themselves"), ("eve@elsewhere.example", "Nobody in")):
        answer = client.post(f"/academy/coaches/add/?academy={academy.uuid}", told | {"email": email})
        assert words in words_of(answer)
    assert not Coach.objects.exists()
    assert not Certification.objects.exists()


@pytest.fixture
def flow(trust):
    return load_programmes(trust, by=None)["FLOW"]


def test_flow_and_microsystem_are_there_in_one_click_and_twice_is_once(client, lead, trust):
    client.post(f"{SET_UP}programmes/begin/")
    client.post(f"{SET_UP}programmes/begin/")

    assert sorted(ProgrammeVersion.objects.values_list("programme__code", "number")) == [("FLOW", 1), ("MICRO", 1)]
    page = words_of(client.get(f"{SET_UP}programmes/FLOW/"))
    assert "Came to 80 % of the days" in page
    assert "A team of theirs has come to “Driver diagram and PDSA testing”" in page


def test_a_programme_taken_out_and_published_as_it_is_changes_nothing(client, lead, flow):
    text = client.get(f"{SET_UP}programmes/FLOW.yml").content.decode()

    client.post(f"{SET_UP}programmes/publish/?code=FLOW", {"text": text, "do": "publish"})

    assert flow.programme.versions.get() == flow


def test_a_new_version_is_looked_at_and_then_published_and_a_cohort_keeps_its_own(client, lead, flow):
    cohort = CohortFactory(academy__trust=flow.trust, version=flow)
    text = write_programme(flow).replace("sessions_coached: 20", "sessions_coached: 15").replace("CO-1-C1", "CO-9")
    address = f"{SET_UP}programmes/publish/?code=FLOW"

    looked = words_of(client.post(address, {"text": text, "do": "look"}))

    assert "Flow coaching, version 2" in looked
    assert "Certification rule: changed" in looked
    assert "The curriculum does not know these, so that nothing is given for them:" in looked
    assert "CO-9" in looked
    assert flow.programme.versions.count() == 1
    client.post(address, {"text": text, "do": "publish"})
    newest = flow.programme.versions.get(number=2)
    assert (newest.rule["sessions_coached"], newest.published_by) == (15, lead)
    cohort.refresh_from_db()
    assert cohort.version == flow


def test_text_that_is_no_programme_is_answered_with_where_to_look_and_stays(client, lead, flow):
    text = write_programme(flow).replace("phase: PRE", "phase: EARLY", 1)

    answer = client.post(f"{SET_UP}programmes/publish/?code=FLOW", {"text": text, "do": "publish"})

    assert answer.status_code == 422
    assert "stages, number 1: “phase” is one of: PRE, ACTION, TRANSITION." in words_of(answer)
    assert "phase: EARLY" in answer.content.decode()
    assert flow.programme.versions.count() == 1


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("name: Flow coaching", "name: [", "The text cannot be read."),
        ("months: 12", "month: 12", "“month” is nothing that it has"),
        ("months: 12", "months: twelve", "“months” is a number"),
        ("fewest_places: 24", "fewest_places: 31", "at most “most_places”"),
        ("- code: PRE\n", "- code: 5V\n", "the code “5V” stands there twice"),
        ("coached: PAIR", "coached: THREE", "is one of: PAIR, ONE"),
        ("rule:\n", "rule: everything\nwords:\n", "“words” is nothing that it has"),
    ],
)
def test_what_is_wrong_in_the_text_is_named(flow, before, after, words):
    text = write_programme(flow)
    assert before in text

    with pytest.raises(NoProgramme, match=words.replace("“", ".").replace("”", ".")):
        read_programme(text.replace(before, after, 1))


def test_a_pair_does_not_become_one_coach_under_the_same_code(client, lead, flow):
    text = write_programme(flow).replace("coached: PAIR", "coached: ONE")

    answer = client.post(f"{SET_UP}programmes/publish/", {"text": text, "do": "publish"})

    assert "Give the programme a code of its own" in words_of(answer)
    assert flow.programme.versions.count() == 1


def test_a_closed_pathway_is_not_chosen_for_a_coach_any_more(client, lead, trust):
    coach = CoachFactory(academy__trust=trust)
    PathwayFactory(trust=trust, name="Stroke", closed_date=TODAY)

    assert "Stroke" not in words_of(client.get(f"/coaches/{coach.uuid}/change/"))
