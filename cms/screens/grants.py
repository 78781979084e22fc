"""What an account may do, where and for how long: given and taken away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.forms.account import EndForm, GrantForm
from cms.presenters.account import unit_names
from workforce.models import Account, Grant
from workforce.services.grant import end_grant, give_grant
from workforce.services.refusal import Refused

from .accounts import account_of, confirm, trail
from .door import TrustRequest, of_trust

RULE = "workforce.give_grant"


@of_trust(RULE)
def give(request: TrustRequest, uuid: UUID) -> HttpResponse:
    account = account_of(request, uuid)
    form = GrantForm(request.POST if request.method == "POST" else None, trust=request.trust, on=request.today)
    if form.is_bound and form.is_valid() and _given(request, account, form):
        return redirect("account", uuid)
    told = {"account": account, "form": form, "trail": trail(account)}
    return render(request, "screens/manage/accounts/give.html", told)


@of_trust(RULE)
def end(request: TrustRequest, uuid: UUID, pk: int) -> HttpResponse:
    account = account_of(request, uuid)
    grant = get_object_or_404(Grant.objects.filter(trust=request.trust, account=account), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid() and _ended(request, grant, form):
        return redirect("account", uuid)
    words = {"role": grant.get_role_display(), "unit": unit_names({grant.unit_id}).get(grant.unit_id, "")}
    told = {
        "title": _("Take away: %(role)s in %(unit)s") % words,
        "words": [_("From the day on the account no longer does, or sees, what the role allows.")],
        "form": form,
        "button": _("Take away"),
    }
    return confirm(request, account, told)


def _given(request: TrustRequest, account: Account, form: GrantForm) -> bool:
    try:
        give_grant(account=account, by=request.user, **form.asked())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The role is given."))
    return True


def _ended(request: TrustRequest, grant: Grant, form: EndForm) -> bool:
    if form.cleaned_data["on"] < request.today:
        form.add_error("on", _("What was allowed on past days was allowed: choose today or a later day."))
        return False
    try:
        end_grant(grant=grant, on=form.cleaned_data["on"], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The role is taken away."))
    return True


urlpatterns = [
    path("manage/accounts/<uuid:uuid>/roles/", give, name="grant-give"),
    path("manage/accounts/<uuid:uuid>/roles/<int:pk>/end/", end, name="grant-end"),
]
