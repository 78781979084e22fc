"""Prior learning on the screen: decided by somebody else, who sees whose claims wait for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.navigation import menu_of
from curriculum.models import PriorLearning
from tests.cms.screens.reading import words_of
from tests.factories.hospital import client_of, employed
from tests.factories.workforce import AccountFactory, account_with
from workforce.enums import Role

from .claims import QUEUE, claimed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.EDITOR, Role.BOARD_READER, Role.ADMINISTRATOR])
def test_others_decide_nothing(hospital, uma, role):
    claim = claimed(hospital, uma)

    answer = client_of(hospital.account(role)).post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    assert answer.status_code == 403
    assert PriorLearning.objects.get().state == "SUBMITTED"


def test_list_and_rule_agree_and_ones_own_is_in_neither(hospital, uma):
    lead = account_with(Role.PROGRAMME_LEAD, hospital.ward, person=employed("Lee", hospital.ward))
    own = claimed(hospital, lead)
    far = claimed(hospital, AccountFactory(person=hospital.people["Bo1"]))
    near = claimed(hospital, uma)

    listed = {view.row for view in client_of(lead).get(QUEUE).context["claims"]}

    assert listed == {near}
    assert {one for one in (own, far, near) if lead.has_perm("curriculum.decide_claim", one)} == {near}
    for hidden in (own, far):
        assert client_of(lead).post(f"{QUEUE}{hidden.uuid}/", {"do": "approve", "words": ""}).status_code == 404
    assert set(PriorLearning.objects.values_list("state", flat=True)) == {"SUBMITTED"}


def test_declining_without_a_word_is_refused(hospital, uma, lead):
    claim = claimed(hospital, uma)

    answer = lead.post(f"{QUEUE}{claim.uuid}/", {"do": "decline", "words": ""})

    assert answer.status_code == 422
    assert "Say why" in words_of(answer)
    assert PriorLearning.objects.get().state == "SUBMITTED"


def test_what_was_decided_meanwhile_is_said(hospital, uma, lead):
    claim = claimed(hospital, uma)
    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    answer = lead.post(f"{QUEUE}{claim.uuid}/", {"do": "decline", "words": "No"})

    assert "This claim is closed: Approved" in words_of(answer)


def test_a_long_queue_costs_the_same_questions(hospital, uma, lead):
    claimed(hospital, uma)
    few = _questions(lead)
    for name in ("Bo1", "Bo2", "Bo3"):
        claimed(hospital, AccountFactory(person=hospital.people[name]))

    assert _questions(lead) == few


def in_the_menu(client):
    return next(item["waiting"] for item in client.get("/help/").context["navigation"] if item["href"] == QUEUE)


def test_the_menu_says_how_many_claims_wait_for_ones_own_decision(hospital, uma):
    account = account_with(Role.PROGRAMME_LEAD, hospital.ward, person=employed("Lee", hospital.ward))
    lead = client_of(account)
    nothing = in_the_menu(lead)
    claimed(hospital, account)  # one's own
    claimed(hospital, AccountFactory(person=hospital.people["Bo1"]))  # of another ward
    decided = [claimed(hospital, uma) for _number in range(3)][0]
    before = in_the_menu(lead)
    lead.post(f"{QUEUE}{decided.uuid}/", {"do": "approve", "words": ""})

    assert (nothing, before, in_the_menu(lead)) == (0, 3, 2)
    assert 'Claims (2<span class="nhsuk-u-visually-hidden"> waiting</span>)' in lead.get("/help/").content.decode()
    assert "Claims" not in words_of(client_of(uma).get("/help/"))


def test_the_number_in_the_menu_is_counted_anew_only_when_a_claim_comes_or_goes(
    hospital, uma, rf, django_assert_num_queries
):
    request = rf.get("/help/")
    request.user = hospital.account(Role.ACADEMY_LEAD)
    for _number in range(3):
        claimed(hospital, uma)

    with django_assert_num_queries(3):
        menu_of(request)
    with django_assert_num_queries(2):
        again = menu_of(request)
    claimed(hospital, uma)
    with django_assert_num_queries(3):
        later = menu_of(request)

    assert [sum(item["waiting"] for item in menu) for menu in (again, later)] == [3, 4]


def _questions(client):
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as asked:
        client.get(QUEUE)
    return len(asked)
