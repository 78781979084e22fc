from .curriculum import CurriculumPage
from .home import HomePage
from .lesson import LessonPage
from .level import LevelPage
from .library import LibraryPage, ResourceKind, ResourcePage
from .module import ModulePage, Part, PartDose, TestSkill
from .review import ColleagueTask

__all__ = [
    "ColleagueTask",
    "CurriculumPage",
    "HomePage",
    "LessonPage",
    "LevelPage",
    "LibraryPage",
    "ModulePage",
    "Part",
    "PartDose",
    "ResourceKind",
    "ResourcePage",
    "TestSkill",
]
