"""Claims of prior learning, decided by somebody else than who claimed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.forms.claim_decision import DecisionForm
from cms.presenters.prior_learning import claim_view
from curriculum.models import PriorLearning
from curriculum.queries.claim import claims_to_decide, opened
from curriculum.services.claim_decision import approve_claim, decline_claim
from workforce.services.refusal import Refused

from .asked import page_in
from .door import TrustRequest, of_trust
from .prior_learning import ON_A_PAGE

RULE = "curriculum.decide_claims"


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
    whole = opened([found])[0]
    form = DecisionForm(request.POST if request.method == "POST" else None, skills=whole.skills)
    if form.is_bound and form.is_valid() and _decided(request, found, form):
        return redirect("claims")
    told = {"claim": claim_view(whole), "form": form}
    return render(request, "screens/manage/claim.html", told, status=422 if form.errors else 200)


def _decided(request: TrustRequest, found: PriorLearning, form: DecisionForm) -> bool:
    words, decision = form.cleaned_data["words"], request.POST.get("do", "")
    try:
        if decision == "approve":
            more = request.user.has_perm("curriculum.give_more_than_claimed", found)
            approve_claim(claim=found, words=words, by=request.user, given=form.given(), may_give_more=more)
        elif decision == "decline":
            decline_claim(claim=found, words=words, by=request.user)
        else:
            form.add_error(None, _("Choose to approve or to decline."))
            return False
    except Refused as refused:
        form.add_error("words", str(refused))
        return False
    messages.success(request, _("Decided. They read it on their own page."))
    return True


urlpatterns = [
    path("manage/prior-learning/", queue, name="claims"),
    path("manage/prior-learning/<uuid:uuid>/", decide, name="decide-claim"),
]
