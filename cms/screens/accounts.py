"""Accounts: whose they are, and the queue of those that wait for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.account import InviteForm
from cms.invitation import send_invitation
from cms.letters import tell_taken_away
from cms.presenters.account import grant_lines, trail_lines
from workforce.models import Account, Person
from workforce.queries.account import Shown, accounts_in, done_by, grants_of, likely_people, trail_of
from workforce.queries.person import find_people
from workforce.services.account import close_account, make_account, match_account, reopen_account, unmatch_account
from workforce.services.refusal import Refused
from workforce.services.second_step import has_second_step, take_away_second_step

from .asked import choice_in
from .door import TrustRequest, of_trust

SEES, MATCHES = "workforce.view_accounts", "workforce.match_account"
CHANGES_SIGN_IN = "workforce.change_sign_in"
A_PAGE, LONGEST_WORD = 30, 100


@of_trust(SEES)
def accounts_page(request: TrustRequest) -> HttpResponse:
    known = set(Shown.values)
    shown = Shown(choice_in(request.GET, "show", known, words=_("There is no such list.")) or Shown.WAITING)
    word = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORD]
    accounts = accounts_in(request.trust, shown, seen_by=request.user, on=request.today, word=word)
    page = Paginator(accounts, A_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "shown": shown, "word": word, "tabs": Shown}
    return render(request, "screens/manage/accounts/list.html", told)


@of_trust(SEES)
def account_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    account = account_of(request, uuid)
    word = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORD]
    people = _free(request, word) if word else likely_people(account)
    told = {
        "account": account,
        "word": word,
        "people": people,
        "has_second_step": has_second_step(account),
        "grants": grant_lines(grants_of(account), on=request.today),
        "trail_lines": trail_lines(trail_of(account)[:A_PAGE]),
        "done": trail_lines(done_by(account)[:A_PAGE]),
        "trail": trail(),
    }
    return render(request, "screens/manage/accounts/account.html", told)


@require_POST
@of_trust(MATCHES)
def match(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = get_object_or_404(_people(request), uuid=_uuid(request.POST.get("person", "")))
    words = _("The account is now that of %(person)s.") % {"person": person}
    return do(request, uuid, words, match_account, person=person)


@of_trust(MATCHES)
def unmatch(request: TrustRequest, uuid: UUID) -> HttpResponse:
    account = account_of(request, uuid)
    if request.method == "POST":
        return do(request, uuid, _("The account waits for a person again."), unmatch_account)
    told = {
        "title": _("Is this not the account of %(person)s?") % {"person": account.person},
        "words": [_("They no longer see their own record with it. What the account did keeps its name.")],
        "button": _("Unmatch"),
    }
    return confirm(request, account, told)


@of_trust(MATCHES)
def close(request: TrustRequest, uuid: UUID) -> HttpResponse:
    account = account_of(request, uuid)
    if request.method == "POST":
        return do(request, uuid, _("The account is closed."), close_account, on=request.today)
    told = {
        "title": _("Close the account %(name)s?") % {"name": account},
        "words": [_("Nobody signs in with it any more, and who is signed in with it is out at once.")],
        "button": _("Close the account"),
    }
    return confirm(request, account, told)


@of_trust(CHANGES_SIGN_IN)
def take_away(request: TrustRequest, uuid: UUID) -> HttpResponse:
    account = account_of(request, uuid)
    if request.method == "POST":
        words = _("The second step is taken away. They sign in with their password, and set up another.")
        return do(request, uuid, words, _take_away_and_tell)
    told = {
        "title": _("Take away the second step of %(name)s?") % {"name": account},
        "words": [
            _("Do so only if you know that it is they who ask: speak with them, or ring them back."),
            _("Their passkeys, authenticator app and spare codes let nobody in any more, and they are signed out."),
            _("They are told by e-mail, if they have an address."),
        ],
        "button": _("Take away"),
    }
    return confirm(request, account, told)


@require_POST
@of_trust(MATCHES)
def reopen(request: TrustRequest, uuid: UUID) -> HttpResponse:
    return do(request, uuid, _("The account is open again."), reopen_account)


@of_trust(MATCHES)
def find_somebody(request: TrustRequest) -> HttpResponse:
    """Whom to invite: somebody who has no account yet."""
    word = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORD]
    told = {"word": word, "people": _free(request, word) if word else [], "trail": trail()}
    return render(request, "screens/manage/accounts/find.html", told)


@of_trust(MATCHES)
def invite(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = get_object_or_404(_people(request), uuid=uuid)
    form = InviteForm(request.POST if request.method == "POST" else None, person=person)
    account = _invited(request, person, form) if form.is_bound and form.is_valid() else None
    if account:
        return redirect("account", account.uuid)
    told = {"form": form, "person": person, "trail": trail()}
    return render(request, "screens/manage/accounts/invite.html", told)


@require_POST
@of_trust(MATCHES)
def invite_again(request: TrustRequest, uuid: UUID) -> HttpResponse:
    _send(request, account_of(request, uuid))
    return redirect("account", uuid)


def account_of(request: TrustRequest, uuid: UUID) -> Account:
    accounts = Account.objects.visible_to(request.user, on=request.today).filter(trust=request.trust)
    return get_object_or_404(accounts.select_related("person"), uuid=uuid)


def trail(account: Account | None = None) -> list[dict[str, str]]:
    steps = [{"words": _("Accounts"), "href": reverse("accounts")}]
    return steps + ([{"words": str(account), "href": reverse("account", args=[account.uuid])}] if account else [])


def do(request: TrustRequest, uuid: UUID, words: str, service: Callable[..., Any], **told: Any) -> HttpResponse:
    try:
        service(account=account_of(request, uuid), by=request.user, **told)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("account", uuid)


def confirm(request: TrustRequest, account: Account, told: dict[str, Any]) -> HttpResponse:
    back = reverse("account", args=[account.uuid])
    return render(request, "screens/manage/confirm.html", {"trail": trail(account), "back": back, **told})


def _take_away_and_tell(*, account: Account, by: Account) -> None:
    take_away_second_step(account=account, by=by)
    tell_taken_away(account)


def _people(request: TrustRequest) -> Any:
    return Person.objects.visible_to(request.user, on=request.today).filter(trust=request.trust)


def _free(request: TrustRequest, word: str) -> list[Person]:
    found = find_people(request.trust, word, seen_by=request.user, on=request.today)
    return list(found.filter(account=None, left_date=None)[:A_PAGE])


def _invited(request: TrustRequest, person: Person, form: InviteForm) -> Account | None:
    email = form.cleaned_data["email"]
    try:
        account = make_account(trust=request.trust, username=email, email=email, person=person, by=request.user)
    except Refused as refused:
        form.add_error("email", str(refused))
        return None
    _send(request, account)
    return account


def _send(request: TrustRequest, account: Account) -> None:
    if account.is_active and account.email and send_invitation(request, account):
        messages.success(request, _("A letter is on its way to %(email)s.") % {"email": account.email})
    else:
        messages.error(request, _("The letter could not be sent. Try again later, or tell the operators."))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [
    path("manage/accounts/", accounts_page, name="accounts"),
    path("manage/accounts/new/", find_somebody, name="account-new"),
    path("manage/accounts/new/<uuid:uuid>/", invite, name="account-invite"),
    path("manage/accounts/<uuid:uuid>/", account_page, name="account"),
    path("manage/accounts/<uuid:uuid>/match/", match, name="account-match"),
    path("manage/accounts/<uuid:uuid>/unmatch/", unmatch, name="account-unmatch"),
    path("manage/accounts/<uuid:uuid>/close/", close, name="account-close"),
    path("manage/accounts/<uuid:uuid>/second-step/", take_away, name="account-second-step"),
    path("manage/accounts/<uuid:uuid>/reopen/", reopen, name="account-reopen"),
    path("manage/accounts/<uuid:uuid>/invite/", invite_again, name="account-invite-again"),
]
