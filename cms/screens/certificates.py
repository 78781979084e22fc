"""Certificates: got and taken back by whom they belong to, and read by whoever has the code."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.pages import module_titles
from cms.papers import as_pdf
from cms.presenters.certificate import CertificateView, certificate_paper, certificate_view, to_ask_for
from curriculum.enums import CertificateKind
from curriculum.models import Certificate
from curriculum.queries.certifiable import Fact, levels_held, modules_completed, source_completed
from curriculum.queries.certificate import own_certificates, public_certificate, standings_of
from curriculum.services.certificate import issue_certificate, withdraw_certificates
from workforce.models import Person

from .answering import own_person
from .door import TrustRequest, of_trust

OWN = "curriculum.view_own_record"
FOR_NO_SEARCH = "noindex, nofollow, noarchive"


@of_trust(OWN)
def certificates(request: TrustRequest) -> HttpResponse:
    """One's own, and what else one can have one of."""
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    own = own_certificates(person)
    standings = standings_of(person, own, on=request.today)
    facts = [*levels_held(person, on=request.today), *modules_completed(person, module_titles(person.trust_id))]
    told = {
        "certificates": [certificate_view(one, standings[one.pk]) for one in own],
        "others": [one for one in to_ask_for(facts, own) if not one.code],
    }
    return render(request, "screens/certificates/list.html", told)


@require_POST
@of_trust(OWN)
def issue(request: TrustRequest) -> HttpResponse:
    """Pressed twice, it is the same one. What is not on one's own record has none."""
    person = own_person(request)
    fact = _fact(person, request.POST.get("kind", ""), request.POST.get("subject", ""), on=request.today)
    if fact is None:
        messages.error(request, _("There is nothing on your record that this would be a certificate of."))
        return redirect("certificates")
    return redirect("certificate", issue_certificate(person=person, fact=fact, by=request.user).code)


@of_trust(OWN)
def certificate(request: TrustRequest, code: str) -> HttpResponse:
    found, view = _found(request, code)
    address = request.build_absolute_uri(reverse("public-certificate", args=[found.code]))
    return render(request, "screens/certificates/own.html", {"certificate": view, "address": address})


@of_trust(OWN)
def certificate_pdf(request: TrustRequest, code: str) -> HttpResponse:
    """None outlives what it stands on: of one that is not valid any more there is no paper."""
    found, view = _found(request, code)
    if not view.is_valid:
        return redirect("certificate", found.code)
    address = request.build_absolute_uri(reverse("public-certificate", args=[found.code]))
    return as_pdf("certificate.pdf", "certificate", certificate_paper(found, address), made_at=found.recorded_at)


@of_trust(OWN)
def withdraw(request: TrustRequest, code: str) -> HttpResponse:
    found, view = _found(request, code)
    if request.method == "POST":
        withdraw_certificates(person=found.person, certificates=[found], by=request.user)
        messages.success(request, _("Taken back. Nobody can check it any more."))
        return redirect("certificates")
    return render(request, "screens/certificates/withdraw.html", {"certificate": view})


@never_cache
@require_safe
def public_page(request: HttpRequest, code: str) -> HttpResponse:
    """To whoever has the code, signed in or not: what is on the paper, and whether it is true today.

    Not throttled: of 130 bits nobody finds one by trying, and a wrong one costs a single look into an index.
    """
    found = public_certificate(code)
    if found is None:
        answer = render(request, "screens/certificates/none.html", status=404)
    else:
        view = _view(found, on=timezone.localdate())
        answer = render(request, "screens/certificates/public.html", {"certificate": view})
    answer["X-Robots-Tag"] = FOR_NO_SEARCH
    return answer


public_page.open_to = "whoever has its code"  # type: ignore[attr-defined]  # read by the list of who may open what


def _found(request: TrustRequest, code: str) -> tuple[Certificate, CertificateView]:
    """Of anybody else's there is no such page."""
    kept = Certificate.objects.kept().select_related("person", "version")
    found = kept.filter(trust=request.trust, person=own_person(request), code=code).first()
    if found is None:
        raise Http404
    return found, _view(found, on=request.today)


def _view(found: Certificate, *, on: dt.date) -> CertificateView:
    return certificate_view(found, standings_of(found.person, [found], on=on)[found.pk])


def _fact(person: Person, kind: str, subject: str, *, on: dt.date) -> Fact | None:
    match kind:
        case CertificateKind.LEVEL:
            return next((one for one in levels_held(person, on=on) if one.subject == subject), None)
        case CertificateKind.MODULE:
            titles = module_titles(person.trust_id)
            return next((one for one in modules_completed(person, titles) if one.subject == subject), None)
        case CertificateKind.ACTIVITY:
            return _of_source(person, subject)
    return None


def _of_source(person: Person, subject: str) -> Fact | None:
    try:
        return source_completed(person, UUID(subject))
    except ValueError:
        return None


urlpatterns = [
    path("my/certificates/", certificates, name="certificates"),
    path("my/certificates/issue/", issue, name="issue-certificate"),
    path("my/certificates/<str:code>/", certificate, name="certificate"),
    path("my/certificates/<str:code>/certificate.pdf", certificate_pdf, name="certificate-pdf"),
    path("my/certificates/<str:code>/withdraw/", withdraw, name="withdraw-certificate"),
    path("certificates/<str:code>/", public_page, name="public-certificate"),
]
