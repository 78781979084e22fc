"""Prior learning, claimed by whoever learned it. Deciding: claim_decision.py."""

from __future__ import annotations

import uuid as uuids
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.prior_learning import ClaimForm
from cms.forms.prior_learning_other import OtherClaimForm
from cms.pages import module_titles
from cms.presenters.credential import credential_lines
from cms.presenters.prior_learning import claim_view
from curriculum.models import Credential, Skill
from curriculum.queries.claim import learned_elsewhere, opened, own_claims
from curriculum.queries.credential import claimable_credentials
from curriculum.services.claim_decision import withdraw_claim
from curriculum.services.prior_learning import claim_learning
from workforce.models import Person
from workforce.services.refusal import Refused

from .asked import page_in, uuid_in
from .door import TrustRequest, of_trust
from .my import OWN

ON_A_PAGE = 30
SEARCHED_FROM = 12


@of_trust(OWN)
def claims(request: TrustRequest) -> HttpResponse:
    page = Paginator(own_claims(_own(request)), ON_A_PAGE).get_page(page_in(request.GET))
    told = {"page": page, "claims": [claim_view(one) for one in opened(list(page.object_list))]}
    return render(request, "screens/learner/claims.html", told)


@of_trust(OWN)
def claim(request: TrustRequest) -> HttpResponse:
    """Which is it? One of those in the map, or something else."""
    person, typed = _own(request), request.GET.get("q", "").strip()
    known = claimable_credentials(request.trust)
    if not known:
        return redirect("claim-other")
    lines = credential_lines(known, person=person, on=request.today, typed=typed)
    told = {"lines": lines, "q": typed, "searches": len(known) > SEARCHED_FROM}
    return render(request, "screens/learner/claim_which.html", told)


@of_trust(OWN)
def claim_credential(request: TrustRequest, uuid: UUID) -> HttpResponse:
    _own(request)
    credential = get_object_or_404(Credential.objects.claimable().filter(trust=request.trust), uuid=uuid)
    data = request.POST if request.method == "POST" else None
    return _asked(request, ClaimForm(data, today=request.today, credential=credential))


@of_trust(OWN)
def claim_other(request: TrustRequest) -> HttpResponse:
    _own(request)
    skills = Skill.objects.in_use().filter(trust=request.trust).order_by("group__position", "position", "code")
    form = OtherClaimForm(
        request.POST if request.method == "POST" else None,
        versions=learned_elsewhere(request.trust),
        modules=module_titles(request.trust.pk),
        skills=list(skills),
        today=request.today,
    )
    return _asked(request, form)


def _asked(request: TrustRequest, form: ClaimForm) -> HttpResponse:
    token = request.POST.get("token") or str(uuids.uuid4())
    if form.is_bound and form.is_valid() and _claimed(request, _own(request), form, token):
        return redirect("prior-learning")
    told = {"form": form, "token": token, "credential": form.credential}
    told["lines"] = credential_lines([form.credential]) if form.credential else []
    return render(request, "screens/learner/claim.html", told, status=422 if form.errors else 200)


def _claimed(request: TrustRequest, person: Person, form: ClaimForm, token: str) -> bool:
    key = uuid_in(token, words=_("This form is not whole. Begin it again."))
    try:
        claim_learning(claim=key, person=person, learned=form.asked(), on=request.today, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Your claim is sent. Somebody else decides it, and you read the answer here."))
    return True


@require_POST
@of_trust(OWN)
def withdraw(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(own_claims(_own(request)), uuid=uuid)
    try:
        withdraw_claim(claim=found, by=request.user)
        messages.success(request, _("The claim is withdrawn."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("prior-learning")


def _own(request: TrustRequest) -> Person:
    person = request.user.person
    if person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    return person


urlpatterns = [
    path("my/prior-learning/", claims, name="prior-learning"),
    path("my/prior-learning/claim/", claim, name="claim"),
    path("my/prior-learning/claim/other/", claim_other, name="claim-other"),
    path("my/prior-learning/claim/<uuid:uuid>/", claim_credential, name="claim-credential"),
    path("my/prior-learning/<uuid:uuid>/withdraw/", withdraw, name="withdraw-claim"),
]
