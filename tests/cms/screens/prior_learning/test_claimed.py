"""Prior learning on the screen: claimed on one's own page, and answered there."""

import datetime as dt

import pytest

from curriculum.models import DoseEntry, Holding, PriorLearning
from tests.cms.screens.reading import words_of
from tests.factories.hospital import client_of
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory
from workforce.rules import today

from .claims import PAGE, QUEUE, claimed

pytestmark = pytest.mark.django_db


def test_claimed_approved_and_held(uma, lead, form):
    sent = client_of(uma).post(PAGE, form)
    claim = PriorLearning.objects.get()

    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": "Well done"})

    assert sent.status_code == 302
    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.given_date.isoformat(), entry.depth, entry.assessment) == ("2024-03-12", 2, "CREDENTIAL")
    mine = client_of(uma).get("/my/")
    assert mine.context["levels"][0].state == "You have it"
    assert "Approved by" in words_of(mine)


def test_declined_is_told_on_ones_own_page_with_the_reason(uma, lead, form):
    client_of(uma).post(PAGE, form)

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "decline", "words": "Who could confirm it?"})

    words = words_of(client_of(uma).get("/my/"))
    assert "Not approved by" in words
    assert "Who could confirm it?" in words
    assert not DoseEntry.objects.filter(person=uma.person).exists()


def test_the_same_as_one_of_our_activities_counts_as_that(hospital, uma, lead, form):
    version = workshop(hospital.target.skill, minutes=60)
    client_of(uma).post(PAGE, form | {"activity": str(version.activity.uuid), "skill_1": "", "depth_1": ""})

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "approve", "words": ""})

    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.minutes, entry.assessment) == (60, "")


def test_sent_twice_it_is_claimed_once(uma, form):
    client_of(uma).post(PAGE, form)
    client_of(uma).post(PAGE, form)

    assert PriorLearning.objects.count() == 1


@pytest.mark.parametrize(
    "told, words",
    [
        ({"learned": "some day"}, "Write the day like 12 March 2026"),
        ({"learned": "1/1/2099"}, "still to come"),
        ({"depth_1": ""}, "Choose the depth"),
        ({"skill_1": "", "depth_1": ""}, "Choose one of our activities, or at least one skill below"),
        ({"skill_1": "made-up"}, "Select a valid choice"),
        ({"evidence": ""}, "Say what shows it"),
        ({"expires": "1/1/2020"}, "must be later than the day it was learned"),
        ({"learned": "12 March 1950"}, "Was it really in 1950?"),
        ({"learned": "29/2/2023"}, "February 2023 has 28 days"),
        ({"depth_2": "1"}, "Choose the skill that has this depth"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(uma, form, told, words):
    answer = client_of(uma).post(PAGE, form | told)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert answer.context["form"]["title"].value() == "Silver course"
    assert not PriorLearning.objects.exists()


def test_an_activity_and_a_skill_are_two_claims_and_neither_is_dropped(hospital, uma, form):
    version = workshop(hospital.target.skill, minutes=60)
    both = form | {"activity": str(version.activity.uuid)}

    answer = client_of(uma).post(PAGE, both)

    assert answer.status_code == 422
    assert "Choose an activity or skills, not both" in words_of(answer)
    assert [answer.context["form"][name].value() for name in ("activity", "skill_1", "depth_1")] == [
        both["activity"],
        form["skill_1"],
        "2",
    ]
    assert not PriorLearning.objects.exists()


def test_what_is_not_sound_is_said_beside_the_question_it_answers(uma, form):
    answer = client_of(uma).post(PAGE, form | {"learned": "12/3/1950", "expires": "1/1/1940"})

    assert [*answer.context["form"].errors] == ["learned"]


def test_an_expired_award_says_so_before_it_is_sent(uma, form):
    answer = client_of(uma).post(PAGE, form | {"expires": "12/3/2025"})

    assert answer.status_code == 422
    assert "It expired on 12 March 2025" in words_of(answer)
    assert "Send it although it has expired" in words_of(answer)
    assert not PriorLearning.objects.exists()


def test_an_award_expires_on_the_first_day_it_is_no_longer_valid(uma, form):
    tomorrow = today() + dt.timedelta(days=1)

    refused = client_of(uma).post(PAGE, form | {"expires": today().strftime("%d/%m/%Y")})
    sent = client_of(uma).post(PAGE, form | {"expires": tomorrow.strftime("%d/%m/%Y")})

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert PriorLearning.objects.get().expires_date == tomorrow


def test_sent_knowingly_an_expired_award_counts_for_the_days_before_only(uma, lead, form):
    client_of(uma).post(PAGE, form | {"expires": "12/3/2025", "past_only": "on"})
    claim = PriorLearning.objects.get()

    asked = words_of(lead.get(f"{QUEUE}{claim.uuid}/"))
    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    assert "it counts from 12 March 2024, and no longer from 12 March 2025 on" in asked
    held = Holding.objects.filter(person=uma.person, skill__isnull=False)
    assert [row.until.isoformat() for row in held] == ["2025-03-12"]


def test_a_claim_is_withdrawn_by_whoever_made_it_only(hospital, uma):
    claim = claimed(hospital, uma)
    other = AccountFactory(person=hospital.people["Ola"])

    refused = client_of(other).post(f"/my/prior-learning/{claim.uuid}/withdraw/")
    state = PriorLearning.objects.get().state
    client_of(uma).post(f"/my/prior-learning/{claim.uuid}/withdraw/")

    assert (refused.status_code, state) == (404, "SUBMITTED")
    assert PriorLearning.objects.get().state == "WITHDRAWN"
