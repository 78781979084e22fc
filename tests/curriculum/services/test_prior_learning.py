"""Prior learning: claimed once, decided once by somebody else, and counted from the day it was learned."""

import datetime as dt
import uuid

import pytest

from curriculum.calc.prior_learning import Worth
from curriculum.enums import ClaimState
from curriculum.models import DoseEntry, Evidence, Holding, PriorLearning
from curriculum.services.claim_decision import CannotDecide, approve_claim, decline_claim, withdraw_claim
from curriculum.services.coverage import refresh_people
from curriculum.services.credential import Told, keep_credential, retire_credential
from curriculum.services.prior_learning import CannotClaim, Claimed, Learned, claim_learning
from tests.factories.curriculum import SkillFactory, TargetFactory
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 20)
LEARNED = dt.date(2023, 5, 2)


@pytest.fixture
def target():
    return TargetFactory(depth=3)


@pytest.fixture
def amal(target):
    person = PostFactory(unit=UnitFactory(trust=target.trust)).person
    refresh_people(target.trust)
    return AccountFactory(person=person)


@pytest.fixture
def approver(target):
    return AccountFactory(person=PersonFactory(trust=target.trust))


def claimed(amal, target, claim=None, **told):
    asked = {
        "title": "Silver course",
        "given_by": "Another trust",
        "learned_date": LEARNED,
        "skills": [Claimed(target.skill, 3)],
        "evidence": "Certificate 4711",
    }
    learned = Learned(**asked | told)
    return claim_learning(claim=claim or uuid.uuid4(), person=amal.person, learned=learned, on=TODAY, by=amal)


def in_the_map(target, depth=3, minutes=0, **told):
    asked = {
        "title": "Green belt",
        "given_by": "A college",
        "valid_months": None,
        "evidence_asked": "Its number",
        "skills": [(target.skill, Worth(depth, minutes))],
    }
    return keep_credential(trust=target.trust, told=Told(**asked | told), by=None)


def held(person):
    rows = Holding.objects.filter(person=person, skill__isnull=False)
    return [(row.since, row.until) for row in rows]


def test_approved_it_is_a_credential_of_the_day_it_was_learned(amal, approver, target):
    claim = claimed(amal, target)

    approve_claim(claim=claim, words="Seen", by=approver)

    entry = DoseEntry.objects.get()
    assert (entry.assessment, entry.given_date, entry.depth, entry.source_id) == ("CREDENTIAL", LEARNED, 3, claim.uuid)
    assert held(amal.person) == [(LEARNED, None)]


def test_its_own_expiry_ends_what_is_held(amal, approver, target):
    expires = dt.date(2027, 1, 1)

    approve_claim(claim=claimed(amal, target, expires_date=expires), words="", by=approver)

    assert held(amal.person) == [(LEARNED, expires)]


def test_learning_of_so_many_minutes_is_no_credential(amal, approver, target):
    claim = claimed(amal, target, skills=[Claimed(target.skill, 1, minutes=90)])

    approve_claim(claim=claim, words="", by=approver)

    entry = DoseEntry.objects.get()
    assert (entry.assessment, entry.minutes) == ("", 90)
    assert held(amal.person) == []


def test_until_it_is_approved_it_counts_for_nothing(amal, target):
    claim = claimed(amal, target)

    assert claim.state == ClaimState.SUBMITTED
    assert Evidence.objects.get().words == "Certificate 4711"
    assert not DoseEntry.objects.exists()


def test_the_same_form_sent_twice_claims_it_once(amal, target):
    key = uuid.uuid4()

    first, again = claimed(amal, target, claim=key), claimed(amal, target, claim=key)

    assert first == again
    assert (PriorLearning.objects.count(), Evidence.objects.count()) == (1, 1)


def test_somebody_elses_form_is_refused(amal, approver, target):
    key = uuid.uuid4()
    claimed(amal, target, claim=key)

    with pytest.raises(CannotClaim, match="by somebody else"):
        claimed(approver, target, claim=key)

    assert PriorLearning.objects.count() == 1


@pytest.mark.parametrize("decide", [approve_claim, decline_claim])
def test_nobody_decides_their_own(amal, target, decide):
    claim = claimed(amal, target)

    with pytest.raises(CannotDecide, match="nobody decides their own"):
        decide(claim=claim, words="Fine", by=amal)

    claim.refresh_from_db()
    assert claim.state == ClaimState.SUBMITTED
    assert not DoseEntry.objects.exists()


def test_nor_what_they_claimed_for_somebody_else(amal, approver, target):
    claim = claimed(amal, target)
    PriorLearning.objects.update(recorded_by=approver)
    claim.refresh_from_db()

    with pytest.raises(CannotDecide, match="nobody decides their own"):
        approve_claim(claim=claim, words="", by=approver)

    assert not DoseEntry.objects.exists()


def test_declined_with_a_reason_gives_nothing(amal, approver, target):
    claim = decline_claim(claim=claimed(amal, target), words="Send the certificate, please.", by=approver)

    claim.refresh_from_db()
    assert (claim.state, claim.decision_words) == (ClaimState.REFUSED, "Send the certificate, please.")
    assert claim.decided_by == approver
    assert not DoseEntry.objects.exists()


def test_declined_without_a_reason_is_refused(amal, approver, target):
    claim = claimed(amal, target)

    with pytest.raises(CannotDecide, match="Say why"):
        decline_claim(claim=claim, words=" ", by=approver)

    claim.refresh_from_db()
    assert claim.state == ClaimState.SUBMITTED


def test_a_decision_is_made_once(amal, approver, target):
    claim = claimed(amal, target)
    approve_claim(claim=claim, words="", by=approver)

    for again in (
        lambda: approve_claim(claim=claim, words="", by=approver),
        lambda: decline_claim(claim=claim, words="No", by=approver),
        lambda: withdraw_claim(claim=claim, by=amal),
    ):
        with pytest.raises(CannotDecide, match="closed: Approved"):
            again()

    assert DoseEntry.objects.count() == 1


def test_a_withdrawn_claim_is_not_approved(amal, approver, target):
    claim = claimed(amal, target)
    withdraw_claim(claim=claim, by=amal)

    with pytest.raises(CannotDecide, match="closed: Withdrawn"):
        approve_claim(claim=claim, words="", by=approver)

    assert not DoseEntry.objects.exists()


@pytest.mark.parametrize(
    "told, words",
    [
        ({"title": " "}, "Say what it was"),
        ({"learned_date": TODAY + dt.timedelta(days=1)}, "still to come"),
        ({"learned_date": dt.date(1950, 3, 20)}, "Was it really in 1950?"),
        ({"learned_date": dt.date(1976, 3, 19)}, "more than 50 years ago"),
        ({"expires_date": LEARNED}, "must be later than the day it was learned"),
        ({"skills": []}, "at least one skill"),
        ({"evidence": ""}, "Say what shows it"),
    ],
)
def test_what_is_not_sound_is_refused_and_changes_nothing(amal, target, told, words):
    with pytest.raises(CannotClaim, match=words):
        claimed(amal, target, **told)

    assert not PriorLearning.objects.exists()
    assert not Evidence.objects.exists()


def test_fifty_years_ago_to_the_day_can_still_be_claimed(amal, target):
    assert claimed(amal, target, learned_date=dt.date(1976, 3, 20)).learned_date.year == 1976


def test_a_skill_of_another_trust_or_twice_is_refused(amal, target):
    for skills in ([Claimed(SkillFactory(), 1)], [Claimed(target.skill, 1), Claimed(target.skill, 2)]):
        with pytest.raises(CannotClaim):
            claimed(amal, target, skills=skills)

    assert not PriorLearning.objects.exists()


def test_a_credential_of_the_map_brings_its_own_name_and_skills_whatever_is_typed(amal, target):
    claim = claimed(amal, target, credential=in_the_map(target, 2), title="Mine", skills=[Claimed(target.skill, 4)])

    assert (claim.title, claim.given_by) == ("Green belt", "A college")
    assert [row.asked for row in claim.skills.all()] == [Worth(2)]


@pytest.mark.parametrize(
    "written, ends",
    [
        (None, dt.date(2026, 5, 2)),
        (dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
        (dt.date(2029, 1, 1), dt.date(2026, 5, 2)),
    ],
)
def test_it_ends_so_many_months_from_its_award_or_sooner_if_that_is_written_on_it(
    amal, approver, target, written, ends
):
    claim = claimed(amal, target, credential=in_the_map(target, valid_months=36), expires_date=written)

    approve_claim(claim=claim, words="", by=approver)

    assert claim.expires_date == ends
    assert held(amal.person) == [(LEARNED, ends)]


def test_a_claim_keeps_the_terms_of_its_day(amal, approver, target):
    credential = in_the_map(target)
    claim = claimed(amal, target, credential=credential)
    keep_credential(
        trust=target.trust,
        told=Told("Blue belt", "A college", 1, "Its number", [(target.skill, Worth(1))]),
        by=approver,
        credential=credential,
    )
    retire_credential(credential=credential, on=TODAY, by=approver)

    approve_claim(claim=claim, words="", by=approver)

    claim.refresh_from_db()
    assert (claim.title, claim.expires_date) == ("Green belt", None)
    assert DoseEntry.objects.get().depth == 3


def test_a_retired_credential_is_claimed_no_more(amal, approver, target):
    credential = in_the_map(target)
    retire_credential(credential=credential, on=TODAY, by=approver)

    with pytest.raises(CannotClaim, match="can no longer be claimed"):
        claimed(amal, target, credential=credential)

    assert not PriorLearning.objects.exists()


def test_what_has_expired_is_claimed_knowingly_only(amal, target):
    ended = dt.date(2026, 3, 20)

    with pytest.raises(CannotClaim, match="for the days before only"):
        claimed(amal, target, expires_date=ended)
    assert not PriorLearning.objects.exists()

    assert claimed(amal, target, expires_date=ended, though_expired=True).expires_date == ended


def test_less_than_was_claimed_is_given_without_a_word(amal, approver, target):
    other = SkillFactory(trust=target.trust, framework=target.skill.framework, group=target.skill.group)
    claim = claimed(amal, target, skills=[Claimed(target.skill, 3), Claimed(other, 2)])

    approve_claim(claim=claim, words="", by=approver, given={target.skill_id: Worth(1), other.pk: Worth(0)})

    assert [(entry.skill_id, entry.depth) for entry in DoseEntry.objects.all()] == [(target.skill_id, 1)]
    rows = {row.skill_id: row for row in claim.skills.all()}
    assert (rows[target.skill_id].asked, rows[target.skill_id].given) == (Worth(3), Worth(1))
    assert rows[other.pk].given == Worth(0)


@pytest.mark.parametrize(
    "asked, given",
    [
        (Worth(2), Worth(3)),
        (Worth(2, 60), Worth(2, 90)),
        (Worth(2, 60), Worth(3, 60)),
        (Worth(2, 60), Worth(2, 0)),
    ],
    ids=["deeper", "longer", "deeper learning", "shown instead of learned"],
)
def test_more_than_was_claimed_is_given_with_a_reason_only(amal, approver, target, asked, given):
    claim = claimed(amal, target, skills=[Claimed(target.skill, asked.depth, asked.minutes)])

    with pytest.raises(CannotDecide, match="more than was claimed"):
        approve_claim(claim=claim, words="  ", by=approver, given={target.skill_id: given})
    claim.refresh_from_db()
    assert (claim.state, claim.skills.get().given) == (ClaimState.SUBMITTED, None)
    assert not DoseEntry.objects.exists()

    approve_claim(claim=claim, words="She teaches it", by=approver, given={target.skill_id: given})

    entry = DoseEntry.objects.get()
    assert (entry.depth, entry.minutes) == (given.depth, given.minutes)


def test_to_give_nothing_is_to_decline(amal, approver, target):
    claim = claimed(amal, target)

    with pytest.raises(CannotDecide, match="Decline the claim"):
        approve_claim(claim=claim, words="Sorry", by=approver, given={target.skill_id: Worth(0)})

    claim.refresh_from_db()
    assert claim.state == ClaimState.SUBMITTED
