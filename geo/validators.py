"""What a value of a record must be like before its own type is looked at."""

from __future__ import annotations

import unicodedata
from typing import Any


def printable(text: str) -> str:
    """Refuse control characters but line breaks and tabs.

    Raises
    ------
    ValueError
        Names the character.
    """
    for character in text:
        if unicodedata.category(character) == "Cc" and character not in "\n\t":
            message = f"holds the control character U+{ord(character):04X}; remove it"
            raise ValueError(message)
    return text


def as_tuple(value: Any) -> Any:  # noqa: ANN401 - a validator sees any value
    """Take one text for a list of one."""
    return (value,) if isinstance(value, str) else value
