from .measure import Measure, MeasureNote, MeasurePoint
from .pdsa import ChangeIdea, Pdsa

__all__ = ["ChangeIdea", "Measure", "MeasureNote", "MeasurePoint", "Pdsa"]
