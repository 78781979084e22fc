import pytest

from tests.factories.workforce import TrustFactory, UnitFactory

pytestmark = pytest.mark.django_db
READS = ["coverage", "coverage/trend", "org-units", "frameworks", "staff", "capability-records"]
TRAPS = {
    "on": ["foo", "0000-01-01", "2026-13-40", "\0", "2026-01-01\0"],
    "limit": ["0", "1001", "abc", "99999999999999999999", "-1"],
    "cursor": ["abc", "\0", "cD1hYmM=", "cD0lMDA=", "a:b:c", "x" * 600],
    "org_unit": ["abc", "\0", "1", "00000000-0000-0000-0000-00000000000g"],
    "root": ["abc", "\0"],
    "staff": ["abc", "\0"],
    "nothing_like_it": ["1"],
}


@pytest.mark.parametrize("address", READS)
def test_nobody_reads_without_signing_in(ask, address):
    answer = ask(None, address)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("address", ["coverage", "coverage/trend"])
def test_a_refused_question_for_csv_is_a_problem_in_json(ask, manager, address):
    answers = [ask(None, address, format="csv"), ask(manager, address, format="csv", level="NONE")]

    assert [(answer.status_code, answer.json()["status"]) for answer in answers] == [(401, 401), (400, 400)]
    assert {answer["Content-Type"] for answer in answers} == {"application/problem+json"}


def test_a_form_of_answer_that_is_not_to_be_had_is_a_problem_in_json(client, manager):
    client.force_login(manager, backend="cms.backends.AccountBackend")

    answer = client.get("/api/openapi.json", headers={"Accept": "image/png"})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("address", READS)
@pytest.mark.parametrize("name,value", [(name, value) for name, values in TRAPS.items() for value in values])
def test_a_wrong_parameter_is_a_problem_that_names_it(ask, manager, address, name, value):
    needed = {"level": "L1"} if address == "coverage/trend" else {}

    answer = ask(manager, address, **needed, **{name: value})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("address", ["nothing", "staff/1", "org-units/"])
def test_an_address_that_is_none_is_a_problem_too(ask, manager, address):
    answer = ask(manager, address)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_writing_is_not_done_here(client, manager):
    client.force_login(manager, backend="cms.backends.AccountBackend")

    answer = client.post("/api/v1/staff", {}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_a_cursor_is_good_for_its_own_question_only(ask, manager):
    UnitFactory(trust=manager.trust)
    cursor = ask(manager, "org-units", limit=1).json()["next_cursor"]

    answer = ask(manager, "org-units", limit=1, depth=1, cursor=cursor)

    assert answer.status_code == 400
    assert "another question" in answer.json()["detail"]


def test_a_parameter_given_twice_is_refused(client, manager):
    client.force_login(manager, backend="cms.backends.AccountBackend")

    answer = client.get("/api/v1/org-units?limit=1&limit=2")

    assert answer.json()["errors"] == [{"parameter": "limit", "code": "invalid", "message": "Give it once."}]


def test_an_account_without_a_trust_is_told_so(ask, manager):
    TrustFactory()
    manager.trust = None
    manager.save()

    answer = ask(manager, "org-units")

    assert (answer.status_code, answer.json()["code"]) == (403, "no_trust")
