"""What holds for every request, whichever view answers it."""

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_structlog.middlewares import RequestMiddleware
from ipware import get_client_ip
from python_ipware.modern.defaults import DEFAULT_PRECEDENCE
from structlog.contextvars import bind_contextvars

from .editors import admit
from .second_factor import has_second_step

log = logging.getLogger(__name__)


class SignInRequired(LoginRequiredMiddleware):
    """Everything is closed but the named routes, whatever a package says of its own views.

    The API has its own door: it answers 401, and shows no page.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.is_authenticated or route in settings.OPEN_ROUTES or route.startswith("api:"):
            return None
        return self.handle_no_permission(request, view_func)


class SecondStepAsked:
    """Whoever sees people by name, in a trust that asks for it, sets up a second step before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, options: Any) -> HttpResponseBase | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not getattr(request.user, "owes_second_step", False) or has_second_step(request):
            return None
        if route in settings.OPEN_ROUTES or route in settings.SETTING_UP_ROUTES:
            return None
        if route.startswith("api:"):
            raise PermissionDenied(_("Your trust asks for a second step when you sign in. Set it up first."))
        return redirect("second-step-asked")


class NothingLeftBehind:
    """On a computer that others use, "back" shows no page of whoever was signed in, and signing out clears the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else ""
        if hasattr(request, "_cached_user") and request.user.is_authenticated:  # asked already, or not at all
            answer.headers.setdefault("Cache-Control", "private, no-store")
        elif route == "account_logout" and request.method == "POST":
            answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


class ContentPolicy(CSPMiddleware):
    """Strict everywhere but in the editor, whose date and panel widgets are inline scripts."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Most answers ask for nothing of their own: what they are all told is put together once."""
        if request.path.startswith("/cms/") or getattr(request, "_csp_nonce", None) or _asks_its_own(response):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy_of_all())
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/cms/") and not report_only:
            parts.replace = settings.EDITOR_CONTENT_SECURITY_POLICY | (parts.replace or {})
        return parts


def _asks_its_own(response: HttpResponseBase) -> bool:
    return settings.DEBUG or any(name.startswith("_csp_") for name in vars(response))


@cache
def _policy_of_all() -> str:
    return build_policy()


class EditorsOnly:
    """The editor is for those who hold the role today. Asked at each step, so that a role that ends closes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, options: Any) -> HttpResponse | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not request.path.startswith("/cms/") or route in settings.OPEN_ROUTES or admit(request.user):
            return None
        raise PermissionDenied(
            _("Only an editor of your trust can change its pages. An administrator gives that role.")
        )


class DatabaseAway:
    """A database that cannot be reached is no fault of the page: 503, and the words say that it will be back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database does not answer: %s", exception)
        return render(request, "503.html", status=503)


class RequestLog(RequestMiddleware):
    """Where a request came from is worked out once for all that came alike."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        told = tuple((name, request.META[name]) for name in DEFAULT_PRECEDENCE if name in request.META)
        bind_contextvars(ip=_came_from(told))


@lru_cache(maxsize=4096)
def _came_from(told: tuple[tuple[str, str], ...]) -> str | None:
    request = HttpRequest()
    request.META = dict(told)
    address: str | None = get_client_ip(request)[0]
    return address
