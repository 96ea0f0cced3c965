"""Run quantulum3 and Recognizers-Text on annotated articles and print their scores.

Run by ``test_articles.py`` in an environment of its own. Neither names a metric, a form or an open
end, so a figure of theirs counts as right if its span overlaps and one of its values, as it stands
or scaled by its unit, is one of the annotated ends: a much easier test than Waybill's.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

SCALES = (1, 24, 1 / 24, 7, 30, 1.852, 1.609344, 1000, 0.001, 0.01, 1e6, 1e4)


def quantulum(text, _language):
    """Give spans with values by quantulum3, which reads English only."""
    from quantulum3 import parser

    return [(q.span[0], q.span[1], [q.value]) for q in parser.parse(text)]


def recognizers(text, language):
    """Give spans with values by Recognizers-Text, which reads Chinese and English."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    culture = "zh-cn" if language.startswith("zh") else "en-us"
    found = []
    for recognise in (
        recognize_dimension,
        recognize_currency,
        recognize_percentage,
        recognize_number,
    ):
        for item in recognise(text, culture):
            value = str((item.resolution or {}).get("value") or "").rstrip("%")
            try:
                values = [float(value)]
            except ValueError:
                values = []
            if not any(s < item.end + 1 and item.start < e for s, e, _ in found):
                found.append((item.start, item.end + 1, values))
    return found


def is_right(values, record):
    ends = [abs(end) for end in (record["low"], record["high"]) if end is not None]
    return any(
        abs(abs(value) * scale - end) <= 0.001 * max(end, 1)
        for value in values
        for scale in SCALES
        for end in ends
    )


def main(gold_file):
    by_article = defaultdict(list)
    for line in gold_file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_article[record["article"]].append(record)
    for name, read in (("quantulum3", quantulum), ("Recognizers-Text", recognizers)):
        counts = defaultdict(lambda: [0, 0, 0])
        for path in sorted(gold_file.parent.glob("*.txt")):
            wanted = by_article[path.stem]
            language = wanted[0]["lang"] if wanted else "none"
            try:
                found = read(path.read_text(encoding="utf-8"), language)
            except Exception as error:  # noqa: BLE001 - what a peer raises is its result
                print(f"  {name} fails on {path.name}: {type(error).__name__}", file=sys.stderr)
                found = []
            taken = set()
            for record in wanted:
                match = next(
                    (
                        i
                        for i, (start, end, values) in enumerate(found)
                        if i not in taken
                        and start < record["end"]
                        and record["start"] < end
                        and is_right(values, record)
                    ),
                    None,
                )
                counts[language][0 if match is not None else 2] += 1
                taken.add(match)
            counts[language][1] += len(found) - len(taken - {None})
        print(f"{name}, span and one value only:")
        total = [sum(column) for column in zip(*counts.values(), strict=True)]
        for language, (right, wrong, missed) in [*sorted(counts.items()), ("all", total)]:
            f1 = 2 * right / max(2 * right + wrong + missed, 1)
            print(f"  {language:<8} F1 {f1:.3f}  right {right} wrong {wrong} missed {missed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
