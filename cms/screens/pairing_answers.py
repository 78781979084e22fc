"""A published proposal: who has not answered is reminded, after a look at who that is; or all of it is withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.pairing import WithdrawForm
from cms.presenters.pairing_answers import unanswered_views, what_stays
from coaching.enums import PairingState
from coaching.models import Pairing
from coaching.services.pairing import CannotPair
from coaching.services.proposal_withdrawn import withdraw_proposal
from coaching.services.unanswered import remind

from .asking import data_of
from .door import TrustRequest, of_trust
from .pairings import RULE, found_pairing, trail

CONFIRM = "screens/manage/confirm.html"


@of_trust(RULE)
def remind_all(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _published(request, uuid)
    if request.method == "POST":
        n = remind(pairing=found, on=request.today, by=request.user)
        done = ngettext("%(n)s answer was asked for once more.", "%(n)s answers were asked for once more.", n)
        messages.success(request, done % {"n": n})
        return redirect("pairing", uuid)
    views = [one for one in unanswered_views(found, on=request.today) if one.is_reminded]
    words = [_("Everybody was reminded within the last week, or has answered. Nobody is written to twice in a week.")]
    if views:
        words = [_("Each of them reads it among their notices, and in their next letter:")]
        words += [f"{one.who}, {one.about}. {one.when}" for one in views]
    return render(request, CONFIRM, _page(found, _("Remind them?"), _("Remind them") if views else "", words))


@of_trust(RULE)
def withdraw(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _published(request, uuid)
    form = WithdrawForm(data_of(request))
    if form.is_bound and form.is_valid():
        try:
            withdraw_proposal(pairing=found, reason=form.cleaned_data["reason"], on=request.today, by=request.user)
        except CannotPair as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Withdrawn. Everybody who was asked is told so."))
            return redirect("pairing", uuid)
    words = [*what_stays(found, on=request.today), _("Everybody who was asked is told, with your reason.")]
    told = _page(found, _("Withdraw this proposal?"), _("Withdraw it"), words) | {"form": form}
    return render(request, CONFIRM, told, status=422 if form.errors else 200)


def _page(found: Pairing, title: str, button: str, words: list[str]) -> dict[str, Any]:
    back = reverse("pairing", args=[found.uuid])
    return {"title": title, "button": button, "words": words, "back": back, "trail": trail(found)}


def _published(request: TrustRequest, uuid: UUID) -> Pairing:
    found = found_pairing(request, uuid)
    if found.state != PairingState.PUBLISHED:
        raise Http404(_("This proposal is not published, or was withdrawn."))
    return found


urlpatterns = [
    path("academy/pairing/<uuid:uuid>/remind/", remind_all, name="remind-pairing"),
    path("academy/pairing/<uuid:uuid>/withdraw/", withdraw, name="withdraw-pairing"),
]
