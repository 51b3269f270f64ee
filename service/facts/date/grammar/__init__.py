"""The grammar of dates: readers of one date expression at a token of a sentence."""
