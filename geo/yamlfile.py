"""Read a YAML file written by people: strict, bounded, with the line of every key.

YAML 1.2's core rules decide what a bare word is (``NO`` is Norway, not false). Size, depth and
expanded nodes are bounded, so that no file can exhaust the machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from geo.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path as FilePath

MAX_BYTES = 4_000_000
MAX_NODES = 400_000
MAX_DEPTH = 30

Key = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"([-+]?\.inf|\.nan)", re.IGNORECASE)
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A parsed file: plain data, and the 1-based line of each key path."""

    name: str
    data: dict[str, Any]
    lines: dict[Key, int]
    text: bytes

    def line(self, key: Key) -> int:
        """Give the line of a key path, or of its nearest parent that the file has."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read(path: FilePath) -> Document:
    """Read a YAML mapping.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Document
        Data and line numbers.

    Raises
    ------
    InputError
        If the file is missing, too large, not UTF-8, empty, not YAML, has a duplicate key, or
        its aliases expand beyond the limit. The text names the line and the remedy.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{name}: can't be read ({error.strerror}). Check the path and its permissions."
        raise InputError(message) from error
    if len(raw) > MAX_BYTES:
        message = (
            f"{name}: the file has more than {MAX_BYTES / 1e6:.0f} MB, which is the limit. "
            "Split it, or remove what is not a place, route, source, claim or fact."
        )
        raise InputError(message)
    return parse(name, raw)


def parse(name: str, raw: bytes) -> Document:
    """Parse the bytes of a YAML mapping; see :func:`read`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = (
            f"{name}:{line}: byte 0x{raw[error.start]:02x} is not UTF-8. Save the file as UTF-8."
        )
        raise InputError(message) from error
    try:
        _check_depth(name, text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise InputError(_syntax_fault(name, text, error)) from error
    if root is None:
        message = f"{name}:1: the file is empty; expected the sections places and routes."
        raise InputError(message)
    if not isinstance(root, yaml.MappingNode):
        message = f"{name}:1: expected sections such as 'places:', found a {_kind(root)}."
        raise InputError(message)
    builder = _Builder(name)
    return Document(name, builder.build(root, ()), builder.lines, raw)


def _check_depth(name: str, text: str) -> None:
    """Refuse deep nesting before libyaml composes it: that recursion ends the process."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH + 1:
            raise InputError(_too_deep(name, event.start_mark.line + 1))


def _too_deep(name: str, line: int) -> str:
    return f"{name}:{line}: nested more than {MAX_DEPTH} levels deep; write it flatter."


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Key, int] = {}
        self.nodes = 0

    def build(self, node: yaml.Node, key: Key, depth: int = 0) -> Any:  # noqa: ANN401 - YAML holds any
        line = node.start_mark.line + 1
        self.lines.setdefault(key, line)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = (
                f"{self.name}:{line}: the file expands to more than {MAX_NODES:,} values "
                "(YAML aliases multiply). Write the values out, or remove the aliases."
            )
            raise InputError(message)
        if depth > MAX_DEPTH:
            raise InputError(_too_deep(self.name, line))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(n, (*key, i), depth + 1) for i, n in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - YAML has no fourth kind
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, key: Key, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for name_node, value_node in node.value:
            line = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                message = f"{self.name}:{line}: a key must be a plain word."
                raise InputError(message)
            name = str(name_node.value)
            if name in mapping:
                first = self.lines[(*key, name)]
                where = ".".join(map(str, (*key, name)))
                message = (
                    f"{self.name}:{line}: {where} stands twice (first on line {first}). "
                    "Rename or remove one of the two."
                )
                raise InputError(message)
            self.lines[(*key, name)] = line
            mapping[name] = self.build(value_node, (*key, name), depth + 1)
        return mapping


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    value = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return value
    if value.lower() in _WORDS and value in (value.lower(), value.title(), value.upper()):
        return _WORDS[value.lower()]
    if _INTEGER.fullmatch(value):
        return int(value) if len(value) < 20 else float(value)  # noqa: PLR2004 - beyond 64 bits
    if _FLOAT.fullmatch(value) or _SPECIAL_FLOAT.fullmatch(value):
        return float(value.replace(".inf", "inf").replace(".nan", "nan").replace(".NaN", "nan"))
    return value


def _kind(node: yaml.Node) -> str:
    return "list" if isinstance(node, yaml.SequenceNode) else "single value"


def _syntax_fault(name: str, text: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        position = getattr(error, "position", None)
        line = text[:position].count("\n") + 1 if isinstance(position, int) else 1
        return f"{name}:{line}: a control character that YAML does not allow. Remove it."
    line = mark.line + 1
    rows = text.splitlines()
    row = rows[mark.line] if mark.line < len(rows) else ""
    if row[: len(row) - len(row.lstrip())].count("\t"):
        return f"{name}:{line}: indented with a tab; YAML wants spaces. Replace the tab by spaces."
    problem = getattr(error, "problem", None) or "not valid YAML"
    return (
        f"{name}:{line}: {problem} (column {mark.column + 1}). "
        "Check the indentation, colons and quotes of this line and the one above."
    )
