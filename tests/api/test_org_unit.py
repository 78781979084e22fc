import datetime as dt

import pytest

from tests.factories.workforce import TrustFactory, UnitFactory
from workforce.enums import UnitKind

pytestmark = pytest.mark.django_db


def names(answer):
    return [unit["name"] for unit in answer.json()["data"]]


def test_a_unit_says_where_it_stands(ask, manager, ward):
    top = ask(manager, "org-units").json()["data"][0]

    [unit] = ask(manager, "org-units", root=ward.uuid).json()["data"]

    assert unit == {
        "id": str(ward.uuid), "code": "", "name": "Ward A", "name_cy": "", "kind": UnitKind.TEAM,
        "parent_id": top["id"], "path": [top["id"], str(ward.uuid)], "depth": 1,
        "valid_from": "2020-01-01", "valid_to": None, "external_ids": [], "has_children": False,
    }  # fmt: skip


def test_every_page_together_is_every_unit_once(ask, manager):
    for _ in range(6):
        UnitFactory(trust=manager.trust)
    whole = names(ask(manager, "org-units"))

    seen, cursor = [], None
    while cursor is not None or not seen:
        page = ask(manager, "org-units", limit=3, **({"cursor": cursor} if cursor else {}))
        seen, cursor = seen + names(page), page.json()["next_cursor"]

    assert seen == whole
    assert len(seen) == 8


def test_another_trusts_units_are_not_there(ask, manager):
    elsewhere = UnitFactory(trust=TrustFactory(), name="Elsewhere")

    assert "Elsewhere" not in names(ask(manager, "org-units"))
    assert names(ask(manager, "org-units", root=elsewhere.uuid)) == []


def test_before_the_trust_began_there_is_no_unit(ask, manager):
    assert names(ask(manager, "org-units", on=dt.date(2019, 12, 31))) == []


def test_a_list_of_many_asks_no_more_of_the_database(client, manager, django_assert_max_num_queries):
    for _ in range(30):
        UnitFactory(trust=manager.trust)

    client.force_login(manager, backend="cms.backends.AccountBackend")

    with django_assert_max_num_queries(8):
        client.get("/api/v1/org-units")


def test_an_answer_that_has_not_changed_is_not_sent_again(client, manager):
    client.force_login(manager, backend="cms.backends.AccountBackend")
    first = client.get("/api/v1/org-units")

    second = client.get("/api/v1/org-units", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
