"""What a session gives: to its coaches the practice of coaching, to whoever else came what taking part gives.

The session tells it, not the coach: nobody records their own dose where nobody else came (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Collection

from curriculum.enums import SourceKind
from curriculum.models import ActivityVersion, DoseEntry
from curriculum.queries.offer import giving_versions
from curriculum.queries.session import recorded_on
from curriculum.services.bulk import Given, give_together
from curriculum.services.bulk_void import void_many
from curriculum.services.holding import fold_people
from curriculum.services.locks import hold_people
from workforce.models import Account

from ..models import SessionPerson, TeamSession
from ..queries.stage import version_of


def give_for(session: TeamSession, came: Collection[SessionPerson], *, by: Account) -> None:
    """Of somebody who recorded the same activity of the day through another door nothing is given twice."""
    hold_people([row.person_id for row in came])
    coached, attended = _activities(session)
    rows = []
    for version, part in ((coached, [r for r in came if r.is_coach]), (attended, [r for r in came if not r.is_coach])):
        if version is not None and part:
            before = recorded_on(version.activity, session.date, [row.person for row in part])
            rows += [
                Given(row.person_id, version, SourceKind.BIG_ROOM, row.uuid, session.date)
                for row in part
                if row.person_id not in before
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


def _activities(session: TeamSession) -> tuple[ActivityVersion | None, ActivityVersion | None]:
    """As the programme of the team says, in the version that its cohort began with; none where it names none."""
    version = version_of(session.team)
    if version is None:
        return None, None
    giving = {one.activity.key: one for one in giving_versions(session.trust_id)}
    return giving.get(version.coaching_key), giving.get(version.attending_key)
