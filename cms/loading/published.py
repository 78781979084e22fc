"""Saving and publishing a page as the editor does, and only when something in it has changed."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Page

from workforce.models import Account

CONTENT = frozenset(
    {
        "title", "slug", "search_description", "code", "levels", "level", "summary", "for_whom", "intro", "body",
        "session_plan", "sign_off", "test", "test_pass_mark", "test_draw", "parts", "part_doses", "test_skills", "key",
        "check_questions", "pass_mark", "trust", "same_words", "kind", "team", "skills",
    }
)  # fmt: skip
MADE_ANEW = {"pk", "id", "module"}


def keep(page: Page, parent: Page) -> None:
    """A new page is added as a draft; one that is there is left to `publish`."""
    if page.pk is None:
        page.live = False
        parent.add_child(instance=page)


def publish(page: Page, by: Account | None) -> None:
    revision = page.live_revision
    if revision is not None and told(page) == told(revision.as_object()):
        return
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()


def told(page: Any) -> dict[str, Any]:
    """What a page says, without the ids that are made anew each time."""
    return {name: _plain(value) for name, value in page.serializable_data().items() if name in CONTENT}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if name not in MADE_ANEW}
    if isinstance(value, list):
        several = [_plain(inner) for inner in value]
        return sorted(several) if all(isinstance(one, int) for one in several) else several  # ids have no order
    if isinstance(value, str) and value.startswith("["):  # a story, as its column has it
        return _plain(json.loads(value))
    return value
