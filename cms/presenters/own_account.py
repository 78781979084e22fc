"""Somebody's own account: where it is signed in, and what it takes to sign in, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.crypto import salted_hmac

from workforce.models import BrowserSession

from .device import device_words


def browser_lines(sessions: Iterable[BrowserSession], this: str | None) -> list[dict[str, Any]]:
    """This browser first, then the one seen last."""
    lines = [_line(session, this) for session in sessions]
    return sorted(lines, key=lambda line: not line["is_this"])


def handle(key: str) -> str:
    """What a page calls a browser by: with the key itself anybody could be in its place."""
    return salted_hmac("browser session", key, algorithm="sha256").hexdigest()[:32]


def _line(session: BrowserSession, this: str | None) -> dict[str, Any]:
    told = {"session": session, "words": device_words(session.device), "is_this": session.session_key == this}
    return told | {"handle": handle(session.session_key)}
