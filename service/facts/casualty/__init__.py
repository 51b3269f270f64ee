"""Casualty facts: how many people came to what harm, read from the clause of the harm word."""

from service.facts.casualty.rules import RULES

__all__ = ["RULES"]
