from .academy import Academy, Licence
from .action import Action, Barrier
from .coach import Coach, CoachHours, Conflict, Supervision
from .coaching import Coaching
from .cohort import Certification, Cohort, CohortFaculty, Enrolment
from .pairing import PairDecision, Pairing
from .pathway import Pathway, TravelTime
from .programme import Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage
from .proposed import ProposedSeat, ProposedTeam
from .session import MeetingScore, SessionGuests, SessionPerson, SessionReflection, TeamSession
from .team import Team, TeamMember, TeamSlot, TeamStage

__all__ = [
    "Academy",
    "Action",
    "Barrier",
    "Certification",
    "Coach",
    "CoachHours",
    "Coaching",
    "Cohort",
    "CohortFaculty",
    "Conflict",
    "Deliverable",
    "Enrolment",
    "Licence",
    "MeetingScore",
    "PairDecision",
    "Pairing",
    "Pathway",
    "Programme",
    "ProgrammeSession",
    "ProgrammeVersion",
    "ProposedSeat",
    "ProposedTeam",
    "SessionGuests",
    "SessionPerson",
    "SessionReflection",
    "Stage",
    "Supervision",
    "Team",
    "TeamMember",
    "TeamSession",
    "TeamSlot",
    "TeamStage",
    "TravelTime",
]
