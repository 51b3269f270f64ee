"""Money: amounts in every currency of ISO 4217, by sign, code, name, hundredths and slang."""

from service.facts.money.rules import RULES

__all__ = ["RULES"]
