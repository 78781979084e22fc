from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.management.commands import publish_scheduled

from cms.models import LessonPage, ModulePage


class Command(publish_scheduled.Command):
    """Wagtail's own, after ours: it withdraws a page as a plain page, and the activity would stay behind."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.get("dryrun"):
            for kind in (LessonPage, ModulePage):
                for page in kind.objects.filter(live=True, expire_at__lt=timezone.now()):
                    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        super().handle(*args, **options)
