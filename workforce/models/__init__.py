from .absence import Absence
from .account import Account
from .browser_session import BrowserSession
from .changed import ChangedPerson
from .decision import Decision
from .digest import Digest, LetterChoice
from .grant import Grant
from .identifier import PersonIdentifier, PostIdentifier, SiteIdentifier, UnitIdentifier
from .import_run import ImportPiece, ImportRow, ImportRun
from .job import Job
from .notice import Notice
from .person import Person
from .post import Post, PostStretch
from .site import Site
from .slip import Slip
from .trust import Trust
from .unit import Unit, UnitPlace, UnitReach, UnitSuccessor

__all__ = [
    "Absence",
    "Account",
    "BrowserSession",
    "ChangedPerson",
    "Decision",
    "Digest",
    "LetterChoice",
    "Grant",
    "ImportPiece",
    "ImportRow",
    "ImportRun",
    "Job",
    "Notice",
    "Person",
    "PersonIdentifier",
    "Post",
    "PostIdentifier",
    "PostStretch",
    "Site",
    "SiteIdentifier",
    "Slip",
    "Trust",
    "Unit",
    "UnitIdentifier",
    "UnitPlace",
    "UnitReach",
    "UnitSuccessor",
]
