import pytest

from tests.factories.workforce import PostFactory, UnitFactory, account_with
from workforce.enums import PostKind, Role, StaffGroup

pytestmark = pytest.mark.django_db


def ids(answer):
    return {person["id"] for person in answer.json()["data"]}


def test_a_manager_sees_the_people_of_the_unit_and_nobody_elses(ask, manager, ward):
    mine = PostFactory(unit=ward).person
    PostFactory(unit=UnitFactory(trust=ward.trust))

    assert ids(ask(manager, "staff")) == {str(mine.uuid)}


def test_a_board_reader_sees_nobody_by_name(ask, ward):
    PostFactory(unit=ward)

    assert ids(ask(account_with(Role.BOARD_READER, ward), "staff")) == set()


def test_unit_staff_group_and_kind_must_hold_on_one_post(ask, manager, ward):
    post = PostFactory(unit=ward, staff_group=StaffGroup.NURSING)
    PostFactory(person=post.person, unit=ward, kind=PostKind.BANK, staff_group=StaffGroup.CLERICAL)

    assert ids(ask(manager, "staff", staff_group="03", kind="SUBSTANTIVE")) == {str(post.person.uuid)}
    assert ids(ask(manager, "staff", staff_group="03", kind="BANK")) == set()


def test_an_assignment_is_told_whole(ask, manager, ward):
    post = PostFactory(unit=ward, staff_group=StaffGroup.NURSING, band="5")

    [person] = ask(manager, "staff").json()["data"]

    assert person["display_name"] == str(post.person)
    assert person["assignments"] == [{
        "id": str(post.uuid), "external_ids": [], "org_unit_id": str(ward.uuid), "site": None, "kind": "SUBSTANTIVE",
        "staff_group": "03", "job_role": "", "area_of_work": "", "title": "", "band": "5", "fte": "1.000",
        "manager_id": None, "flags": [], "valid_from": "2020-01-01", "valid_to": None,
    }]  # fmt: skip


def test_a_list_of_many_asks_no_more_of_the_database(client, manager, ward, django_assert_max_num_queries):
    for _ in range(30):
        PostFactory(unit=ward)

    client.force_login(manager, backend="cms.backends.AccountBackend")

    with django_assert_max_num_queries(10):
        client.get("/api/v1/staff")
