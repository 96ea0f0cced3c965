"""Values as JSON that may stand inside a script."""

from __future__ import annotations

import json


def script_json(value: object) -> str:
    r"""Print JSON that is safe inside a script, whatever text it holds.

    >>> script_json("</script>`${x}")
    '"\\u003c/script\\u003e\\u0060\\u0024{x}"'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    for character in "<>&'`$":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # Templates read the script later; JSON itself never has two such signs in a row.
    for opening in ("{{", "{%", "{#"):
        text = text.replace(opening, f"\\u007b{opening[1]}")
    return text
