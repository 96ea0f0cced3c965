"""Tell an article's language and script."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

Script = Literal["zh-Hans", "zh-Hant", "en", "ru"]
_SAMPLE_LENGTH = 100_000
_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# A Chinese character says about as much as three letters.
_LETTERS_PER_HAN = 3


def detect_language(text: str) -> Script:
    """Tell the language of a text by its letters, and the script by its characters.

    Returns
    -------
    str
        ``zh-Hans``, ``zh-Hant``, ``en`` or ``ru``; ``en`` for a text without letters.
    """
    sample = text[:_SAMPLE_LENGTH]
    han = len(_HAN.findall(sample)) * _LETTERS_PER_HAN
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if han >= max(cyrillic, latin) and han:
        return _script(sample)
    return "ru" if cyrillic > latin else "en"


def _script(sample: str) -> Script:
    characters = set(_HAN.findall(sample))
    traditional = sum(_converter("t2s").convert(c) != c for c in characters)
    simplified = sum(_converter("s2t").convert(c) != c for c in characters)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@cache
def _converter(name: str) -> Any:  # noqa: ANN401 - opencc ships no types
    from opencc import OpenCC

    return OpenCC(name)
