"""What a page can be told with: one file an idea."""

from .plan import SessionPlanBlock
from .question import CheckBlock
from .story import StoryBlock

__all__ = ["CheckBlock", "SessionPlanBlock", "StoryBlock"]
