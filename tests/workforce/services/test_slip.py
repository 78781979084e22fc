"""A slip lets one person in once, for a while, with their own number, and only as long as its maker may give it."""

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from tests.factories.workforce import AccountFactory, PostFactory, UnitFactory, account_with, top_of
from workforce.enums import ASSIGNMENT, LeavingReason, Role
from workforce.models import Account, Slip
from workforce.services import slip as slips
from workforce.services.account import CannotMakeAccount
from workforce.services.grant import end_grant, give_grant
from workforce.services.identifier import identify
from workforce.services.person import end_person
from workforce.services.slip import CannotHandOutSlip, CannotUseSlip, hand_out_slip, read_slip, use_slip

pytestmark = pytest.mark.django_db
NUMBER, PASSWORD = "20123456-2", "correct horse battery staple"


@pytest.fixture
def ward():
    return UnitFactory(name="Ward 7")


@pytest.fixture
def manager(ward):
    return account_with(Role.UNIT_MANAGER, ward)


@pytest.fixture
def bo(ward):
    """A porter on the ward, without e-mail."""
    post = PostFactory(unit=ward)
    identify(thing=post, system=ASSIGNMENT, value=NUMBER, since=dt.date(2020, 1, 1), by=None)
    return post.person


def handed(person, by, at=None):
    return hand_out_slip(person=person, at=at or timezone.now(), by=by)


def read(code, number=NUMBER, at=None):
    return read_slip(code=code, number=number, at=at or timezone.now())


def used(code, username="bo.porter"):
    return use_slip(slip=read(code), username=username, password=PASSWORD, at=timezone.now())


def test_with_a_slip_somebody_chooses_a_username_and_a_password(bo, manager):
    account = used(handed(bo, manager))

    assert (account.person, account.username, account.check_password(PASSWORD)) == (bo, "bo.porter", True)


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_read_however_it_is_written(bo, manager, spelling):
    assert read(spelling(handed(bo, manager))).person == bo


def test_the_code_itself_is_kept_nowhere(bo, manager):
    code = handed(bo, manager)

    [row] = Slip.objects.values()

    assert code.replace("-", "") not in str(row)


def test_a_slip_is_good_once(bo, manager):
    code = handed(bo, manager)
    used(code)

    with pytest.raises(CannotUseSlip):
        used(code)


@pytest.mark.parametrize("number", ["20123456-3", "", "-", "2012345"])
def test_a_slip_found_on_the_floor_opens_nothing_without_the_number(bo, manager, number):
    code = handed(bo, manager)

    with pytest.raises(CannotUseSlip):
        read(code, number)


def test_a_slip_is_too_old_after_a_fortnight(bo, manager):
    now = timezone.now()
    code = handed(bo, manager, now)

    assert read(code, at=now + dt.timedelta(days=13, hours=23)).person == bo
    with pytest.raises(CannotUseSlip):
        read(code, at=now + dt.timedelta(days=14))


def test_a_second_slip_takes_the_first_ones_place(bo, manager):
    first, second = handed(bo, manager), handed(bo, manager)

    with pytest.raises(CannotUseSlip):
        read(first)
    assert read(second).person == bo


def test_a_slip_is_worth_nothing_once_its_maker_is_no_manager(bo, manager):
    code = handed(bo, manager)
    end_grant(grant=manager.grants.get(), on=timezone.localdate(), by=None)

    with pytest.raises(CannotUseSlip):
        read(code)


def test_nor_once_its_person_has_left(bo, manager):
    code = handed(bo, manager)
    end_person(person=bo, on=timezone.localdate(), reason=LeavingReason.RESIGNED, by=None)

    with pytest.raises(CannotUseSlip):
        read(code)


def test_a_manager_comes_by_nobodys_role_through_a_slip(bo, manager, ward):
    chief = account_with(Role.ADMINISTRATOR, top_of(ward.trust))
    code = handed(bo, manager)
    account = AccountFactory(person=bo)
    give_grant(account=account, role=Role.BOARD_READER, unit=top_of(ward.trust), since=timezone.localdate(), by=None)

    with pytest.raises(CannotUseSlip):
        read(code)
    with pytest.raises(CannotHandOutSlip):
        handed(bo, manager)
    assert read(handed(bo, chief)).person == bo


def test_a_manager_gives_no_slip_to_another_ward_nor_to_themselves(manager, ward):
    elsewhere = PostFactory(unit=UnitFactory(trust=ward.trust)).person
    own = PostFactory(unit=ward).person
    manager.person = own
    manager.save()

    for person in (elsewhere, own):
        with pytest.raises(CannotHandOutSlip):
            handed(person, manager)

    assert not Slip.objects.exists()


def test_a_username_that_is_taken_leaves_the_slip_as_it_was(bo, manager):
    AccountFactory(username="bo.porter")
    code = handed(bo, manager)

    with pytest.raises(CannotMakeAccount):
        used(code)

    assert used(code, "bo.porter2").person == bo


def at_the_same_moment(code):
    """Two browsers, one slip; how many came in."""
    slip, start, came_in = read(code), threading.Barrier(2), []

    def press(name):
        start.wait()
        try:
            came_in.append(use_slip(slip=slip, username=name, password=PASSWORD, at=timezone.now()))
        except CannotUseSlip:
            pass
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press, args=[name]) for name in ("bo.one", "bo.two")]
    [thread.start() for thread in presses]
    [thread.join() for thread in presses]
    return len(came_in)


def test_without_the_guard_two_come_in_with_one_slip(real_transactions, bo, manager, monkeypatch):
    """So that the next test is known to look at something."""
    AccountFactory(person=bo)
    monkeypatch.setattr(slips, "_take", lambda slip, at: True)

    assert at_the_same_moment(handed(bo, manager)) == 2


def test_with_it_one_does(real_transactions, bo, manager):
    AccountFactory(person=bo)

    assert at_the_same_moment(handed(bo, manager)) == 1
    assert Account.objects.filter(person=bo).count() == 1
