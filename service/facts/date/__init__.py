"""date facts."""

from service.rules import Rule

RULES: tuple[Rule, ...] = ()
