"""Waybill: what articles assert about freight routes, beside what is measured."""

from __future__ import annotations

__version__ = "0.1.0"
