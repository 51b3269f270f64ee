"""Numerals: digits, words and mixtures, scales, ranges, vague words and bounds, read once and shared by every kind of fact."""

from service.facts.numeral.bounds import behind, bound, bounded, qualifier
from service.facts.numeral.ranges import BARE_BEFORE, changes, moves
from service.facts.numeral.read import read_numerals, scale_of
from service.facts.numeral.special import counts_anew
from service.facts.numeral.types import Numeral, Numerals

__all__ = [
    "BARE_BEFORE",
    "Numeral",
    "Numerals",
    "behind",
    "bound",
    "bounded",
    "changes",
    "counts_anew",
    "moves",
    "qualifier",
    "read_numerals",
    "scale_of",
]
