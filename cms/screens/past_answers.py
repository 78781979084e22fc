"""What somebody has answered so far, the latest first: each go can be read again, with the questions as they were."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from curriculum.queries.learning import answered_by

from .answering import own_person
from .asked import page_in

ON_A_PAGE = 25


def past_answers(request: HttpRequest) -> HttpResponse:
    person = own_person(request)
    page = Paginator(answered_by(person), ON_A_PAGE).get_page(page_in(request.GET))
    return render(request, "screens/learner/answers.html", {"page": page})
