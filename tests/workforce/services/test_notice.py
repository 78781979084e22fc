"""Notices: told once, read by oneself, kept for a year."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.enums import NoticeKind
from workforce.models import Notice
from workforce.queries.notice import notices_of, unread_by
from workforce.services.notice import CannotTell, forget_notices, read_notice, read_notices, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory(person=PersonFactory())


def told(account, key="one", **more):
    person = more.pop("person", account.person)
    said = {"kind": NoticeKind.RECORD, "words": f"About {key}.", "link": "/my/", "key": key}
    return tell(trust=account.person.trust, person=person, **said | more)


def test_the_same_thing_is_told_once_however_often(account):
    first, again = told(account), told(account, words="Told anew.")

    assert (again.pk, again.words) == (first.pk, "About one.")
    assert unread_by(account) == 1


def test_nobody_is_told_anything_by_another_trust(account):
    with pytest.raises(CannotTell):
        told(account, person=PersonFactory())
    assert not Notice.objects.exists()


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere", "javascript:1"])
def test_a_notice_never_leads_off_this_site(account, link):
    with pytest.raises(IntegrityError), transaction.atomic():
        told(account, link=link)
    assert not Notice.objects.exists()


def test_reading_up_to_one_leaves_unread_what_came_since(account):
    now = timezone.now()
    notices = [told(account, key) for key in ("old", "shown", "new")]
    for number, notice in enumerate(notices):
        Notice.objects.filter(pk=notice.pk).update(told_at=now + dt.timedelta(minutes=number))
    shown = Notice.objects.get(key="shown")

    read_notices(until=shown, at=now)

    assert [one.key for one in notices_of(account).filter(read_at=None)] == ["new"]


def test_what_was_read_is_forgotten_after_a_year_and_what_nobody_read_stays(account):
    long_ago = timezone.now() - dt.timedelta(days=400)
    for key in ("read", "unread", "recent"):
        told(account, key)
    read_notice(notice=Notice.objects.get(key="read"), at=long_ago)
    read_notice(notice=Notice.objects.get(key="recent"), at=timezone.now())
    Notice.objects.filter(key__in=["read", "unread"]).update(told_at=long_ago)

    forget_notices(at=timezone.now())

    assert set(Notice.objects.values_list("key", flat=True)) == {"unread", "recent"}


def test_ones_notices_are_ones_own(account):
    other = AccountFactory(person=PersonFactory(trust=account.person.trust))
    told(account)

    assert not notices_of(other).exists()
    assert not notices_of(AccountFactory()).exists()
