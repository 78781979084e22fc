"""The doors of whatever is below a cohort or an enrolment: out of reach it is not there, and then the rule is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from coaching.models import Cohort, Enrolment

from .door import TrustRequest, of_trust

ANYBODY = "coaching.view_academies"  # of the trust; the cohort's own rule is asked after that
RUNS = "coaching.run_cohort"
SEES = "coaching.view_enrolment"


class CohortRequest(TrustRequest):
    """A request about a cohort."""

    cohort: Cohort


class EnrolmentRequest(CohortRequest):
    """A request about somebody's way through a cohort."""

    enrolment: Enrolment


def of_cohort(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """The address's first part is the cohort."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @of_trust(ANYBODY)
        @wraps(view)
        def let_in(request: TrustRequest, cohort: UUID, **parts: Any) -> HttpResponseBase:
            rows = Cohort.objects.select_related("trust", "academy", "version__programme")
            found = get_object_or_404(rows, trust=request.trust, uuid=cohort)
            if not request.user.has_perm(permission, found):
                raise PermissionDenied
            request.cohort = found  # type: ignore[attr-defined]  # now it is a CohortRequest
            return view(request, **parts)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded


def of_enrolment(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """The address's first part is the enrolment. For whoever may not see it there is none."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @of_trust(ANYBODY)
        @wraps(view)
        def let_in(request: TrustRequest, enrolment: UUID, **parts: Any) -> HttpResponseBase:
            rows = Enrolment.objects.select_related("trust", "person", "cohort__academy", "cohort__version__programme")
            found = get_object_or_404(rows, trust=request.trust, uuid=enrolment)
            if not request.user.has_perm(permission, found):
                raise PermissionDenied if request.user.has_perm(SEES, found) else Http404
            request.enrolment = found  # type: ignore[attr-defined]  # now it is an EnrolmentRequest
            request.cohort = found.cohort  # type: ignore[attr-defined]
            return view(request, **parts)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
