"""Prior learning of the map of credentials: chosen from it, given by it, and what it leaves to managers."""

import datetime as dt
import uuid

import pytest

from curriculum.models import DoseEntry, PriorLearning
from curriculum.services.credential import retire_credential
from tests.cms.screens.reading import words_of
from tests.factories.curriculum import SkillFactory
from tests.factories.hospital import client_of
from tests.factories.workforce import GrantFactory
from workforce.enums import Role
from workforce.rules import today

from .claims import PAGE, QUEUE, WHICH, claimed, claimed_of_the_map, in_the_map, left_to_managers

pytestmark = pytest.mark.django_db


def test_without_a_map_one_says_oneself_what_it_was(uma):
    assert client_of(uma).get(WHICH).headers["Location"] == PAGE


def test_what_brings_what_one_needs_comes_first_and_a_retired_one_not_at_all(hospital, uma):
    skill = hospital.target.skill
    in_the_map(
        hospital, "A belt", skill=SkillFactory(trust=hospital.trust, framework=skill.framework, group=skill.group)
    )
    in_the_map(hospital)
    retire_credential(credential=in_the_map(hospital, "Old belt"), on=today(), by=uma)

    lines = client_of(uma).get(WHICH).context["lines"]

    assert [(line.row.title, line.helps) for line in lines] == [("Green belt", True), ("A belt", False)]


def test_a_long_map_is_searched(hospital, uma):
    for number in range(13):
        in_the_map(hospital, f"Course {number}")

    found = client_of(uma).get(WHICH, {"q": "COLLEGE 12"})

    assert [line.row.title for line in found.context["lines"]] == ["Course 12"]
    assert "None has these words" in words_of(client_of(uma).get(WHICH, {"q": "nonsense"}))


def test_of_the_map_one_says_only_when_and_what_shows_it(hospital, uma, lead):
    credential = in_the_map(hospital)
    page = f"{WHICH}{credential.uuid}/"
    asked = client_of(uma).get(page)
    client_of(uma).post(page, {"learned": "12/3/2024", "evidence": "No 7", "token": str(uuid.uuid4())})

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "approve", "words": ""})

    assert [*asked.context["form"].fields] == ["learned", "expires", "evidence"]
    assert "Its &lt;b&gt;number&lt;/b&gt;." in asked.content.decode()
    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.depth, entry.assessment, entry.given_date.isoformat()) == (2, "CREDENTIAL", "2024-03-12")
    assert "As the map of credentials says" in words_of(client_of(uma).get("/my/prior-learning/"))


def test_one_whose_months_are_over_says_so_before_it_is_sent(hospital, uma):
    page = f"{WHICH}{in_the_map(hospital, months=12).uuid}/"
    form = {"learned": "12/3/2024", "evidence": "No 7", "token": str(uuid.uuid4())}

    refused = client_of(uma).post(page, form)
    sent = client_of(uma).post(page, form | {"past_only": "on"})

    assert "It expired on 12 March 2025" in words_of(refused)
    assert (refused.status_code, sent.status_code) == (422, 302)
    assert PriorLearning.objects.get().expires_date == dt.date(2025, 3, 12)


def test_a_retired_or_anothers_credential_has_no_page(hospital, uma):
    retired = in_the_map(hospital)
    retire_credential(credential=retired, on=today(), by=uma)

    for key in (retired.uuid, uuid.uuid4()):
        assert client_of(uma).get(f"{WHICH}{key}/").status_code == 404


def test_whoever_decides_gives_less_and_it_is_told(hospital, uma, lead):
    claim = claimed(hospital, uma, minutes=60)
    skill = hospital.target.skill_id

    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": "", f"depth_{skill}": "1", f"minutes_{skill}": "45"})

    assert DoseEntry.objects.get(person=uma.person).minutes == 45
    words = words_of(client_of(uma).get("/my/prior-learning/"))
    assert "Given instead" in words
    assert "45 minutes" in words


def test_to_give_more_without_a_word_is_refused_on_the_screen(hospital, uma, lead):
    claim = claimed(hospital, uma)
    more = {"do": "approve", "words": "", f"depth_{hospital.target.skill_id}": "2"}

    refused = lead.post(f"{QUEUE}{claim.uuid}/", more)
    state = PriorLearning.objects.get().state
    lead.post(f"{QUEUE}{claim.uuid}/", more | {"words": "She leads this."})

    assert (refused.status_code, state) == (422, "SUBMITTED")
    assert "You give more than was claimed" in words_of(refused)
    assert DoseEntry.objects.get(person=uma.person).depth == 2


def test_a_manager_decides_what_the_map_leaves_to_them_of_their_own_people_only(hospital, uma):
    left = claimed_of_the_map(uma, left_to_managers(hospital))
    kept = claimed_of_the_map(uma, in_the_map(hospital, title="Black belt"))
    own_word = claimed(hospital, uma)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    other = client_of(hospital.account(Role.UNIT_MANAGER, hospital.other_ward))

    listed = manager.get(QUEUE).context["claims"]
    answers = [
        (one, client.post(f"{QUEUE}{claim.uuid}/", {"do": "approve"}).status_code)
        for one, client, claim in (
            ("another's", other, left),
            ("kept", manager, kept),
            ("not of the map", manager, own_word),
            ("left", manager, left),
        )
    ]

    assert [one.row for one in listed] == [left]
    assert answers == [("another's", 404), ("kept", 404), ("not of the map", 404), ("left", 302)]
    assert dict(PriorLearning.objects.values_list("title", "state")) == {
        "Green belt": "APPROVED",
        "Black belt": "SUBMITTED",
        "Silver course": "SUBMITTED",
    }


def test_a_manager_never_decides_their_own_nor_gives_more_than_the_map_says(hospital, uma):
    credential = left_to_managers(hospital)
    claim = claimed_of_the_map(uma, credential)
    GrantFactory(account=uma, role=Role.UNIT_MANAGER, unit=hospital.ward)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    more = {"do": "approve", "words": "Knows more", f"depth_{hospital.target.skill_id}": "3"}

    own = client_of(uma).post(f"{QUEUE}{claim.uuid}/", {"do": "approve"})
    page = manager.post(f"{QUEUE}{claim.uuid}/", more)

    claim.refresh_from_db()
    assert (own.status_code, page.status_code, claim.state) == (404, 422, "SUBMITTED")
    assert "An academy or programme lead can give more" in words_of(page)
    assert not DoseEntry.objects.filter(person=uma.person).exists()
