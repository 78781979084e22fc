"""Prior learning: claimed by whoever learned it, decided by somebody else."""

from __future__ import annotations

import uuid as uuids
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.prior_learning import ClaimForm, DecisionForm
from cms.pages import module_titles
from cms.presenters.prior_learning import claim_view
from curriculum.models import PriorLearning, Skill
from curriculum.queries.claim import claims_to_decide, learned_elsewhere, opened, own_claims
from curriculum.services.prior_learning import approve_claim, claim_learning, decline_claim, withdraw_claim
from workforce.models import Person
from workforce.services.refusal import Refused

from .asked import page_in, uuid_in
from .door import TrustRequest, of_trust
from .my import OWN

ON_A_PAGE = 30
RULE = "curriculum.decide_claims"


@of_trust(OWN)
def claims(request: TrustRequest) -> HttpResponse:
    page = Paginator(own_claims(_own(request)), ON_A_PAGE).get_page(page_in(request.GET))
    told = {"page": page, "claims": [claim_view(one) for one in opened(list(page.object_list))]}
    return render(request, "screens/learner/claims.html", told)


@of_trust(OWN)
def claim(request: TrustRequest) -> HttpResponse:
    person = _own(request)
    skills = Skill.objects.filter(trust=request.trust).order_by("group__position", "position", "code")
    form = ClaimForm(
        request.POST if request.method == "POST" else None,
        versions=learned_elsewhere(request.trust),
        modules=module_titles(request.trust.pk),
        skills=list(skills),
        today=request.today,
    )
    token = request.POST.get("token") or str(uuids.uuid4())
    if form.is_bound and form.is_valid() and _claimed(request, person, form, token):
        return redirect("prior-learning")
    told = {"form": form, "token": token}
    return render(request, "screens/learner/claim.html", told, status=422 if form.errors else 200)


def _claimed(request: TrustRequest, person: Person, form: ClaimForm, token: str) -> bool:
    key = uuid_in(token, words=_("This form is not whole. Begin it again."))
    try:
        claim_learning(claim=key, person=person, on=request.today, by=request.user, **form.asked())
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


@of_trust(RULE)
def queue(request: TrustRequest) -> HttpResponse:
    """What waits first, the longest first."""
    found = claims_to_decide(request.user, request.trust, on=request.today)
    page = Paginator(found, ON_A_PAGE).get_page(page_in(request.GET))
    told = {"page": page, "claims": [claim_view(one) for one in opened(list(page.object_list))]}
    return render(request, "screens/manage/claims.html", told)


@of_trust(RULE)
def decide(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """For whoever may not decide it there is no such claim."""
    found = claims_to_decide(request.user, request.trust, on=request.today).filter(uuid=uuid).first()
    if found is None or not request.user.has_perm("curriculum.decide_claim", found):
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _decided(request, found, form):
        return redirect("claims")
    told = {"claim": claim_view(opened([found])[0]), "form": form}
    return render(request, "screens/manage/claim.html", told, status=422 if form.errors else 200)


def _decided(request: TrustRequest, found: PriorLearning, form: DecisionForm) -> bool:
    decisions = {"approve": approve_claim, "decline": decline_claim}
    try:
        decision = decisions[request.POST.get("do", "")]
    except KeyError:
        form.add_error(None, _("Choose to approve or to decline."))
        return False
    try:
        decision(claim=found, words=form.cleaned_data["words"], by=request.user)
    except Refused as refused:
        form.add_error("words", str(refused))
        return False
    messages.success(request, _("Decided. They read it on their own page."))
    return True


def _own(request: TrustRequest) -> Person:
    person = request.user.person
    if person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    return person


urlpatterns = [
    path("my/prior-learning/", claims, name="prior-learning"),
    path("my/prior-learning/claim/", claim, name="claim"),
    path("my/prior-learning/<uuid:uuid>/withdraw/", withdraw, name="withdraw-claim"),
    path("manage/prior-learning/", queue, name="claims"),
    path("manage/prior-learning/<uuid:uuid>/", decide, name="decide-claim"),
]
