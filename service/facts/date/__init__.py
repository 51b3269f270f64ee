"""Dates: found by a grammar of calendar words, resolved against the day on which they were said."""

from service.facts.date.rules import RULES

__all__ = ["RULES"]
