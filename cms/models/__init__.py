from .curriculum import CurriculumPage
from .home import HomePage
from .lesson import LessonPage
from .level import LevelPage
from .library import LibraryPage, ResourceKind, ResourcePage
from .module import ModulePage, Part, PartDose, TestSkill
from .outside_link import Outcome, OutsideLink
from .review import ColleagueTask

__all__ = [
    "ColleagueTask",
    "CurriculumPage",
    "HomePage",
    "LessonPage",
    "LevelPage",
    "LibraryPage",
    "ModulePage",
    "Outcome",
    "OutsideLink",
    "Part",
    "PartDose",
    "ResourceKind",
    "ResourcePage",
    "TestSkill",
]
