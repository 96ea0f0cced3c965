"""Colours of a picture by their part in it: light, dark, and grey for printers without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.export.options import Look

# Parts; modules that draw name these, never a colour of their own.
INK, MUTED, FAINT, PAPER, RULE, WARNING = "ink", "muted", "faint", "paper", "rule", "warning"
SEA, LAND, PLAIN_LAND, BORDER = "sea", "land", "plain land", "border"
SEA_TEXT, LAND_TEXT, GAUGE = "sea text", "land text", "gauge"
EVERY, NEAREST = "every", "nearest"
CODE, CODE_PAPER = "code", "code paper"  # a scanner wants dark on light, whatever the look

_PARTS = (
    *(INK, MUTED, FAINT, PAPER, RULE, WARNING, SEA, LAND, PLAIN_LAND, BORDER),
    *(SEA_TEXT, LAND_TEXT, GAUGE, EVERY, NEAREST, CODE, CODE_PAPER),
)
_COLOURS: dict[Look, tuple[str, ...]] = {
    "light": (
        *("#1d2730", "#56616b", "#8b969e", "#ffffff", "#c9d1d6", "#9a3412"),
        *("#dfe9f0", "#f7f5ef", "#e4dece", "#b5ada0"),
        *("#566672", "#6f6857", "#ffd34d", "#dde2e6", "#98a3ab", "#000000", "#ffffff"),
    ),
    "dark": (
        *("#e6ebf0", "#a9b4be", "#6a7680", "#12171d", "#4d5a66", "#f0a07a"),
        *("#17242f", "#2a323a", "#3a444d", "#56616b"),
        *("#93a7b6", "#aaa595", "#ffd34d", "#37424c", "#717d87", "#000000", "#ffffff"),
    ),
    "grey": (
        *("#111111", "#4d4d4d", "#808080", "#ffffff", "#bdbdbd", "#111111"),
        *("#ececec", "#fcfcfc", "#d6d6d6", "#9c9c9c"),
        *("#4d4d4d", "#5e5e5e", "#ffffff", "#dedede", "#a0a0a0", "#000000", "#ffffff"),
    ),
}
_LOOKS: dict[Look, dict[str, str]] = {
    look: dict(zip(_PARTS, colours, strict=True)) for look, colours in _COLOURS.items()
}
_LIGHTER = 0.3  # share of white that lifts a route's colour off dark land
_DARKEST, _PALEST = 0.12, 0.55  # of greys, so that no route is lost on white paper
_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in brightness (ITU-R BT.709)


def colour(look: Look, name: str) -> str:
    """Give the colour of a part, or the shade in which a look shows a route's or source's own."""
    known = _LOOKS[look]
    if name in known:
        return known[name]
    if look == "light" or not name.startswith("#"):
        return name
    channels = [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    if look == "dark":
        return _hex([c + (1 - c) * _LIGHTER for c in channels])
    bright = sum(c * weight for c, weight in zip(channels, _WEIGHTS, strict=True))
    return _hex([_DARKEST + bright * (_PALEST - _DARKEST)] * 3)


def _hex(channels: list[float]) -> str:
    return "#" + "".join(f"{round(c * 255):02x}" for c in channels)
