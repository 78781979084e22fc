"""The organisation on the screen: on any day, a unit and its history, and changes from a day on."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.hospital import client_of
from tests.factories.workforce import (
    AccountFactory,
    PersonFactory,
    PostFactory,
    SiteFactory,
    TrustFactory,
    UnitFactory,
    account_with,
    top_of,
)
from workforce.enums import Role, UnitKind
from workforce.models import Decision, Unit, UnitPlace
from workforce.services.identifier import identify
from workforce.services.succession import merge_units
from workforce.services.unit import close_unit, move_unit, rename_unit

from .reading import words_of

pytestmark = pytest.mark.django_db

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


@pytest.fixture
def trust():
    return TrustFactory(name="Barchester Hospitals")


@pytest.fixture
def division(trust):
    return UnitFactory(trust=trust, name="Medicine", code="MED", kind=UnitKind.DIVISION)


@pytest.fixture
def ward(division):
    return UnitFactory(parent=division, name="Ward 7", code="W7")


@pytest.fixture
def administrator(trust):
    return client_of(account_with(Role.ADMINISTRATOR, top_of(trust)))


def asked(on=MAY, **told) -> dict:
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year, **told}


def unit(name, one: Unit) -> str:
    return reverse(name, args=[one.uuid])


def place(one: Unit, on=MAY) -> UnitPlace | None:
    return one.places.on(on).first()


def test_the_tree_stands_as_it_was_on_the_day(administrator, trust, division, ward):
    UnitFactory(parent=division, name="Ward 8", since=JUNE)
    UnitFactory(name="Ward of strangers")

    before = administrator.get(reverse("organisation"), {"on": "2026-05-01"})
    after = administrator.get(reverse("organisation"), {"on": "1 June 2026"})

    names = [[branch.place.name for branch in answer.context["branches"]] for answer in (before, after)]
    assert names == [
        ["Barchester Hospitals", "Medicine", "Ward 7"],
        ["Barchester Hospitals", "Medicine", "Ward 7", "Ward 8"],
    ]


def test_every_list_of_the_tree_is_closed(administrator, trust, division, ward):
    UnitFactory(trust=trust, name="Surgery")
    UnitFactory(parent=ward, name="Bay 1")

    page = administrator.get(reverse("organisation")).content.decode()

    tree = page[page.index("academy-tree") : page.index("</main>")]
    assert tree.count("<ul") + 1 == tree.count("</ul>")
    assert tree.count("<details") == tree.count("</details>") == 3


def test_a_day_that_is_none_is_refused_kindly(administrator):
    answer = administrator.get(reverse("organisation"), {"on": "31/2/2026"})

    assert answer.status_code == 400
    assert "There is no such day: February 2026 has 28 days." in words_of(answer)


def test_a_unit_shows_what_it_is_and_was(administrator, trust, division, ward):
    post = PostFactory(unit=ward, person=PersonFactory(trust=trust, family_name="Khan"), title="Nurse")
    post.stretches.update(site=SiteFactory(trust=trust, name="North"))
    identify(thing=ward, system="cost-centre", value="4711", since=MAY, by=None)
    rename_unit(unit=ward, on=JUNE, name="Ward Seven", by=None)
    old = UnitFactory(trust=trust, name="Old ward")
    merge_units(units=[old], into=ward, on=JUNE, by=None)

    words = words_of(administrator.get(unit("unit", ward)))

    assert "Person Khan, Amal Post Nurse Site North FTE 1" in words
    assert "Sites: North (1)" in words
    assert "Days from 1 June 2026 Name Ward Seven Code W7 Below Medicine" in words
    assert "Days from 1 January 2020 until 1 June 2026 Name Ward 7 Code W7 Below Medicine" in words
    assert "cost-centre: 4711, from 1 May 2026 End today : 4711" in words
    assert "On 1 June 2026 it took the place of Old ward" in words


def test_a_unit_on_a_day_before_it_says_so(administrator, ward):
    words = words_of(administrator.get(unit("unit", ward), {"on": "1 May 2019"}))

    assert "The unit does not exist on 1 May 2019." in words


def test_posts_are_shown_to_who_sees_the_people_by_name(trust, division, ward):
    PostFactory(unit=ward, person=PersonFactory(trust=trust, family_name="Khan"))
    others = UnitFactory(trust=trust)
    clients = [
        client_of(account_with(Role.UNIT_MANAGER, division)),
        client_of(account_with(Role.UNIT_MANAGER, others)),
        client_of(AccountFactory(trust=trust)),
    ]

    seen = ["Khan" in words_of(client.get(unit("unit", ward))) for client in clients]

    assert seen == [True, False, False]


@pytest.mark.parametrize("way", ["add", "rename", "move", "close", "merge", "alias"])
def test_a_change_is_looked_at_first_and_nothing_is_done(administrator, trust, division, ward, way):
    into = UnitFactory(trust=trust, name="Surgery")
    fields = {"name": "Ward 9", "code": "W9", "kind": "TEAM", "parent": into.pk, "into": into.pk}
    fields |= {"system": "ods", "value": "RX1"}
    before = [*UnitPlace.objects.order_by("pk").values()], Decision.objects.count()

    answer = administrator.post(unit(f"unit-{way}", ward), asked(**fields))

    assert "From 1 May 2026" in words_of(answer)
    assert "Do it" in words_of(answer)
    assert ([*UnitPlace.objects.order_by("pk").values()], Decision.objects.count()) == before


def test_a_unit_is_added_below_from_a_day_on(administrator, division):
    told = asked(name="Ward 9", code="W9", kind="TEAM", confirm="1")

    answer = administrator.post(unit("unit-add", division), told)

    added = UnitPlace.objects.get(code="W9")
    assert answer.status_code == 302
    assert (added.name, added.parent, added.since, added.until) == ("Ward 9", division, MAY, None)


def test_a_unit_is_renamed_from_a_day_on_and_was_what_it_was(administrator, ward):
    administrator.post(unit("unit-rename", ward), asked(name="Ward Seven", code="W7", kind="TEAM", confirm="1"))

    assert place(ward).name == "Ward Seven"
    assert place(ward, MAY - dt.timedelta(days=1)).name == "Ward 7"


def test_a_unit_is_moved_with_what_lies_below(administrator, trust, division, ward):
    surgery = UnitFactory(trust=trust, name="Surgery")
    PostFactory(unit=ward)

    looked_at = administrator.post(unit("unit-move", division), asked(parent=surgery.pk))
    administrator.post(unit("unit-move", division), asked(parent=surgery.pk, confirm="1"))

    assert "1 person has a post there." in words_of(looked_at)
    assert "That day is past." in words_of(looked_at)
    assert place(division).parent == surgery
    assert surgery.reaches_down.on(MAY).filter(unit=ward).exists()


def test_a_unit_is_closed(administrator, ward):
    administrator.post(unit("unit-close", ward), asked(confirm="1"))

    assert place(ward) is None
    assert place(ward, MAY - dt.timedelta(days=1)).name == "Ward 7"


def test_units_are_merged_with_their_posts(administrator, trust, division, ward):
    into, post = UnitFactory(trust=trust, name="Surgery"), PostFactory(unit=ward)

    administrator.post(unit("unit-merge", ward), asked(into=into.pk, confirm="1"))

    assert place(ward) is None
    assert post.stretches.on(MAY).get().unit == into


def test_what_another_system_calls_a_unit_is_added_and_ended(administrator, ward):
    administrator.post(unit("unit-alias", ward), asked(system="ods", value="RX1", confirm="1"))
    [alias] = ward.identifiers.all()
    administrator.post(reverse("unit-alias-end", args=[ward.uuid, alias.pk]))

    assert (alias.system, alias.value, alias.since, alias.until) == ("ods", "RX1", MAY, None)
    assert ward.identifiers.get().until == timezone.localdate()


def test_an_alias_of_another_unit_is_refused_at_its_field_and_cannot_be_ended_here(administrator, division, ward):
    alias = identify(thing=division, system="ods", value="RX1", since=MAY, by=None)

    answer = administrator.post(unit("unit-alias", ward), asked(system="ods", value="RX1", confirm="1"))

    assert set(answer.context["form"].errors) == {"value"}
    assert not ward.identifiers.exists()
    assert administrator.post(reverse("unit-alias-end", args=[ward.uuid, alias.pk])).status_code == 404
    assert division.identifiers.get().until is None


@pytest.mark.parametrize(
    "way, field, fields, words",
    [
        ("rename", "code", {"name": "Ward 7", "code": "med", "kind": "TEAM"}, "Another unit has the code med"),
        ("add", "code", {"name": "Ward 9", "code": "W7", "kind": "TEAM"}, "Another unit has the code W7"),
        ("add", "on", {"name": "Ward 9", "kind": "TEAM", "on": dt.date(2019, 1, 1)}, "does not exist on all of these"),
        ("rename", "on", {"name": "x", "kind": "TEAM", "on": dt.date(2019, 1, 1)}, "does not exist on 1 January 2019"),
        ("rename", "name", {"name": "", "kind": "TEAM"}, "Fill in “Name”"),
        ("rename", "on", {"name": "x", "kind": "TEAM", "on_month": "13"}, "There is no month 13"),
        ("close", "on", {}, "Posts are still in it on that day: 1."),
    ],
)
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_what_cannot_be_is_refused_at_its_field(administrator, ward, way, field, fields, words, confirm):
    PostFactory(unit=ward)
    on = fields.get("on", MAY)
    told = asked(on=on) | {name: value for name, value in fields.items() if name != "on"}
    before = [*UnitPlace.objects.order_by("pk").values()]

    answer = administrator.post(unit(f"unit-{way}", ward), told | confirm)

    errors = answer.context["form"].errors
    assert set(errors) == {field}
    assert words in errors[field][0]
    assert [*UnitPlace.objects.order_by("pk").values()] == before


@pytest.mark.parametrize("way, field", [("move", "parent"), ("merge", "into")])
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_a_circle_is_refused_at_the_unit_that_was_chosen(administrator, division, ward, way, field, confirm):
    bay = UnitFactory(parent=ward, name="Bay 1")

    answer = administrator.post(unit(f"unit-{way}", division), asked(**{field: bay.pk}) | confirm)

    [words] = answer.context["form"].errors[field]
    assert "would lie below itself" in words
    assert (place(division).parent, place(ward).parent) == (top_of(division.trust), division)


def test_the_top_is_neither_closed_nor_moved(administrator, trust, division):
    top = top_of(trust)

    for way, fields in (("close", {}), ("move", {"parent": division.pk}), ("merge", {"into": division.pk})):
        answer = administrator.post(unit(f"unit-{way}", top), asked(confirm="1", **fields))
        assert answer.context["form"].errors

    assert place(top).parent is None


def test_a_unit_of_another_trust_can_be_neither_chosen_nor_changed(administrator, ward):
    stranger = UnitFactory()

    chosen = administrator.post(unit("unit-move", ward), asked(parent=stranger.pk, confirm="1"))
    changed = administrator.post(unit("unit-close", stranger), asked(confirm="1"))

    assert set(chosen.context["form"].errors) == {"parent"}
    assert changed.status_code == 404
    assert place(stranger) is not None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_everybody_there_reads_it_and_only_administrators_change_it(trust, ward, role):
    client = client_of(account_with(role, top_of(trust)))

    page = client.get(unit("unit", ward))
    change = client.post(unit("unit-close", ward), asked(confirm="1"))

    assert (page.status_code, change.status_code) == (200, 403)
    assert "Rename" not in words_of(page)
    assert place(ward) is not None


def test_units_of_another_trust_are_not_there(ward):
    stranger = client_of(account_with(Role.ADMINISTRATOR, top_of(TrustFactory())))

    assert stranger.get(unit("unit", ward)).status_code == 404
    assert "Ward 7" not in words_of(stranger.get(reverse("organisation")))


def test_tree_and_unit_ask_as_often_for_many_as_for_few(administrator, division, ward, django_assert_max_num_queries):
    for number in range(30):
        PostFactory(unit=ward)
        UnitFactory(parent=ward, name=f"Bay {number}")
    for day in range(1, 10):
        move_unit(unit=ward, parent=top_of(division.trust) if day % 2 else division, on=dt.date(2026, 1, day), by=None)

    with django_assert_max_num_queries(8):
        administrator.get(reverse("organisation"))
    with django_assert_max_num_queries(20):
        answer = administrator.get(unit("unit", ward))

    assert len(answer.context["children"]) == len(answer.context["posts"]) == 30


def test_a_closed_unit_is_still_found_by_its_address(administrator, ward):
    close_unit(unit=ward, on=MAY, by=None)

    words = words_of(administrator.get(unit("unit", ward)))

    assert f"The unit does not exist on {timezone.localdate():%-d %B %Y}." in words
    assert "Rename" not in words
