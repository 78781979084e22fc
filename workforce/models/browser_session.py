from __future__ import annotations

import datetime as dt

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from .account import Account


class BrowserSessionQuerySet(models.QuerySet):
    def signed_in(self, account: Account, *, at: dt.datetime) -> BrowserSessionQuerySet:
        """Where the account is signed in; the browser seen last comes first."""
        return self.filter(account=account, expire_date__gt=at).order_by("-seen_at", "pk")


class BrowserSessionManager(BaseSessionManager.from_queryset(BrowserSessionQuerySet)):  # type: ignore[misc]  # made as Django says
    use_in_migrations = False


class BrowserSession(AbstractBaseSession):
    """A browser that came here, and the account that is signed in with it. Deleted, it is signed out at once.

    Personal data: who is signed in, with which kind of browser, since when, and when it was seen last.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, db_index=False, related_name="+")
    device = models.CharField(max_length=300, blank=True, help_text="What the browser says of itself.")
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    is_kept = models.BooleanField(default=False, help_text="Keeps its account signed in when the browser is closed.")

    objects = BrowserSessionManager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["account", "seen_at"], name="browser_session_of_account")]
