"""Whether words in marks are a quote of their own, or a part of a reported clause."""

from __future__ import annotations

from service.facts.quote.clauses import clause_from
from service.facts.quote.contents import clause_start
from service.facts.quote.marks import Marked
from service.facts.quote.phrases import MARKS, SUBJECT_PRONOUNS, Phrase, noun_after
from service.facts.quote.reports import Report, report_at
from service.facts.quote.spoken import Credited
from service.facts.quote.trailing import trailing_at
from service.facts.quote.verbs import finite, opens_predicate
from service.facts.quote.words import AUXILIARIES, BE, CLAUSAL, CUES
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens


def only_marks(reading: Reading, found: Marked, last: int) -> bool:
    """Whether the words in marks are all that is said before ``last``: behind them stands nothing, a reference in brackets, or ", and they are"."""
    norms = reading.tokens.norms
    k = found.close + 1
    if k >= last:
        return True
    if norms[k] == "(":
        return norms[last - 1] == ")" and last - k < 20
    return norms[k] == "," and 3 < last - k < 10 and norms[k + 1] in {"and", "but"} and norms[k + 2] in SUBJECT_PRONOUNS and norms[k + 3] in BE


def lead(reading: Reading, sentence: Sentence, found: Marked) -> int | None:
    """Where the clause begins whose end the words in marks are: "[The repair will cost] “tens of millions”, said the engineer"; else None."""
    tokens = reading.tokens
    norms = tokens.norms
    if found.open - sentence.first < 2 or found.open - sentence.first > 40:
        return None
    start = clause_start(tokens, sentence.first, found.open)
    before, inside = norms[found.open - 1], norms[found.open + 1]
    if start >= found.open or not (before[0].isalnum() or before == "%" or (before == "," and inside in AUXILIARIES)):
        return None
    if any(norms[x] in MARKS or (norms[x] in CLAUSAL and finite(tokens, x, start)) for x in range(start, found.open)):
        return None
    return start if clause_from(tokens, start, found.close, loose=True) is not None else None


def around(reading: Reading, sentence: Sentence, found: Marked, got: Credited) -> int | None:
    """Where the clause begins whose verb opens the marks: "[The tower], said the mayor, “was never safe”", "said [the tower] “fell at once”"; else None."""
    tokens = reading.tokens
    cue = got.cue
    if cue is not None and got.source.last <= cue.first and _subject_before_marks(tokens, cue, found):
        return cue.last
    if cue is None or not sentence.first < cue.first - 1 < found.open or tokens.norms[cue.first - 1] != "," or got.source.first < cue.first:
        return None
    return clause_start(tokens, sentence.first, cue.first - 1) if tokens.norms[found.open + 1] in AUXILIARIES else None


def _subject_before_marks(tokens: Tokens, cue: Phrase, found: Marked) -> bool:
    """Whether a noun phrase stands between a verb of saying and marks that open with its verb: "said the force “fought every inch”"."""
    norms = tokens.norms
    verb = norms[found.open + 1]
    if norms[cue.last - 1] not in _SAYING or not 1 <= found.open - cue.last <= _SUBJECT or not (opens_predicate(verb) and verb not in CUES):
        return False
    phrase = noun_after(tokens, cue.last, found.open + 1)
    return phrase is not None and phrase.last == found.open


_SAYING = frozenset({"said", "says", "added", "claimed", "insisted", "argued", "wrote"})
_SUBJECT = 6
"""Tokens of such a subject, at most."""


def part_of_clause(reading: Reading, sentence: Sentence, found: Marked, got: Credited) -> bool:
    """Whether the words in marks are only a part of a reported clause: then that clause is the quote.

    Words that somebody else is credited with inside it stay a quote of their own.
    """
    tokens = reading.tokens
    holder = reading.sentence_of(got.cue.first) if got.cue else sentence
    if holder is None:
        return False
    for t in range(max(holder.first, found.open - 60), min(holder.last, found.open)):
        if tokens.norms[t] not in CLAUSAL:
            continue
        report = report_at(tokens, holder.first, t, holder.last)
        if report is None and got.cue is not None and t == got.cue.first:
            report = trailing_at(tokens, holder.first, t, holder.last)
        if report is None or not _reaches(
            reading, report, found, broken_off=holder is not sentence and report.last >= holder.last - (tokens.words[holder.last - 1] == ",")
        ):
            continue
        nested = got.cue is not None and got.cue != report.cue and got.cue.first >= report.first and got.source.first >= report.first
        if not nested or tokens.norms[got.source.first] in SUBJECT_PRONOUNS:
            return True
    return False


def _reaches(reading: Reading, report: Report, found: Marked, *, broken_off: bool) -> bool:
    """Whether a reported clause holds the words in marks and more."""
    if report.first < found.open:
        return report.last > found.open or broken_off
    return report.first == found.open and not only_marks(reading, found, report.last)
