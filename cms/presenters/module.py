"""A module as a person sees it: its parts, what is done, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.rich_text import expand_db_html

from curriculum.enums import ActivityKind
from curriculum.queries.learning import finished_keys
from curriculum.queries.planned_session import Wanted

from ..templatetags.academy_page import duration, trail
from .next_sessions import next_sessions
from .planned_session import SessionView
from .story import once_a_revision, rendered

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import ModulePage


@dataclass(frozen=True, slots=True)
class PartRow:
    title: str
    minutes: int
    kind: str
    address: str
    done: bool

    @property
    def is_lesson(self) -> bool:
        return self.kind == ActivityKind.LESSON

    @property
    def length(self) -> str:
        return duration(self.minutes)


def module_context(module: ModulePage, request: HttpRequest) -> dict[str, Any]:
    done = done_by(request.user, module.code)
    rows = part_rows(module, done or set())
    lessons = [row for row in rows if row.is_lesson]
    has_room = any(row.kind == ActivityKind.CLASSROOM for row in rows)
    return {
        **once_a_revision(module, "words", lambda: words_of(module)),
        "body": rendered(module, "body"),
        "parts": rows,
        "done": sum(row.done for row in lessons),
        "lessons": len(lessons),
        "next": next((row for row in lessons if row.address and not row.done), None),
        "in_a_room": has_room,
        "sessions": sessions_of(module, request.user) if has_room else [],
        "can_test": bool(module.test) and done is not None and module.test_key not in done,
        "has_passed_test": bool(done) and module.test_key in (done or ()),
    }


def sessions_of(module: ModulePage, account: Any) -> list[SessionView]:
    return next_sessions(account.trust_id, account.person_id, Wanted(module=module.code), now=timezone.now())


def done_by(account: Any, module_key: str) -> set[str] | None:
    """Nothing can be done by an account that is no person's."""
    if getattr(account, "person_id", None) is None:
        return None
    return finished_keys(trust=account.trust_id, person=account.person_id, module_key=module_key)


def words_of(module: ModulePage) -> dict[str, Any]:
    plan = render_to_string("pages/session_plan.html", {"page": module}) if module.session_plan else ""
    return {"trail": trail(module), "session_plan": plan, "sign_off": expand_db_html(module.sign_off)}


def part_rows(module: ModulePage, done: set[str]) -> list[PartRow]:
    addresses = lesson_addresses(module)
    parts = once_a_revision(module, "parts", lambda: parts_of(module))
    return [PartRow(title, minutes, kind, addresses.get(key, ""), key in done) for key, title, minutes, kind in parts]


def parts_of(module: ModulePage) -> list[tuple[str, str, int, str]]:
    return [(part.key, part.title, part.minutes, part.kind) for part in module.parts.all()]


def lesson_addresses(module: ModulePage) -> dict[str, str]:
    """Where each live lesson is, by its key; one that is not translated is where it is in the first language."""
    if module.locale.language_code == settings.LANGUAGE_CODE:
        return _addresses(module)
    original = module.get_translation_or_none(Locale.get_default())
    return (_addresses(original) if original else {}) | _addresses(module)


def _addresses(module: Page) -> dict[str, str]:
    """One query, and no page is built for it."""
    lessons = module.get_children().live().values_list("lessonpage__key", "slug")
    parts = module.get_url_parts()  # its path alone: a reader is on their own trust's site already
    address = parts[2] if parts and parts[2] else ""
    return {key: f"{address}{slug}/" for key, slug in lessons if key}
