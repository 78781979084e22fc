from .academy import Academy, Licence
from .action import Action, Barrier
from .application import Application, CriterionScore
from .coach import Coach, CoachHours, CoachLeave, Conflict, Supervision
from .coaching import Coaching
from .cohort import Certification, Cohort, CohortFaculty, Enrolment
from .course import CohortAttendance, CohortSession, LearningSet
from .coursework import CoachSurvey, Evidence, Submission
from .holiday import Holiday
from .pairing import PairDecision, Pairing
from .pathway import Pathway, TravelTime
from .programme import Criterion, Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage
from .proposed import ProposedSeat, ProposedTeam
from .refresher import Refresher
from .session import MeetingScore, SessionGuests, SessionPerson, SessionReflection, TeamSession
from .target import AcademyTarget
from .team import Team, TeamMember, TeamSlot, TeamStage
from .team_selection import ReadinessAnswer, TeamDecision, TeamScore
from .wish import Wish

__all__ = [
    "Academy",
    "AcademyTarget",
    "Action",
    "Application",
    "Barrier",
    "Certification",
    "Coach",
    "CoachHours",
    "CoachSurvey",
    "CoachLeave",
    "Coaching",
    "Cohort",
    "CohortAttendance",
    "CohortFaculty",
    "CohortSession",
    "Conflict",
    "Criterion",
    "CriterionScore",
    "Deliverable",
    "Enrolment",
    "Evidence",
    "LearningSet",
    "Holiday",
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
    "ReadinessAnswer",
    "Refresher",
    "SessionGuests",
    "SessionPerson",
    "SessionReflection",
    "Stage",
    "Submission",
    "Supervision",
    "Team",
    "TeamDecision",
    "TeamMember",
    "TeamScore",
    "TeamSession",
    "TeamSlot",
    "TeamStage",
    "TravelTime",
    "Wish",
]
