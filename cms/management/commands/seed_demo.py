"""The example trust: about 2,000 invented people with three years of history. Never in production."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.demo.cast import PARTS, PASSWORD, UNMATCHED
from cms.demo.load import is_current, load_demo, loaded_trust, make_current
from cms.demo.load_tied import TIED
from cms.demo.places import NAME


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAY_SEED_DEMO:
            raise CommandError("The example trust is not for a server that real people use: these settings forbid it.")
        began, today, trust = time.monotonic(), timezone.localdate(), loaded_trust()
        if trust is not None and is_current(trust):
            self.stdout.write(f"{NAME} is there already.")
        else:
            self.stdout.write(f"Making the example trust, {NAME}")
            make_current(trust or load_demo(today=today, say=self._say), today=today, say=self._say)
            self._say(f"  ready in {time.monotonic() - began:.0f} s")
        self._tell_who_can_sign_in()

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _tell_who_can_sign_in(self) -> None:
        self.stdout.write(f"\nSign in with the password {PASSWORD} as")
        for part in PARTS:
            self.stdout.write(f"    {part.email:<28} {part.words}")
        for tied in TIED:
            self.stdout.write(f"    {tied.email:<28} {tied.words}")
        self.stdout.write(f"    {UNMATCHED:<28} an account that waits to be matched to a person")
