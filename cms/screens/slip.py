"""Coming in with a slip: the code and one's number, then a username and a password."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cms.forms.slip import ChooseForm, SlipForm
from cms.lockout import count_failure, is_locked
from workforce.models import Account, Slip
from workforce.services.refusal import Refused
from workforce.services.slip import is_good, read_slip, use_slip

SHOWN = "slip"


@never_cache
@sensitive_post_parameters("code", "number")
def show_slip(request: HttpRequest) -> HttpResponse:
    form = SlipForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        slip = _read(request, form)
        if slip:
            request.session[SHOWN] = slip.pk
            return redirect("slip-choose")
    return render(request, "account/slip.html", {"form": form})


@never_cache
@sensitive_post_parameters("password")
def choose(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    slip = (
        Slip.objects.good(at=now)
        .select_related("person__trust", "made_by")
        .filter(pk=request.session.get(SHOWN))
        .first()
    )
    if slip is None or not is_good(slip, at=now):
        messages.error(request, _("Enter your code once more."))
        return redirect("slip")
    account = Account.objects.filter(person=slip.person).first()
    form = ChooseForm(request.POST if request.method == "POST" else None, person=slip.person, account=account)
    came_in = _use(form, slip) if form.is_bound and form.is_valid() else None
    if came_in:
        del request.session[SHOWN]
        return perform_login(request, Login(user=came_in))
    return render(request, "account/slip_choose.html", {"form": form, "person": slip.person, "account": account})


def _read(request: HttpRequest, form: SlipForm) -> Slip | None:
    """Counted by the number that is tried, as a password is by the name."""
    name = f"slip {form.cleaned_data['number'].strip()}"
    if is_locked(request, name):
        return None
    try:
        return read_slip(**form.cleaned_data, at=timezone.now())
    except Refused as refused:
        count_failure(request, name)
        form.add_error("code", str(refused))
        return None


def _use(form: ChooseForm, slip: Slip) -> Account | None:
    told = {"username": form.cleaned_data.get("username", ""), "password": form.cleaned_data["password"]}
    try:
        return use_slip(slip=slip, **told, at=timezone.now())
    except Refused as refused:
        form.add_error("username" if "username" in form.fields else "password", str(refused))
        return None


show_slip.open_to = choose.open_to = "everybody"  # type: ignore[attr-defined]  # read by the list of who may open what
urlpatterns = [
    path("account/slip/", show_slip, name="slip"),
    path("account/slip/choose/", choose, name="slip-choose"),
]
