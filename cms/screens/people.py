"""My people: for who manages a unit. Who is overdue, who is in time until when, who fades and what prevents it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.presenters.account import unit_names
from cms.presenters.csv import as_csv
from cms.presenters.figure import day_words
from cms.presenters.people import CHOICES, rows_in_words
from cms.presenters.reminder import reminded_words
from curriculum.queries.column import LevelColumns, levels_on
from curriculum.queries.my_people import ORDERS, Asked, Row, counts_of, held_on, not_counted, rows_of
from curriculum.queries.need import needs_of
from curriculum.queries.reminder import reminded
from workforce.enums import NAMED_ACCESS
from workforce.models import Grant, Person, Trust, UnitPlace
from workforce.queries.account import with_a_way_in
from workforce.queries.deputy import acting_for
from workforce.queries.person import meant
from workforce.queries.tree import children_of, place_of
from workforce.queries.whereabouts import whereabouts_of
from workforce.services.decision import note

from .asked import choice_in, page_in, place_in, words_in
from .door import TrustRequest, of_trust

ON_A_PAGE = 50
A_PART = 500
MOST_NOT_COUNTED = 200
WHOLE = "all"
HEADS = (
    "employee_number",
    "family_name",
    "given_name",
    "unit",
    "post",
    "level",
    "state",
    "overdue_since",
    "until",
    "essential_skills_held",
    "next",
)


@dataclass(frozen=True)
class PeopleAsked:
    place: UnitPlace
    levels: list[LevelColumns]
    level: LevelColumns | None
    order: str
    search: str
    asked: Asked
    is_whole: bool

    @property
    def by_id(self) -> dict[int, LevelColumns]:
        return {level.pk: level for level in self.levels}

    @property
    def parameters(self) -> dict[str, str]:
        told = {
            "unit": str(self.place.unit.uuid),
            "level": self.level.code if self.level else "",
            "state": self.asked.state,
            "search": self.search,
            "sort": self.order if self.order != "state" else "",
            "lines": WHOLE if self.is_whole else "",
        }
        return {name: value for name, value in told.items() if value}

    def address(self, route: str = "people", **other: str) -> str:
        told = {name: value for name, value in (self.parameters | other).items() if value}
        return f"{reverse(route)}?{urlencode(told)}"


@of_trust("curriculum.view_coverage")
def people(request: TrustRequest) -> HttpResponse:
    asked = people_asked(request)
    counts = counts_of(asked.asked)
    total = counts.get(asked.asked.state, 0) if asked.asked.state else sum(counts.values()) - counts["FADING"]
    on_a_page = A_PART if asked.is_whole else ON_A_PAGE
    page = Paginator(range(total), on_a_page).get_page(page_in(request.GET))
    rows = rows_of(asked.asked, order=asked.order, limit=on_a_page, offset=(page.number - 1) * on_a_page)
    held = held_on(request.trust, [row.person_id for row in rows], on=request.today)
    reminded_by = not_to_remind(request, {row.person_id for row in rows})
    told = {
        "asked": asked,
        "back": request.get_full_path(),
        "acting": acting_words(request),
        "may_name_deputy": request.user.has_perm("workforce.name_deputy", request.trust),
        "rows": rows_in_words(rows, asked.by_id, held, needs_of(request.trust, rows, on=request.today), reminded_by),
        "page": page,
        "total": total,
        "tabs": tabs_of(asked, counts),
        "sorts": sorts_of(asked),
        "below": children_of(asked.place.unit, on=request.today),
        "csv": asked.address("people_csv"),
        "remind_all": asked.address("remind-all"),
        "on_one_page": asked.address(lines=WHOLE) if page.has_other_pages() and not asked.is_whole else "",
        "in_words": asked_words(asked),
        "not_counted": not_counted_lines(asked),
    }
    return render(request, "screens/manage/people.html", told)


def acting_words(request: TrustRequest) -> list[str]:
    """For whom the reader acts, where and until when: whose people these are should never be in doubt."""
    held = list(acting_for(request.user, on=request.today))
    names = unit_names({one.unit_id for one in held})
    return [
        _("You act for %(who)s in %(unit)s until %(until)s.")
        % {
            "who": one.acts_for.account.person or one.acts_for.account,
            "unit": names.get(one.unit_id, ""),
            "until": day_words(one.until),
        }
        for one in held
        if one.acts_for and one.until
    ]


def not_counted_lines(asked: PeopleAsked) -> dict[str, object]:
    """Bank, rotation and placement: they work here, and no level asks anything of that post."""
    posts = [*not_counted(asked.asked)[: MOST_NOT_COUNTED + 1]]
    lines = [
        {
            "name": f"{post.person.family_name}, {post.person.given_name}".strip(", "),
            "href": reverse("person", args=[post.person.uuid]),
            "words": ", ".join(words for words in (post.title or post.job_role, post.get_kind_display()) if words),
        }
        for post in posts[:MOST_NOT_COUNTED]
    ]
    return {"lines": lines, "more": len(posts) > MOST_NOT_COUNTED}


@of_trust("curriculum.view_coverage")
def people_csv(request: TrustRequest) -> HttpResponse:
    asked = people_asked(request)
    rows = rows_of(asked.asked, order=asked.order)
    with transaction.atomic():
        note(by=request.user, did="exported people", to=asked.place.unit, rows=len(rows))
    lines = (line for start in range(0, len(rows), A_PART) for line in csv_lines(asked, rows[start : start + A_PART]))
    return as_csv(f"people-{request.today.isoformat()}.csv", HEADS, lines)


def csv_lines(asked: PeopleAsked, rows: list[Row]) -> Iterator[list[object]]:
    """A part at a time, so that a whole trust needs no more memory than a ward."""
    trust, on, people = asked.asked.trust, asked.asked.on, {row.person_id for row in rows}
    held, needs = held_on(trust, people, on=on), needs_of(trust, rows, on=on)
    where = whereabouts_of(trust, people, on=on)
    for row in rows_in_words(rows, asked.by_id, held, needs):
        at = where[row.person]
        who = [at.employee_number, row.family_name, row.given_name, "; ".join(at.units), "; ".join(at.posts)]
        days = [row.overdue_since or "", row.until_day or ""]
        yield [*who, row.level, row.state, *days, row.held, row.next]


def people_asked(request: TrustRequest) -> PeopleAsked:
    place = place_of_people(request)
    levels = levels_on(request.trust, on=request.today)
    search = words_in(request.GET, "search", words=_("A name to search for is letters, and no longer than a line."))
    level = choice_in(
        request.GET, "level", {level.code for level in levels}, words=_("There is no such level in force today.")
    )
    chosen = next((one for one in levels if one.code == level), None)
    return PeopleAsked(
        place=place,
        levels=levels,
        level=chosen,
        is_whole=bool(choice_in(request.GET, "lines", {WHOLE}, words=_("The list cannot be cut like that."))),
        order=choice_in(request.GET, "sort", set(ORDERS), words=_("The list cannot be sorted like that.")) or "state",
        search=search,
        asked=Asked(
            trust=request.trust,
            on=request.today,
            unit=place.unit_id,
            level=chosen.pk if chosen else None,
            state=choice_in(request.GET, "state", set(CHOICES), words=_("There is no such group of people.")),
            among=found_by(request.trust, search) if search else None,
        ),
    )


def place_of_people(request: TrustRequest) -> UnitPlace:
    """The unit that is asked for, or the first of one's own; only for who may see its people by name."""
    place = place_in(request.GET, request.trust, on=request.today) or first_of(request)
    if not request.user.has_perm("curriculum.view_people_of_coverage", place.unit):
        raise PermissionDenied
    return place


def found_by(trust: Trust, search: str) -> tuple[int, ...]:
    """Asked once, for the lines, their numbers and those who are beside the list."""
    return tuple(Person.objects.filter(meant(trust, search), trust=trust).values_list("pk", flat=True))


def first_of(request: TrustRequest) -> UnitPlace:
    """The first unit whose people the account may see; who has none may see no list of people."""
    grants = Grant.objects.filter(account=request.user, trust=request.trust, role__in=NAMED_ACCESS).on(request.today)
    grant = grants.select_related("unit").order_by("since", "pk").first()
    place = place_of(request.trust, grant.unit.uuid, on=request.today) if grant else None
    if place is None:
        raise PermissionDenied
    return place


def asked_words(asked: PeopleAsked) -> str:
    """For paper, which shows no form: the day, and which lines of the list these are."""
    state, search = asked.asked.state, asked.search
    words = [
        _("As of %(day)s") % {"day": day_words(asked.asked.on)},
        str(CHOICES[state]) if state else "",
        asked.level.name if asked.level else "",
        _("called “%(search)s”") % {"search": search} if search else "",
    ]
    return "; ".join(word for word in words if word)


def tabs_of(asked: PeopleAsked, counts: dict[str, int]) -> list[dict[str, object]]:
    everybody = sum(counts.values()) - counts["FADING"]
    choices = {"": _("All"), **CHOICES}
    return [
        {
            "words": words,
            "n": counts.get(code, 0) if code else everybody,
            "href": asked.address(state=code),
            "chosen": code == asked.asked.state,
        }
        for code, words in choices.items()
    ]


def sorts_of(asked: PeopleAsked) -> dict[str, dict[str, str]]:
    """For each column that sorts: the address that sorts by it, and how it is sorted now."""
    return {
        name: {
            "href": asked.address(sort=f"-{name}" if asked.order == name else name),
            "sorted": {name: "ascending", f"-{name}": "descending"}.get(asked.order, ""),
        }
        for name in ("name", "until")
    }


def not_to_remind(request: TrustRequest, people: Collection[int]) -> dict[int, str]:
    """By person, why nobody reminds them now: who did in this week, or that it would reach nobody."""
    found = reminded(request.trust, people, on=request.today)
    without = dict.fromkeys(set(people) - with_a_way_in(people), _("No account yet, so no reminder reaches them"))
    return without | {person: reminded_words(notice) for person, notice in found.items()}


urlpatterns = [
    path("manage/people/", people, name="people"),
    path("manage/people/people.csv", people_csv, name="people_csv"),
]
