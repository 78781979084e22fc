from .activity import Activity, ActivityDose, ActivityVersion
from .attempt import Attempt, Progress
from .calendar_feed import CalendarFeed
from .certificate import Certificate
from .course import CourseMapping
from .coverage import CoverageChange, CoverageMark, CoverageMonth, ExpectedPost, Spell
from .credential import Credential, CredentialSkill
from .entry import DoseEntry, Evidence
from .exemption import Exemption
from .figure import MonthEnd, PublishedFigure
from .framework import Framework, FrameworkVersion
from .holding import Holding
from .identity import Identity
from .level import AudienceRule, Level, LevelDose, PracticeTarget, Target
from .nomination import Nomination
from .package import Package, PackageFile, PackageProgress
from .plan import LevelPlan
from .planned_session import Booking, PlannedSession
from .prior_learning import PriorLearning, PriorLearningSkill
from .reflection import Reflection
from .room import Room
from .session import Attendance, TaughtSession
from .session_wish import SessionWish
from .skill import Skill, SkillGroup

__all__ = [
    "Activity",
    "ActivityDose",
    "ActivityVersion",
    "Attempt",
    "Attendance",
    "AudienceRule",
    "Booking",
    "CalendarFeed",
    "Certificate",
    "CourseMapping",
    "CoverageChange",
    "CoverageMark",
    "CoverageMonth",
    "Credential",
    "CredentialSkill",
    "DoseEntry",
    "Evidence",
    "Exemption",
    "ExpectedPost",
    "Framework",
    "FrameworkVersion",
    "Holding",
    "Identity",
    "Level",
    "LevelDose",
    "LevelPlan",
    "MonthEnd",
    "Nomination",
    "Package",
    "PackageFile",
    "PackageProgress",
    "PlannedSession",
    "PracticeTarget",
    "PriorLearning",
    "PriorLearningSkill",
    "Progress",
    "PublishedFigure",
    "Reflection",
    "Room",
    "SessionWish",
    "Skill",
    "SkillGroup",
    "Spell",
    "Target",
    "TaughtSession",
]
