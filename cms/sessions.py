"""Django's sessions in rows of our own, which say whose they are and when they were seen.

The row is read by every request anyway; so its days are kept there, and whoever it lets in is read with it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from workforce.models import Account, BrowserSession
from workforce.queries.account import session_of
from workforce.services.browser_session import ends_at, see

DEVICE, HOW_LONG = "device", "_session_expiry"  # the second is Django's: 0 until the browser is closed


class SessionStore(DatabaseStore):
    signed_in_at: dt.datetime | None = None
    account: Account | None = None  # read with the session: whoever it lets in now, if it is in order

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def create(self) -> None:
        """A new key, as whenever somebody signs in: its time is counted anew."""
        self.signed_in_at = self.account = None
        super().create()

    def flush(self) -> None:
        self.account = None
        super().flush()

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        session = super().create_model_instance(data)
        assert isinstance(session, BrowserSession)
        session.account_id = data.get(SESSION_KEY)
        session.device = data.get(DEVICE, "")
        session.is_kept = bool(data.get(HOW_LONG))
        session.seen_at = timezone.now()
        session.signed_in_at = self.signed_in_at = self.signed_in_at or session.seen_at
        session.expire_date = ends_at(session)
        return session

    def _get_session_from_db(self) -> BrowserSession | None:
        now = timezone.now()
        session, self.account = session_of(str(self.session_key), now=now, on=timezone.localdate(now))
        if session is None:
            self._session_key = None
            return None
        self.signed_in_at = session.signed_in_at
        see(session, at=now)
        return session
