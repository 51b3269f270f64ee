"""Numerals: digits, words and mixtures, scales, ranges, vague words and bounds, read once and shared by every kind of fact."""

from service.facts.numeral.read import Numeral, Numerals, bounded, read_numerals

__all__ = ["Numeral", "Numerals", "bounded", "read_numerals"]
