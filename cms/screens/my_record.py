"""One's own learning record, on the page and to keep. Nobody else's: of others a manager reads what they hold alone."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from cms.papers import as_pdf
from cms.presenters.csv import as_csv
from cms.presenters.my_record import given_view
from cms.presenters.record_file import GIVEN_HEADS, HELD_HEADS, given_lines, held_lines, record_paper
from curriculum.queries.held import held_by
from curriculum.queries.record import Given, record_of, sources_of
from workforce.models import Person

from .answering import own_person
from .asked import page_in
from .door import TrustRequest, of_trust
from .my import OWN

ON_A_PAGE = 25


@of_trust(OWN)
def record(request: TrustRequest) -> HttpResponse:
    """Everything that was ever given to oneself."""
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    page = Paginator(sources_of(person), ON_A_PAGE).get_page(page_in(request.GET))
    given = [given_view(one) for one in record_of(person, list(page.object_list))]
    return render(request, "screens/learner/record.html", {"page": page, "record": given})


@of_trust(OWN)
def record_pdf(request: TrustRequest) -> HttpResponse:
    person = own_person(request)
    told = record_paper(person, held_by(person, on=request.today), _whole(person), on=request.today)
    return as_pdf(f"learning-record-{request.today.isoformat()}.pdf", "record", told, made_at=timezone.now())


@of_trust(OWN)
def record_csv(request: TrustRequest) -> HttpResponse:
    lines = given_lines(_whole(own_person(request)))
    return as_csv(f"learning-record-{request.today.isoformat()}.csv", GIVEN_HEADS, lines)


@of_trust(OWN)
def held_csv(request: TrustRequest) -> HttpResponse:
    held = held_by(own_person(request), on=request.today)
    return as_csv(f"what-i-hold-{request.today.isoformat()}.csv", HELD_HEADS, held_lines(held))


def _whole(person: Person) -> list[Given]:
    return record_of(person, list(sources_of(person)))


urlpatterns = [
    path("my/record/", record, name="my-record"),
    path("my/record/record.pdf", record_pdf, name="my-record-pdf"),
    path("my/record/record.csv", record_csv, name="my-record-csv"),
    path("my/record/held.csv", held_csv, name="my-held-csv"),
]
