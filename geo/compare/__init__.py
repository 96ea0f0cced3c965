"""Comparison: hedges, readings and verdicts."""
