"""The doors below a team, a coach, a cohort or an enrolment: who does not see it is told that there is none.

After that the rule of the screen is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from coaching.models import Coach, Cohort, Enrolment, Team

from .door import TrustRequest, of_trust

ANYBODY = "coaching.view_academies"  # of the trust; the thing's own rule is asked after that
RUNS = "coaching.run_cohort"
View: TypeAlias = Callable[..., HttpResponseBase]
Door: TypeAlias = Callable[[str], Callable[[View], View]]


class TeamRequest(TrustRequest):
    """A request about a team that the account sees."""

    team: Team


class CoachRequest(TrustRequest):
    """A request about a coach whose profile the account reads."""

    coach: Coach


class CohortRequest(TrustRequest):
    """A request about a cohort."""

    cohort: Cohort


class EnrolmentRequest(CohortRequest):
    """A request about somebody's way through a cohort."""

    enrolment: Enrolment


def _below(name: str, rows: Callable[[], QuerySet[Any]], *, sees: str, of: str = "") -> Door:
    """`name`: of the address's part that names it, and of what the request then has. `of`: what that belongs to."""

    def of_it(permission: str) -> Callable[[View], View]:
        def guarded(view: View) -> View:
            @of_trust(ANYBODY)
            @wraps(view)
            def let_in(request: TrustRequest, **parts: Any) -> HttpResponseBase:
                found = get_object_or_404(rows(), trust=request.trust, uuid=parts.pop(name))
                if not request.user.has_perm(permission, found):
                    raise PermissionDenied if request.user.has_perm(sees, found) else Http404
                setattr(request, name, found)
                if of:
                    setattr(request, of, getattr(found, of))
                return view(request, **parts)

            let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
            return let_in

        return guarded

    return of_it


of_team = _below("team", lambda: Team.objects.select_related("trust"), sees="coaching.view_team")
of_coach = _below(
    "coach", lambda: Coach.objects.select_related("trust", "person", "academy"), sees="coaching.view_coach"
)
of_cohort = _below(
    "cohort", lambda: Cohort.objects.select_related("trust", "academy", "version__programme"), sees=ANYBODY
)
of_enrolment = _below(
    "enrolment",
    lambda: Enrolment.objects.select_related("trust", "person", "cohort__academy", "cohort__version__programme"),
    sees="coaching.view_enrolment",
    of="cohort",
)
