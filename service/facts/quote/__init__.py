"""Quotes: what a source is reported to have said or written, in marks or in a reported clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from service.facts.quote.accounts import according_at, account_at
from service.facts.quote.clauses import clause_from, states
from service.facts.quote.contents import STOPS, clause_start
from service.facts.quote.credits import credited
from service.facts.quote.frames import AGREEING, UNDERSTOOD, clear_at, heard_at, noun_at
from service.facts.quote.marks import WAKES, Marked, marked, opens
from service.facts.quote.parts import around, lead, only_marks, part_of_clause
from service.facts.quote.phrases import Phrase
from service.facts.quote.reports import Report, behind_dashes, report_at
from service.facts.quote.spoken import speaks_for
from service.facts.quote.trailing import pointed_at, trailing_at
from service.facts.quote.verbs import between_cues
from service.facts.quote.words import ACCOUNTS, CLAUSAL, CLEAR, CUE_NOUNS, CUES, FATES, PHRASE_OPENERS, PHRASES, inflect
from service.model import Kind, Mention, Quote, Span
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_CLOSERS = {"”", "»", '"', "’", "'"}
_DASHES = frozenset("—―")
_HEAR = frozenset(form for lemma in ("hear", "learn", "understand", "gather", "know") for form in inflect(lemma)) | {"heard"} | UNDERSTOOD | AGREEING


def _span(reading: Reading, phrase: Phrase | None) -> Span | None:
    return Span(reading.tokens.starts[phrase.first], reading.tokens.ends[phrase.last - 1]) if phrase else None


def _quote(reading: Reading, rule_id: str, type_: str, first: int, last: int, source: Phrase, cue: Phrase | None, *evidence: str) -> Mention:
    value = Quote(type_, reading.tokens.slice(first, last), _span(reading, source), _span(reading, cue))
    return reading.mention(Kind.QUOTES, rule_id, first, last, value, *evidence)


def _clause(reading: Reading, sentence: Sentence, report: Report | None) -> Iterable[Mention]:
    """A reported clause as a quote: indirect, mixed where a part of it is in marks; none where all of it is."""
    return _reported(reading, sentence, report) if report is not None else ()


def _reported(reading: Reading, sentence: Sentence, report: Report) -> Iterator[Mention]:
    if speaks_for(reading, sentence, report.source):
        return
    tokens = reading.tokens
    first, last = report.first, report.last
    inside = None
    if not WAKES.isdisjoint(tokens.norms[first:last]):
        inside = next((m for k in range(first, last) if tokens.norms[k] in WAKES and (m := marked(reading, sentence, k))), None)
    if inside is None and last < len(tokens) and (last == sentence.last or (last == sentence.last - 1 and tokens.words[last] == ",")):
        inside, carried = _carried_over(reading, sentence, sentence.last)
        last = carried if inside else last
    if inside is not None:
        if inside.open == first and only_marks(reading, inside, last):
            return
        last = max(last, inside.close + 1)
    type_ = "mixed" if inside is not None else "direct" if _behind_dialogue_dash(reading, sentence, first) else "indirect"
    yield _quote(reading, report.rule, type_, first, last, report.source, report.cue, type_)


def _behind_dialogue_dash(reading: Reading, sentence: Sentence, first: int) -> bool:
    """Whether a dash opens the paragraph just before ``first``, as dialogue is set without marks (— The dam will hold, said the engineer)."""
    tokens = reading.tokens
    return first > 0 and tokens.words[first - 1] in _DASHES and tokens.starts[first - 1] == reading.document.blocks[sentence.block].start


def _carried_over(reading: Reading, sentence: Sentence, last: int) -> tuple[Marked | None, int]:
    """A clause that its paragraph breaks off and the next completes in marks."""
    if (
        last >= len(reading.tokens)
        or reading.tokens.norms[last] not in WAKES
        or reading.tokens.words[last - 1] in {".", "?", "!"}
        or (following := reading.sentence_of(last)) is None
        or following.block != sentence.block + 1
        or not opens(reading.tokens, last)
    ):
        return None, last
    found = marked(reading, following, last)
    return found, (found.close + 1 if found else last)


@rule("quotes.that_clause", Kind.QUOTES, wakes=CLAUSAL | CLEAR | frozenset(PHRASES))
def that_clause(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause behind a cue and "that": "The inspectors reported that two valves had failed"."""
    tokens = reading.tokens
    norms = tokens.norms
    if (norms[i] in _WANTED and _wants_words(norms, i)) or (norms[i - 1] in CUES and between_cues(tokens, i, sentence.first, sentence.last)):
        return ()
    report = (clear_at if norms[i] in CLEAR else report_at)(tokens, sentence.first, i, sentence.last)
    if report is None:
        return ()
    return chain(_clause(reading, sentence, report), _clause(reading, sentence, behind_dashes(tokens, report, sentence.last)))


def _wants_words(norms: list[str], i: int) -> bool:
    """Whether a verb of ``_WANTED`` at ``i`` credits only with words that do not follow it: "made" without "clear"."""
    return i + 1 >= len(norms) or norms[i + 1] not in _WANTED[norms[i]]


_WANTED = {form: openers for form, openers in PHRASE_OPENERS.items() if form not in CUES}
"""Verbs that report nothing but with these words right behind them."""


BARE_CLAUSE = Rule("quotes.bare_clause", Kind.QUOTES, 'A clause behind a cue without "that": "The coroner said both men had drowned".')
QUESTION_CLAUSE = Rule(
    "quotes.question_clause", Kind.QUOTES, 'A clause behind a cue and a question word: "The panel asked whether the ship was sound".'
)


@rule(
    "quotes.trailing_cue",
    Kind.QUOTES,
    wakes=[
        f
        for f, c in CUES.items()
        if (c.form in {"past", "s"} and c.classes & {"bare", "that", "inverts", "tell"})
        or (c.form == "base" and ("bare" in c.classes or c.lemma in {"show", "tell", "record"}))
    ]
    + list(PHRASES),
)
def trailing_cue(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause before its cue, or around it: "Both men had drowned, the coroner said", "The dam, she said, was safe"."""
    tokens = reading.tokens
    norms = tokens.norms
    if (norms[i] in _WANTED and _wants_words(norms, i)) or (norms[i - 1] in CUES and between_cues(tokens, i, sentence.first, sentence.last)):
        return ()
    pointed = pointed_at(tokens, sentence.first, i, sentence.last) if norms[i] in CUES else None
    if pointed is None:
        return _clause(reading, sentence, trailing_at(tokens, sentence.first, i, sentence.last))
    return _pointed(reading, sentence, i, *pointed)


def _pointed(reading: Reading, sentence: Sentence, i: int, source: Phrase, at: int) -> Iterable[Mention]:
    """What was said before the words at ``at`` that point to it."""
    tokens = reading.tokens
    held = sentence if at - 1 > sentence.first else reading.sentences[max(0, sentence.index - 1)]
    last = at - 1 if held is not sentence or tokens.words[at - 1] in {",", ";", "—", "–"} else at
    if held.block == sentence.block and not held.heading and held.first < last:
        start = clause_start(tokens, held.first, last)
        if states(tokens, start, last):
            return _clause(reading, held, Report("quotes.trailing_cue", start, last, source, Phrase(i, i + 1)))
    return ()


INVERTED_CUE = Rule(
    "quotes.inverted_cue", Kind.QUOTES, 'A clause before a cue that stands before its subject: "Both men had drowned, said the coroner".'
)
AS_CUE = Rule("quotes.as_cue", Kind.QUOTES, 'A clause that "as" credits: "Both men had drowned, as the coroner found".')


@rule("quotes.according_to", Kind.QUOTES, wakes=["according"])
def according_to(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause credited by "according to": "According to the harbour office, two ships sank"."""
    tokens = reading.tokens
    if (
        i + 2 >= sentence.last
        or tokens.norms[i + 1] != "to"
        or (i > sentence.first and tokens.words[i - 1] in _CLOSERS)
        or (i - 1 > sentence.first and tokens.words[i - 2] in _CLOSERS and tokens.norms[i - 1] == ",")
    ):
        return
    found = according_at(tokens, sentence.first, i, sentence.last)
    if found is None:
        return
    source, cue, first, last = found
    if last - first < 3 or not (clause_from(tokens, first, last + 1, loose=first > i) or _happened(tokens, first, last, sentence.last)):
        return
    yield from _clause(reading, sentence, Report("quotes.according_to", first, last, source, cue))


def _happened(tokens: Tokens, first: int, last: int, limit: int) -> bool:
    """Whether a sentence that would have no verb else has what may be a participle for its verb: "The van [rolled] into a ditch"."""
    norms = tokens.norms
    verb = clause_from(tokens, first, last + 1, loose=True)
    if norms[limit - 1] not in STOPS or (verb is not None and norms[verb] in FATES):
        return False
    return states(tokens, first, last)


@rule("quotes.account", Kind.QUOTES, wakes=ACCOUNTS)
def account(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause credited by what is somebody's account or estimate: "By the account of the crew, two ships sank"; "in her view"."""
    found = account_at(reading.tokens, sentence.first, i, sentence.last)
    if found is not None and found[2] > i and _says(reading.tokens, found[2], found[3]):
        return  # "In its judgment, the court held that"
    if found is not None and found[3] - found[2] > 2 and clause_from(reading.tokens, found[2], found[3] + 1, loose=found[2] > i) is not None:
        source, cue, first, last = found
        yield from _clause(reading, sentence, Report("quotes.account", first, last, source, cue))


def _says(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a clause only reports what somebody says: "the court held that nine had lied"."""
    norms = tokens.norms
    return any(norms[x] in CLAUSAL and norms[x + 1] == "that" for x in range(first + 1, min(last - 1, first + 10)))


@rule("quotes.noun_that", Kind.QUOTES, wakes=CUE_NOUNS)
def noun_that(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause behind a noun of saying: "the minister’s claim that the dam was safe", "a statement from the firm that it had closed"."""
    return _clause(reading, sentence, noun_at(reading.tokens, sentence.first, i, sentence.last)) if i + 2 < sentence.last else ()


@rule("quotes.heard_from", Kind.QUOTES, wakes=_HEAR)
def heard_from(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """A clause heard from a source: "We heard from the engineers that the dam was cracked"."""
    return _clause(reading, sentence, heard_at(reading.tokens, sentence.first, i, sentence.last))


@rule("quotes.cue_then_marks", Kind.QUOTES, wakes=WAKES)
def cue_then_marks(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention]:
    """Words in marks behind the cue that credits them: The coroner said: “Both men drowned”; called it “a dreadful night”."""
    found = marked(reading, sentence, i)
    if found is None:
        return
    got = credited(reading, sentence, found)
    if got is None or part_of_clause(reading, sentence, found, got) or speaks_for(reading, sentence, got.source):
        return
    begins = lead(reading, sentence, found) if got.rule == MARKS_THEN_CUE.id else around(reading, sentence, found, got)
    if begins is not None:
        yield _quote(reading, got.rule, "mixed", begins, found.close + 1, got.source, got.cue, "mixed")
        return
    yield _quote(reading, got.rule, "direct", found.open + 1, found.close, got.source, got.cue, "direct")


MARKS_THEN_CUE = Rule("quotes.marks_then_cue", Kind.QUOTES, "Words in marks before the cue that credits them: “Both men drowned,” said the coroner.")
NOUN_THEN_MARKS = Rule(
    "quotes.noun_then_marks", Kind.QUOTES, "Words in marks behind a noun of saying: in the words of the coroner, “a dreadful night”."
)
MARKS_CARRIED_ON = Rule(
    "quotes.marks_carried_on", Kind.QUOTES, "Words in marks that go on after the cue of those before: “We tried,” she said. “We failed.”"
)


RULES: tuple[Rule, ...] = (
    that_clause, BARE_CLAUSE, QUESTION_CLAUSE, trailing_cue, INVERTED_CUE, AS_CUE, according_to, account, noun_that, heard_from,
    cue_then_marks, MARKS_THEN_CUE, NOUN_THEN_MARKS, MARKS_CARRIED_ON,
)  # fmt: skip
