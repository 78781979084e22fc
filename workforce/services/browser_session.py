"""Where somebody is signed in: how long a browser is let in, when it was seen, and how it is signed out."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from ..models import Account, BrowserSession
from .decision import note

A_WHILE = dt.timedelta(minutes=5)


def ends_at(session: BrowserSession) -> dt.datetime:
    """After a time without anybody, and at the latest some time after signing in."""
    idle = settings.KEPT_IDLE if session.is_kept else settings.SIGNED_IN_IDLE
    at_most = settings.KEPT_AT_MOST if session.is_kept else settings.SIGNED_IN_AT_MOST
    return min(session.seen_at + idle, session.signed_in_at + at_most)


def see(session: BrowserSession, *, at: dt.datetime) -> None:
    """Somebody is there. Written once in a while only: every request comes by here."""
    if session.account_id is None or at - session.seen_at < A_WHILE:
        return
    session.seen_at = at
    BrowserSession.objects.filter(pk=session.pk).update(seen_at=at, expire_date=ends_at(session))


def sign_out(*, account: Account, by: Account, only: str | None = None, but: str | None = None) -> int:
    """Out at once: everywhere, or only there, or everywhere but there; in how many browsers that was."""
    sessions = BrowserSession.objects.filter(account=account)
    if only is not None:
        sessions = sessions.filter(pk=only)
    if but is not None:
        sessions = sessions.exclude(pk=but)
    ended, _ = sessions.delete()
    if ended:
        note(by=by, did="signed out elsewhere", to=account, browsers=ended)
    return ended
