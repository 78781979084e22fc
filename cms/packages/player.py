"""The page around a piece, which is what the package talks to, and what it tells."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from curriculum.calc.manifest import Piece
from curriculum.calc.scorm12 import ELEMENTS, MOST_LISTED
from curriculum.calc.timespan import timespan_of
from curriculum.models import Package, PackageProgress
from curriculum.services.package_progress import CannotTell, Told, open_piece, tell_package

from .origin import URLS
from .token import Ticket, unsealed

LARGEST, MOST_TELLINGS = 512 * 1024, 10**9
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
POLICY += "frame-ancestors {site}; sandbox allow-scripts allow-same-origin allow-forms"
TABLE = [[one.name, one.access, one.form] for one in ELEMENTS]


def ticket_of(token: str) -> Ticket:
    ticket = unsealed(token)
    if ticket is None:
        raise Http404
    return ticket


@require_safe
def play(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever a package left in the browser, for somebody before, is taken out first."""
    ticket, key = ticket_of(token), request.GET.get("piece", "")
    package = Package.objects.filter(pk=ticket.package).first()
    piece = package.piece(key) if package else None
    if package is None or piece is None:
        raise Http404
    try:
        told = told_to(piece, token, ticket)
    except CannotTell as refusal:
        told = {"refused": str(refusal), "site": ticket.site}
    answer = render(None, "packages/player.html", {"told": told, "title": piece.title})
    answer.headers["Content-Security-Policy"] = POLICY.format(site=ticket.site)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


def told_to(piece: Piece, token: str, ticket: Ticket) -> dict[str, Any]:
    load, before = "", {}
    if ticket.opening:
        progress, load = open_piece(opening=uuid.UUID(ticket.opening), piece=piece.key, now=timezone.now())
        before = progress.told(piece.key) | {"who": who(progress)}
    address = reverse("package-file", URLS, args=[token, piece.address])
    return {
        "elements": TABLE,
        "most": MOST_LISTED,
        "values": values_for(piece, before, tries=not ticket.opening),
        "piece": piece.key,
        "load": load,
        "address": f"{address}?{piece.query}" if piece.query else address,
        "tell": reverse("package-tell", URLS, args=[token]) if load else "",
        "tells": piece.tells,
        "site": ticket.site,
    }


def who(progress: PackageProgress) -> str:
    """The same person to this package each time, and nobody to whoever made it."""
    return uuid.uuid5(progress.package.uuid, str(progress.person.uuid)).hex


def values_for(piece: Piece, before: dict[str, Any], *, tries: bool) -> dict[str, str]:
    """What the package finds when it asks: never a name."""
    said = before.get("values", {})
    return {
        "cmi.core.student_id": before.get("who", "nobody"),
        "cmi.core.student_name": "Learner, A",
        "cmi.core.credit": "no-credit" if tries else "credit",
        "cmi.core.lesson_mode": "browse" if tries else "normal",
        "cmi.core.lesson_status": "not attempted",
        "cmi.core.entry": before.get("entry", "ab-initio"),
        "cmi.core.total_time": timespan_of(before.get("seconds", 0)),
        "cmi.launch_data": piece.launch_data,
        "cmi.student_data.mastery_score": piece.mastery,
    } | {name: value for name, value in said.items() if name != "cmi.core.session_time"}


@require_POST
def tell(request: HttpRequest, token: str) -> JsonResponse:
    ticket = ticket_of(token)
    told = read(request)
    if told is None or not ticket.opening:
        return JsonResponse({"words": "What the package told could not be read."}, status=400)
    try:
        progress = tell_package(opening=uuid.UUID(ticket.opening), told=told, now=timezone.now())
    except CannotTell as refusal:
        return JsonResponse({"words": str(refusal)}, status=409)
    return JsonResponse({"number": told.number, "done": progress.is_done})


def read(request: HttpRequest) -> Told | None:
    if len(request.body) > LARGEST:
        return None
    try:
        said = json.loads(request.body)
        told = Told(said["piece"], said["load"], said["number"], said["values"], said["ended"], said["finished"])
    except (ValueError, TypeError, KeyError):
        return None
    texts, flags = [told.piece, told.load], [told.ended, told.finished]
    is_sound = all(isinstance(one, str) for one in texts) and all(isinstance(one, bool) for one in flags)
    is_counted = isinstance(told.number, int) and 0 < told.number < MOST_TELLINGS
    return told if is_sound and is_counted and isinstance(told.values, dict) else None


def play_address(origin: str, token: str, piece: Piece) -> str:
    return f"{origin}{reverse('package-play', URLS, args=[token])}?piece={quote(piece.key)}"
