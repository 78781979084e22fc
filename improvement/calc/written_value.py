"""A value as people write it: 12, 1,234.5, 85 %, £1,200, 1 234. What is not plainly one number is refused."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST, PLACES = Decimal(10) ** 12, 6
NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")  # with which spreadsheets part thousands
PER_CENT = "%"


class NotAValue(Exception):
    """It cannot be read as one number. The text is for the reader."""


def written_value(text: str, *, unit: str = "") -> Decimal:
    """`unit`: a share in per cent is only taken where the measure is counted in per cent."""
    typed = text.translate(SPACES).strip()
    bare, is_share = _without_signs(typed)
    if is_share and unit != PER_CENT:
        raise NotAValue(f"“{typed}” is in per cent, and this measure is not.")
    if DECIMAL_COMMA.fullmatch(bare) and not NUMBER.fullmatch(bare):
        raise NotAValue(f"“{typed}” has a comma where the point of a decimal should be. Write 12.5, not 12,5.")
    if not NUMBER.fullmatch(bare) or not any(letter.isdigit() for letter in bare):
        raise NotAValue(f"“{typed}” is not a number.")
    return _kept(Decimal(bare.replace(",", "").replace(" ", "")), typed)


def share(numerator: Decimal, denominator: Decimal, *, per: int) -> Decimal:
    """The first out of the second, per hundred or the like; to as many places as are kept."""
    found = numerator * per / denominator
    if abs(found) >= LARGEST:
        raise NotAValue(f"{numerator} out of {denominator} is too large.")
    return _kept(found.quantize(Decimal(1).scaleb(-PLACES)), "")


def _without_signs(text: str) -> tuple[str, bool]:
    is_share = text.endswith(PER_CENT)
    bare = text.removesuffix(PER_CENT).replace("\u2212", "-").strip()
    return bare.replace("£", "", 1).strip() if bare.lstrip("-").startswith("£") else bare, is_share


def _kept(value: Decimal, typed: str) -> Decimal:
    if abs(value) >= LARGEST:
        raise NotAValue(f"“{typed}” is too large.")
    if value != (kept := value.quantize(Decimal(1).scaleb(-PLACES))):
        raise NotAValue(f"“{typed}” has more than {PLACES} places behind the point.")
    return kept.normalize() + 0  # no minus nought
