"""Kinds of fact, one folder each: rules, reading, lexicon and corpus; ``numeral`` and ``clause`` are shared by all."""
