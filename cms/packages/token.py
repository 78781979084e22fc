"""What an address of the packages' origin lets one do: read one package, and tell of one opening of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing

SALT = "packages"
LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Ticket:
    """`opening` is empty where an editor only looks; `site` is the origin of the page that holds the package."""

    package: int
    opening: str
    site: str


def sealed(ticket: Ticket) -> str:
    return signing.dumps(asdict(ticket), salt=SALT)


def unsealed(token: str) -> Ticket | None:
    """None where it is not ours, or has lasted for half a day."""
    try:
        return Ticket(**signing.loads(token, salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        return None
