from .academy import Academy, Licence
from .action import Action, Barrier
from .coach import Coach, CoachHours, CoachLeave, Conflict, Supervision
from .coaching import Coaching
from .cohort import Certification, Cohort, CohortFaculty, Enrolment
from .holiday import Holiday
from .pathway import Pathway, TravelTime
from .programme import Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage
from .refresher import Refresher
from .team_selection import ReadinessAnswer, TeamDecision, TeamScore
from .session import MeetingScore, SessionGuests, SessionPerson, SessionReflection, TeamSession
from .target import AcademyTarget
from .team import Team, TeamMember, TeamSlot, TeamStage

__all__ = [
    "Academy",
    "AcademyTarget",
    "Action",
    "Barrier",
    "Certification",
    "Coach",
    "CoachHours",
    "CoachLeave",
    "Coaching",
    "Cohort",
    "CohortFaculty",
    "Conflict",
    "Deliverable",
    "Enrolment",
    "Holiday",
    "Licence",
    "MeetingScore",
    "Pathway",
    "Programme",
    "ProgrammeSession",
    "ProgrammeVersion",
    "ReadinessAnswer",
    "Refresher",
    "SessionGuests",
    "SessionPerson",
    "SessionReflection",
    "Stage",
    "Supervision",
    "Team",
    "TeamDecision",
    "TeamMember",
    "TeamScore",
    "TeamSession",
    "TeamSlot",
    "TeamStage",
    "TravelTime",
]
