"""Quantities: percentages, measures, durations, ages, fractions, rates and counts; what is refused says why."""

from service.facts.quantity.rules import RULES

__all__ = ["RULES"]
