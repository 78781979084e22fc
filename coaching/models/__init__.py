from .academy import Academy, Licence
from .action import Action, Barrier
from .coach import Coach, CoachHours, Conflict, Supervision
from .coaching import Coaching
from .cohort import Certification, Cohort, CohortFaculty, Enrolment
from .pathway import Pathway, TravelTime
from .programme import Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage
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
    "Pathway",
    "Programme",
    "ProgrammeSession",
    "ProgrammeVersion",
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
