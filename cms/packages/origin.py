"""One process answers for two origins: the site, and the place where packages run."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.urls import resolve

URLS = "cms.packages.urls"


def packages_origin(request: HttpRequest) -> str:
    """Where packages run, as seen from this page of the site; empty where the operator has named no place."""
    port = request.get_host().rpartition(":")[2]
    return str(settings.PACKAGES_ORIGIN).format(port=port if port.isdigit() else request.get_port())


def site_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


class PackagesOrigin:
    """On the packages' origin nothing else is answered, and on the site none of this is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.host = urlsplit(settings.PACKAGES_ORIGIN.format(port=0)).hostname

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.host or request.get_host().rpartition(":")[0] != self.host != request.get_host():
            return self.get_response(request)
        return _guarded(_answer(request))


def _answer(request: HttpRequest) -> HttpResponseBase:
    try:
        found = resolve(request.path_info, URLS)
        return found.func(request, *found.args, **found.kwargs)
    except Http404:
        return HttpResponseNotFound("This is not here, or its page was opened too long ago.", content_type="text/plain")


def _guarded(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address of a package is the key to it
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
