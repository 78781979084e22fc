"""Every refusal of the API in one shape: problem+json (RFC 9457). One place, so that nothing answers 500 by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import ProtectedError
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback
from structlog.contextvars import get_contextvars

logger = logging.getLogger(__name__)

TITLES = {
    400: "The request has a mistake in it",
    401: "Sign in, or send a token",
    403: "This is not yours to see",
    404: "There is no such thing",
    405: "This cannot be done here",
    406: "This form of answer is not to be had",
    409: "Something else still needs it",
    413: "The request is too large",
    415: "This form of request is not read here",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "The service is not ready; try again soon",
}


class ProblemRefusal(exceptions.APIException):
    """A refusal with its own status and machine-readable code."""

    def __init__(self, detail: str, *, code: str, status_code: int = status.HTTP_400_BAD_REQUEST) -> None:
        super().__init__(detail, code)
        self.status_code = status_code


def problem(status_code: int, *, code: str, detail: str, errors: list[dict[str, str]] | None = None) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status_code, "The request was refused"),
        "status": status_code,
        "detail": detail,
        "code": code,
        "request_id": get_contextvars().get("request_id"),
    }
    if errors:
        body["errors"] = errors
    return Response(body, status=status_code, content_type="application/problem+json")


def answer_problem(error: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: every error, expected or not, leaves as a problem."""
    set_rollback()
    _in_json(context["request"])
    if isinstance(error, exceptions.APIException):
        return _refused(error)
    for kind, status_code, code, detail in _KNOWN:
        if isinstance(error, kind):
            return _known(status_code, code, detail)
    logger.exception("The API failed at %s", context["request"].path)
    return problem(500, code="internal_error", detail="The error is noted. Nothing of your request was kept.")


def _in_json(request: Request) -> None:
    """Whatever form of answer was asked for, CSV or a page: what is said to be a problem in JSON is one."""
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type


def _known(status_code: int, code: str, detail: str) -> Response:
    answer = problem(status_code, code=code, detail=detail)
    if status_code == status.HTTP_503_SERVICE_UNAVAILABLE:
        answer["Retry-After"] = "5"
    return answer


_KNOWN: list[tuple[type[Exception], int, str, str]] = [
    (Http404, 404, "not_found", "Nothing is here, or nothing that you may see."),
    (PermissionDenied, 403, "not_allowed", "Your account has no grant that lets it see this."),
    (ProtectedError, 409, "still_needed", "Other records still point at it."),
    (RecursionError, 400, "too_deep", "The body is nested too deeply."),
    (OperationalError, 503, "database_unavailable", "The database is restarting."),
]


def _refused(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        found = list(_errors(error.get_full_details()))
        words = "; ".join(f"{one['parameter']}: {one['message']}" for one in found)
        return problem(400, code="invalid", detail=words, errors=found)
    answer = problem(error.status_code, code=str(error.get_codes()), detail=str(error.detail))
    if auth_header := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = auth_header
    if (wait := getattr(error, "wait", None)) is not None:
        answer["Retry-After"] = str(int(wait))
    return answer


def _errors(details: Any, where: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested details, flattened: which parameter, which code, what to do."""
    if isinstance(details, dict) and {"message", "code"} == set(details):
        yield {"parameter": where or "body", "code": str(details["code"]), "message": str(details["message"])}
    elif isinstance(details, dict):
        for name, inner in details.items():
            yield from _errors(inner, f"{where}.{name}" if where else str(name))
    else:
        for inner in details:
            yield from _errors(inner, where)
