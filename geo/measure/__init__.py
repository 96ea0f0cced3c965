"""Measuring: distance, days and costs of ways."""
