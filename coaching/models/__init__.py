from .academy import Academy, Licence
from .action import Action, Barrier
from .application import Application, CriterionScore
from .coach import Coach, CoachHours, Conflict, Supervision
from .coaching import Coaching
from .cohort import Certification, Cohort, CohortFaculty, Enrolment
from .course import CohortAttendance, CohortSession, LearningSet
from .coursework import CoachSurvey, Evidence, Submission
from .pairing import PairDecision, Pairing
from .pathway import Pathway, TravelTime
from .programme import Criterion, Deliverable, Programme, ProgrammeSession, ProgrammeVersion, Stage
from .proposed import ProposedSeat, ProposedTeam
from .session import MeetingScore, SessionGuests, SessionPerson, SessionReflection, TeamSession
from .team import Team, TeamMember, TeamSlot, TeamStage

__all__ = [
    "Academy",
    "Action",
    "Application",
    "Barrier",
    "Certification",
    "Coach",
    "CoachHours",
    "CoachSurvey",
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
    "Submission",
    "Supervision",
    "Team",
    "TeamMember",
    "TeamSession",
    "TeamSlot",
    "TeamStage",
    "TravelTime",
]
