"""Why a scenario's closures leave a claim without any reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.measure.board import onward_ways

if TYPE_CHECKING:
    from geo.measure.board import Board
    from geo.model import Claim


def closed(board: Board, claim: Claim) -> str:
    """Say what closes a claim's routes under the board's scenario; empty where nothing does."""
    if not board.scenario.closures:
        return ""
    ways = [way for route in claim.route for way in onward_ways(board.catalog, route)]
    why = (board.why_not(way) for way in ways)
    first = next((text for text in why if text), "")
    return f"{first[:1].lower()}{first[1:].rstrip('.')}"
