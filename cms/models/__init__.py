from .curriculum import CurriculumPage
from .home import HomePage
from .lesson import LessonPage
from .level import LevelPage
from .module import ModulePage, Part, PartDose, TestSkill

__all__ = ["CurriculumPage", "HomePage", "LessonPage", "LevelPage", "ModulePage", "Part", "PartDose", "TestSkill"]
