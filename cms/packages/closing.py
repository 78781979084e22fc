"""Whoever signs out of the site has left the packages too: a page of theirs that is still open tells nothing more."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from curriculum.services.package_progress import close_packages


@receiver(user_logged_out)
def close(user: Any, **_told: object) -> None:
    person = getattr(user, "person", None)
    if person is not None:
        close_packages(person=person)
