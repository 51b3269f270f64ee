"""Noun phrases and clauses on tokens, without a tagger: shared by the kinds of fact and by attribution."""
