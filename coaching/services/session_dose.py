"""What a session gives: to its coaches the practice of coaching, to whoever else came what taking part gives.

The session tells it, not the coach: nobody records their own dose where nobody else came (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Collection

from curriculum.enums import ActivityKind, SourceKind
from curriculum.models import Activity, ActivityVersion, DoseEntry
from curriculum.queries.offer import giving_versions
from curriculum.queries.session import recorded_by_name
from curriculum.services.bulk import Given, give_together
from curriculum.services.bulk_void import void_many
from curriculum.services.holding import fold_people
from curriculum.services.locks import hold_people
from workforce.models import Account

from ..models import SessionPerson, TeamSession
from ..queries.stage import version_of


def give_for(session: TeamSession, came: Collection[SessionPerson], *, by: Account) -> None:
    """Whoever is recorded by name for a coached Big Room of the day was given for this meeting there."""
    hold_people([row.person_id for row in came])
    coached, attended = _activities(session)
    before = _recorded(session, came) if coached or attended else set()
    rows = [
        Given(row.person_id, version, SourceKind.BIG_ROOM, row.uuid, session.date)
        for row in came
        if (version := coached if row.is_coach else attended) and row.person_id not in before
    ]
    if rows:
        give_together(trust=session.trust, rows=rows, by=by)


def take_back(session: TeamSession, gone: Collection[SessionPerson], *, by: Account) -> None:
    sources = [row.uuid for row in gone]
    hold_people([row.person_id for row in gone])
    void_many(trust=session.trust, source_kind=SourceKind.BIG_ROOM, sources=sources, by=by)
    given = DoseEntry.objects.filter(
        trust=session.trust_id, source_kind=SourceKind.BIG_ROOM, source_id__in=sources
    ).values_list("skill", flat=True)
    fold_people(trust=session.trust_id, people=sorted({row.person_id for row in gone}), skills=set(given))


def _recorded(session: TeamSession, came: Collection[SessionPerson]) -> set[int]:
    meetings = Activity.objects.filter(trust=session.trust_id, kind=ActivityKind.BIG_ROOM)
    return recorded_by_name(session.trust_id, meetings, session.date, [row.person for row in came])


def _activities(session: TeamSession) -> tuple[ActivityVersion | None, ActivityVersion | None]:
    """As the programme of the team says, in the version that its cohort began with; none where it names none.

    Coached Big Rooms only: of these *Sessions held* knows that a log may have told of them.
    """
    version = version_of(session.team)
    if version is None:
        return None, None
    meetings = (one for one in giving_versions(session.trust_id) if one.activity.kind == ActivityKind.BIG_ROOM)
    giving = {one.activity.key: one for one in meetings}
    return giving.get(version.coaching_key), giving.get(version.attending_key)
