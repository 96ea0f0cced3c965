"""Numbers as articles write them: digits, Chinese numerals, words; with scales and fractions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.articles.words import read_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.articles.lexicon import Lexicon

_DIGITS_ZH = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "俩": 2}
_POWERS_ZH = {"十": 10, "百": 100, "千": 1000}
_MYRIADS_ZH = {"万": 10_000, "亿": 100_000_000}
_SHORTENED = frozenset("百千万")
_IDIOMS = {"三五": (3.0, 5.0), "三五百": (300.0, 500.0), "三五千": (3000.0, 5000.0)}
_BY = re.compile("[ \u00a0](?:в|за|на|до|под|с)[ \u00a0]")
_SEVERAL = (2, 9)  # articles/README.md: 数千 stands for 2,000 to 9,000
_TENS_AND_SOME = (11, 19)
_SCALED_FROM = 1000
_GROUP = 3  # digits between thousands marks
_ONE_MARK = 2  # one mark parts two groups
_MAX_NUMBER_LENGTH = 24


class Number(NamedTuple):
    """One number in folded text.

    Parameters
    ----------
    low, high
        Equal unless the numeral itself is a range (三四, 数千).
    relation
        ``eq``, ``range`` or, for 多, 余 and the like, ``at_least``.
    kind
        ``plain``, ``fraction`` (a part of one: %, 成, a third) or ``times``.
    wording
        ``odd`` or ``several``, if one is in the numeral.
    scaled
        Whether a scale word such as 万 or млн is part of it.
    written
        Whether it is written in words.
    """

    start: int
    end: int
    low: float
    high: float
    relation: str = "eq"
    kind: str = "plain"
    wording: str | None = None
    scaled: bool = False
    written: bool = False

    def times(self, factor: float) -> Number:
        """Scale both ends."""
        return self._replace(low=self.low * factor, high=self.high * factor)


def numbers(text: str, lexicon: Lexicon) -> Iterator[Number]:
    """Find all numbers of a folded text in order, none inside another."""
    position = 0
    for match in lexicon.number.finditer(text):
        if match.start() < position:
            continue
        number = _read(match, lexicon)
        if number is not None:
            position = number.end
            yield number


def _read(match: re.Match[str], lexicon: Lexicon) -> Number | None:
    kind = match.lastgroup
    start, end = match.span()
    if end - start > 4 * _MAX_NUMBER_LENGTH:
        return None
    if kind == "digits":
        return _read_digits(match, lexicon)
    if kind == "part":  # 百分之三十, 三分之二
        return _read_part(match)
    if kind == "myriads":
        number = read_chinese(match.group(), start)
        return number and with_tail(number, match.string, lexicon)
    if kind == "phrase":
        number = _read_phrase(match, lexicon)
    else:
        run = _inverted_scale(match, lexicon) or _read_words(match, lexicon)
        if run is None or run.scaled:
            return run
        number = run
    return with_tail(_with_half(number, match.string, lexicon), match.string, lexicon)


def _read_words(match: re.Match[str], lexicon: Lexicon) -> Number | None:
    ends = read_run(match.group(), lexicon.numerals)
    if ends is None:
        return None
    relation = "range" if ends[0] < ends[1] else "eq"
    return Number(*match.span(), *ends, relation, written=True)


def _inverted_scale(match: re.Match[str], lexicon: Lexicon) -> Number | None:
    """Read a scale before its number, which makes it approximate: тысяч триста, миллиона два."""
    first, _, rest = match.group().partition(" ")
    if first not in lexicon.data.get("inverted_scales", ()):
        return None
    start, end = match.span()
    if not rest:  # тысячи в четыре
        after = _BY.match(match.string, end)
        behind = lexicon.number.match(match.string, after.end()) if after else None
        if behind is None or behind.lastgroup != "words":
            return None
        rest, end = behind.group(), behind.end()
    ends = read_run(rest, lexicon.numerals)
    if ends is None or ends[1] >= _SCALED_FROM:
        return None
    dash = match.string.startswith("-", end)
    more = lexicon.number.match(match.string, end + 1) if dash else None
    if more and more.lastgroup == "words":  # тысяч пять-шесть
        upper = read_run(more.group(), lexicon.numerals)
        if upper and ends[1] < upper[0] < _SCALED_FROM:
            ends, end = (ends[0], upper[1]), more.end()
    half = lexicon.half_after.match(match.string, end)
    if half:
        ends, end = (ends[0] + 0.5, ends[1] + 0.5), half.end()
    relation = "range" if ends[0] < ends[1] else "approx"
    number = Number(start, end, *ends, relation, scaled=True, written=True)
    return number.times(lexicon.numerals[first])


def _read_phrase(match: re.Match[str], lexicon: Lexicon) -> Number:
    start, end = match.span()
    phrase = lexicon.phrase(match.string, start, end)
    several = phrase.low < phrase.high
    return Number(
        start,
        end,
        phrase.low,
        phrase.high,
        "range" if several else "eq",
        phrase.kind,
        "several" if several else None,
        scaled=phrase.low >= _SCALED_FROM,
        written=True,
    )


def _with_half(number: Number, text: str, lexicon: Lexicon) -> Number:
    half = lexicon.half_after.match(text, number.end)
    if not half or number.kind != "plain":
        return number
    return number._replace(low=number.low + 0.5, high=number.high + 0.5, end=half.end())


def _read_digits(match: re.Match[str], lexicon: Lexicon) -> Number | None:
    start, end = match.span()
    text = match.string
    whole = match.group()
    if end - start > _MAX_NUMBER_LENGTH:
        return None
    value = western(whole, lexicon.decimal, scaled=bool(lexicon.scale.match(text, end)))
    if value is None:
        return None
    number = Number(start, end, value, value)
    return with_tail(number, text, lexicon)


def western(digits: str, decimal: str, *, scaled: bool = False) -> float | None:
    """Read digits with thousands marks; ``decimal`` is the language's decimal mark."""
    if digits.isdigit() and digits[0] != "0":
        return float(digits)
    digits = re.sub(r"[ \u00a0']", "", digits)
    groups = re.split(r"[.,]", digits)
    if groups[0].startswith("0") and len(groups[0]) > 1:
        return None  # a telephone number, a time
    in_thousands = all(len(group) == _GROUP for group in groups[1:])
    if len(groups) == 1 or (len(groups) > _ONE_MARK and in_thousands):
        return float("".join(groups))
    if len(groups) > _ONE_MARK:
        return None  # a date or a version
    # One mark before three digits: of thousands, unless a scale follows (3,380 млн) or it is the
    # decimal point of a language that doesn't group by it (3.384 in English).
    mark = "," if "," in digits else "."
    groups_by_mark = mark != decimal or mark == ","
    decimal_by_scale = scaled and mark == decimal  # 3,380 млн, but 1,500萬
    if in_thousands and groups[0].strip("0") and groups_by_mark and not decimal_by_scale:
        return float("".join(groups))
    return float(f"{groups[0]}.{groups[1]}")


def with_tail(number: Number, text: str, lexicon: Lexicon) -> Number:
    """Take in what follows the digits: 余, a scale, 余 again; 'тыс.', 'million'."""
    for _ in range(2):
        odd = lexicon.odd.match(text, number.end)
        if odd:
            number = _odd(number, odd)
        scale = lexicon.scale.match(text, number.end)
        if not scale or number.scaled:
            break
        factor = lexicon.scale_value(scale.group())
        number = number.times(factor)._replace(end=scale.end(), scaled=True)
    return number


def _odd(number: Number, odd: re.Match[str]) -> Number:
    if number.low < number.high:
        return number._replace(end=odd.end())
    if odd.group().endswith("来"):  # 十来天: about ten days
        return number._replace(end=odd.end(), relation="approx")
    return number._replace(end=odd.end(), relation="at_least", wording="odd")


def _read_part(match: re.Match[str]) -> Number | None:
    if "分之" not in match.group():
        return Number(*match.span(), 0.5, 0.5, kind="fraction", written=True)  # 一半
    below, above = match.group().split("分之")
    if below == "百":
        top = read_chinese(above, 0) if not above[0].isdigit() else None
        low, high = (top.low, top.high) if top else (float(above), float(above))
        relation, wording = (top.relation, top.wording) if top else ("eq", None)
        divisor = 100.0
    else:
        top, bottom = read_chinese(above, 0), read_chinese(below, 0)
        if not top or not bottom or not bottom.low:
            return None
        low, high, relation, wording = top.low, top.high, top.relation, top.wording
        divisor = bottom.low
    start, end = match.span()
    return Number(start, end, low / divisor, high / divisor, relation, "fraction", wording)


def read_chinese(numeral: str, start: int) -> Number | None:
    """Read a Chinese numeral: 三千三百多, 二十五六, 十几, 数千, 两三, 一万一千余, 三、四百万."""
    end = start + len(numeral)
    if numeral.startswith("上"):  # 上万: ten thousand and more
        value = chinese_value("一" + numeral[1:])
        return (
            None
            if value is None
            else Number(start, end, value, value, "at_least", wording="odd", written=True)
        )
    tail = next((c for c in numeral if c in "余多来"), None)
    core = "".join(c for c in numeral if c not in "余多来、")
    if "数" in core or "几" in core:
        return _vague(core, start, end)
    ends = _IDIOMS.get(core) or _ends(core)
    if ends is None:
        return None
    if ends[0] < ends[1]:
        return Number(start, end, *ends, "range", written=True)
    odd = tail in {"余", "多"}
    relation, wording = ("at_least", "odd") if odd else ("eq", None)
    return Number(start, end, *ends, relation, wording=wording, written=True)


def _ends(core: str) -> tuple[float, float] | None:
    """Give both ends of 二十五六, or the value of a plain numeral twice."""
    if core == "半":
        return 0.5, 0.5
    low_text, high_text = _double(core) or (core, core)
    low, high = chinese_value(low_text), chinese_value(high_text)
    return None if low is None or high is None or low > high else (low, high)


def _double(core: str) -> tuple[str, str] | None:
    """Split 二十五六 into 二十五 and 二十六, 三四百万 into 三百万 and 四百万."""
    for i in range(len(core) - 1):
        here, there = _DIGITS_ZH.get(core[i]), _DIGITS_ZH.get(core[i + 1])
        if here is not None and there is not None and here and there == here + 1:
            before, after = core[:i], core[i + 2 :]
            if any(c in _DIGITS_ZH for c in after) or (before and before[-1] in _DIGITS_ZH):
                return None
            return before + core[i] + after, before + core[i + 1] + after
    return None


def _vague(core: str, start: int, end: int) -> Number | None:
    if core in {"十几", "十数"}:
        low, high = _TENS_AND_SOME
    else:
        index = next(i for i, c in enumerate(core) if c in "数几")
        before, after = core[:index], core[index + 1 :]
        factor = chinese_value("一" + after) if after else 1.0
        base = chinese_value(before) if before else 0.0
        if factor is None or base is None:
            return None
        low, high = (round(base + n * factor) for n in _SEVERAL)
        if before:
            low = round(base + factor)
    return Number(start, end, low, high, "range", wording="several", written=True)


def chinese_value(numeral: str) -> float | None:
    """Give the value of a plain Chinese numeral; None if it is none."""
    if not numeral:
        return None
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if all(c in _DIGITS_ZH for c in numeral):
        return float("".join(str(_DIGITS_ZH[c]) for c in numeral))  # 二零二四
    whole, sign, part = numeral.partition("点")
    if sign:
        myriad = _MYRIADS_ZH.get(part[-1:], 1) if part else 1
        digits = part.rstrip("万亿")
        base = chinese_value(whole)
        if base is None or not digits or any(c not in _DIGITS_ZH for c in digits):
            return None
        return float(f"{base:.0f}.{''.join(str(_DIGITS_ZH[c]) for c in digits)}") * myriad
    total = section = 0.0
    digit: float | None = None
    power = 0.0
    for character in numeral:
        if character in _DIGITS_ZH:
            digit = float(_DIGITS_ZH[character])
        elif character in _POWERS_ZH:
            power = float(_POWERS_ZH[character])
            section += (1.0 if digit is None else digit) * power
            digit = None
        elif character in _MYRIADS_ZH:
            section += digit or 0.0
            power = float(_MYRIADS_ZH[character])
            unit = section or 1.0
            total = (total + unit) * power if character == "亿" else total + unit * power
            section, digit = 0.0, None
        else:
            return None
    if digit and numeral[-2:-1] in _SHORTENED:
        digit *= power / 10  # 三千五: 3,500
    return total + section + (digit or 0.0)
