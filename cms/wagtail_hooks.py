"""What holds for every page and for the editor, said to Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from workforce.models import Account

from .models import HomePage


@hooks.register("before_serve_page")
def only_to_its_own_trust(page: Page, request: HttpRequest, *_: Any) -> HttpResponse | None:
    """A page of another trust is not there. Its home page leads everybody to their own."""
    trust = HomePage.trust_above(page)
    if _may_read(request.user, trust.pk):
        return None
    own = HomePage.of_account(request.user) if isinstance(page, HomePage) else None
    address = own.full_url if own else None
    if address is None:
        raise Http404
    return redirect(address)


def _may_read(account: Any, trust: int) -> bool:
    """Whoever works there, and an operator of the installation."""
    if not isinstance(account, Account):
        return False
    return account.trust_id == trust or (account.trust_id is None and account.is_superuser)
