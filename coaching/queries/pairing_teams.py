"""Teams as pairing knows them: when and where they meet, who belongs to them, and who manages those, two levels up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workforce.models import PostStretch

from ..calc.pairing.facts import CoachId, PersonId, Site, Slot
from ..calc.pairing.facts import Team as TeamFact
from ..enums import Coached, Mode, TeamPart
from ..models import Coaching, Team, TeamMember, TeamSlot, TravelTime


def team_facts(
    teams: Sequence[Team],
    *,
    on: dt.date,
    brought: Mapping[int, frozenset[CoachId]],
    wishes: Iterable[tuple[str, CoachId, int]],
) -> dict[int, TeamFact]:
    """Of those that have a slot. Whoever coaches one of them already has come with it."""
    slots, members = slots_of(teams, on=on), _members(teams, on)
    above = _chains({person for rows in members.values() for person, part, _ in rows if _is_one_of_it(part)}, on)
    now = Coaching.objects.filter(team__in=teams).on(on).values_list("team", "coach__person__uuid")
    wished: dict[str, dict[CoachId, int]] = defaultdict(dict)
    for team, coach, points in wishes:
        wished[team][coach] = points
    coached: dict[int, set[CoachId]] = defaultdict(set)
    for pk, person in now:
        coached[pk].add(str(person))
    return {
        team.pk: TeamFact(
            id=str(team.uuid),
            programme=str(team.programme_id),
            pathway=str(team.pathway_id),
            slot=week_slot(slots[team.pk]),
            needs_pair=team.programme.coached == Coached.PAIR,
            weight=team.priority,
            site=_site(slots[team.pk]),
            online=slots[team.pk].mode in (Mode.ONLINE, Mode.MIXED),
            members=frozenset(str(uuid) for _, _, uuid in members[team.pk]),
            managers=dict(
                chain for one, _, uuid in members[team.pk] for chain in managers_of(uuid, above.get(one, []))
            ),
            brings=brought.get(team.pk, frozenset()) | coached[team.pk],
            prefers=wished[str(team.uuid)],
        )
        for team in teams
        if team.pk in slots
    }


def _is_one_of_it(part: str) -> bool:
    """A sponsor answers for a team and is none of those who must be free to speak in it."""
    return part != TeamPart.SPONSOR


def slots_of(teams: Iterable[Team | int], *, on: dt.date) -> dict[int, TeamSlot]:
    """The one of the day; before it, the first to come."""
    rows = TeamSlot.objects.filter(team__in=teams).overlapping(on, None).order_by("-since")
    return {row.team_id: row for row in rows}


def week_slot(slot: TeamSlot) -> Slot:
    begins = slot.begins.hour * 60 + slot.begins.minute
    return Slot(slot.weekday, begins, begins + slot.minutes)


def _site(slot: TeamSlot) -> Site | None:
    return None if slot.mode == Mode.ONLINE or slot.site_id is None else str(slot.site_id)


def _members(teams: Sequence[Team], on: dt.date) -> dict[int, list[tuple[int, str, object]]]:
    rows = TeamMember.objects.filter(team__in=teams).on(on)
    found: dict[int, list[tuple[int, str, object]]] = defaultdict(list)
    for team, person, part, uuid in rows.values_list("team", "person", "part", "person__uuid"):
        found[team].append((person, part, uuid))
    return found


def _chains(people: set[int], on: dt.date) -> dict[int, list[tuple[PersonId, ...]]]:
    """Of each their line manager and that one's manager; whoever has several posts has several such chains."""
    first = _direct(people, on)
    second = _direct({one for managers in first.values() for one, _ in managers}, on)
    found: dict[int, list[tuple[PersonId, ...]]] = defaultdict(list)
    for person, managers in first.items():
        for one, uuid in managers:
            above = second.get(one, [])
            found[person] += [(str(uuid), str(over)) for _, over in above] or [(str(uuid),)]
    return found


def managers_of(member: object, chains: list[tuple[PersonId, ...]]) -> Iterator[tuple[PersonId, tuple[PersonId, ...]]]:
    """Each chain by a name of its own, of which the part before the stroke is the member."""
    for number, chain in enumerate(chains):
        yield f"{member}/{number}" if number else str(member), chain


def _direct(people: Iterable[int], on: dt.date) -> dict[int, list[tuple[int, object]]]:
    rows = PostStretch.objects.filter(person__in=people).exclude(manager=None).on(on).order_by("pk")
    found: dict[int, list[tuple[int, object]]] = defaultdict(list)
    for person, manager, uuid in rows.values_list("person", "manager", "manager__uuid"):
        found[person].append((manager, uuid))
    return found


def ways(trust: int) -> dict[tuple[Site, Site], int]:
    rows = TravelTime.objects.filter(trust=trust).values_list("one", "other", "minutes")
    return {(str(one), str(other)): minutes for one, other, minutes in rows}
