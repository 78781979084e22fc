"""For editors and programme leads: the map of credentials, what each from elsewhere is worth here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.credential import CredentialForm
from cms.presenters.credential import map_lines
from curriculum.models import Credential, Skill
from curriculum.services.credential import (
    CannotKeepCredential,
    bring_back_credential,
    keep_credential,
    retire_credential,
)

from .door import TrustRequest, of_trust
from .framework import trail

RULE = "curriculum.keep_credentials"


@of_trust(RULE)
def credentials(request: TrustRequest) -> HttpResponse:
    lines = map_lines(request.trust, on=request.today)
    return render(request, "screens/manage/credentials/list.html", {"lines": lines, "trail": trail()})


@of_trust(RULE)
def add(request: TrustRequest) -> HttpResponse:
    return _edit(request, None)


@of_trust(RULE)
def change(request: TrustRequest, uuid: UUID) -> HttpResponse:
    return _edit(request, _own(request, uuid))


@of_trust(RULE)
def retire(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _own(request, uuid)
    if request.method == "POST":
        retire_credential(credential=found, on=request.today, by=request.user)
        messages.success(request, _("It cannot be claimed any more."))
        return redirect("credentials")
    words = [_("It cannot be claimed any more. Claims that were made stay, with what they count for.")]
    told = {"title": _("Retire “%s”?") % found.title, "words": words, "button": _("Retire it")}
    return render(request, "screens/manage/confirm.html", told | {"back": reverse("credentials"), "trail": here()})


@require_POST
@of_trust(RULE)
def bring_back(request: TrustRequest, uuid: UUID) -> HttpResponse:
    try:
        bring_back_credential(credential=_own(request, uuid), by=request.user)
        messages.success(request, _("It can be claimed again."))
    except CannotKeepCredential as refusal:
        messages.error(request, str(refusal))
    return redirect("credentials")


def _edit(request: TrustRequest, credential: Credential | None) -> HttpResponse:
    counted = credential.skills.values("skill") if credential else []
    offered = Q(retired_date=None) | Q(pk__in=counted)
    skills = Skill.objects.filter(offered, trust=request.trust).select_related("group")
    ordered = list(skills.order_by("group__position", "position", "code"))
    form = CredentialForm(request.POST if request.method == "POST" else None, skills=ordered, credential=credential)
    if form.is_bound and form.is_valid() and _kept(request, form, credential):
        return redirect("credentials")
    told = {"form": form, "credential": credential, "trail": here()}
    return render(request, "screens/manage/credentials/edit.html", told, status=422 if form.errors else 200)


def _kept(request: TrustRequest, form: CredentialForm, credential: Credential | None) -> bool:
    try:
        keep_credential(trust=request.trust, told=form.told(), by=request.user, credential=credential)
    except CannotKeepCredential as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Kept. It can be claimed with these terms from now on."))
    return True


def _own(request: TrustRequest, uuid: UUID) -> Credential:
    return get_object_or_404(Credential, trust=request.trust, uuid=uuid)


def here() -> list[dict[str, str]]:
    return [*trail(), {"words": _("Credentials from elsewhere"), "href": reverse("credentials")}]


urlpatterns = [
    path("", credentials, name="credentials"),
    path("add/", add, name="credential-add"),
    path("<uuid:uuid>/", change, name="credential"),
    path("<uuid:uuid>/retire/", retire, name="credential-retire"),
    path("<uuid:uuid>/bring-back/", bring_back, name="credential-bring-back"),
]
