"""A module as a person sees it: its parts, what is done, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.rich_text import expand_db_html

from curriculum.enums import ActivityKind
from curriculum.queries.capability import capability_of
from curriculum.queries.learning import Stood, Tests, stood_in, tests_of
from curriculum.queries.own_way import Booked
from curriculum.queries.planned_session import Wanted
from workforce.models import Person
from workforce.queries.trust import trust_of

from ..templatetags.academy_page import duration, trail
from .booked import booked_views
from .facilitators_plan import pieces_of
from .figure import day_words
from .my_way import first_in, way_of
from .next_sessions import next_sessions
from .planned_session import SessionView
from .session_wish import WishView, wish_views
from .story import once_a_revision, rendered

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import ModulePage


WHOLE = 100  # percent


@dataclass(frozen=True, slots=True)
class PartRow:
    key: str
    title: str
    minutes: int
    kind: str
    address: str
    stood: Stood
    way: str

    @property
    def done(self) -> bool:
        return self.stood.done_on is not None

    @property
    def is_begun(self) -> bool:
        return self.stood.is_begun and not self.done

    @property
    def is_lesson(self) -> bool:
        return self.kind == ActivityKind.LESSON

    @property
    def length(self) -> str:
        return duration(self.minutes)

    @property
    def done_words(self) -> str:
        return done_words(self.stood)


def done_words(stood: Stood) -> str:
    """Of what is done; a lesson without questions, and what is done in a room, have no score worth telling."""
    day = day_words(stood.done_on) if stood.done_on else ""
    if stood.score is None or stood.score == WHOLE:
        return _("Done on %(day)s") % {"day": day}
    return _("Done on %(day)s, %(score)s%% right") % {"day": day, "score": stood.score}


@dataclass(frozen=True, slots=True)
class WayRows:
    """The parts of one way to take a module; without a name: what belongs to every way."""

    name: str
    time: str
    parts: list[PartRow]


def ways_of(rows: Sequence[PartRow]) -> list[WayRows]:
    """In the order in which each begins."""
    found = {name: [row for row in rows if row.way == name] for name in dict.fromkeys(row.way for row in rows)}
    return [WayRows(name, duration(sum(row.minutes for row in parts)), parts) for name, parts in found.items()]


def module_context(module: ModulePage, request: HttpRequest) -> dict[str, Any]:
    person = person_of(request.user)
    stood = stood_by(person, module.code)
    rows = part_rows(module, stood)
    lessons = [row for row in rows if row.is_lesson]
    has_room = any(row.kind == ActivityKind.CLASSROOM for row in rows)
    tests = tests_of(person, on=timezone.localdate()) if person and module.test else Tests()
    return {
        **once_a_revision(module, "words", lambda: words_of(module)),
        "body": rendered(module, "body"),
        "ways": (ways := ways_of(rows)),
        "is_a_choice": sum(bool(way.name) for way in ways) > 1,
        "done": sum(row.done for row in lessons),
        "lessons": len(lessons),
        **(going_on(module, rows, person) if person else {"next": open_row(rows)}),
        "in_a_room": has_room,
        "may_read_plan": bool(module.session_plan) and may_read_plans(request.user),
        "sessions": sessions_of(module, request.user) if has_room else [],
        "wishes": wishes_of(module, request.user) if has_room else [],
        "can_test": bool(module.test) and person is not None and tests.is_open(module.code),
        "test_again_from": tests.again_from.get(module.code),
        "has_passed_test": stood.get(module.test_key, Stood()).done_on is not None,
    }


def going_on(module: ModulePage, rows: list[PartRow], person: Person) -> dict[str, Any]:
    """`next`: what the person's way leads through. `open`: what they may do all the same, where it leads past it."""
    if not any(row.address and not row.done for row in rows):
        return {"next": None, "open": None, "booked": []}
    way = way_of(capability_of(person, on=timezone.localdate()))
    step = first_in(way, module.code)
    asked = next((row for row in rows if step and row.key == step.activity.key), None)
    places = [view for one, view in zip(way.booked, booked_views(way), strict=True) if _is_in(one, module)]
    return {"next": asked, "open": None if asked and asked.is_lesson else open_row(rows), "booked": places}


def may_read_plans(account: Any) -> bool:
    """For others the plan would be a long piece of the page that is not for them."""
    return bool(account.has_perm("curriculum.read_plans", trust_of(account)))


def _is_in(one: Booked, module: ModulePage) -> bool:
    return one.booking.session.activity.module_key == module.code


def open_row(rows: list[PartRow]) -> PartRow | None:
    return next((row for row in rows if row.address and not row.done), None)


def sessions_of(module: ModulePage, account: Any) -> list[SessionView]:
    return next_sessions(account.trust_id, account.person_id, Wanted(module=module.code), now=timezone.now())


def wishes_of(module: ModulePage, account: Any) -> list[WishView]:
    return wish_views(account.trust_id, account.person_id, Q(module_key=module.code), now=timezone.now())


def person_of(account: Any) -> Person | None:
    person: Person | None = getattr(account, "person", None)
    return person


def stood_by(person: Person | None, module_key: str) -> dict[str, Stood]:
    """Nothing can be done by an account that is no person's."""
    return stood_in(trust=person.trust_id, person=person.pk, module_key=module_key) if person else {}


def words_of(module: ModulePage) -> dict[str, Any]:
    pieces = pieces_of(module.session_plan)
    plan = render_to_string("pages/session_plan.html", {"pieces": pieces}) if pieces else ""
    return {"trail": trail(module), "session_plan": plan, "sign_off": expand_db_html(module.sign_off)}


def part_rows(module: ModulePage, stood: Mapping[str, Stood]) -> list[PartRow]:
    addresses = lesson_addresses(module)
    parts = once_a_revision(module, "parts-and-ways", lambda: parts_of(module))
    return [
        PartRow(key, title, minutes, kind, addresses.get(key, ""), stood.get(key, Stood()), way)
        for key, title, minutes, kind, way in parts
    ]


def parts_of(module: ModulePage) -> list[tuple[str, str, int, str, str]]:
    return [(part.key, part.title, part.minutes, part.kind, part.way) for part in module.parts.all()]


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
