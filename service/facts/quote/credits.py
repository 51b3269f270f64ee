"""Who is credited with words in marks: by a cue behind them, before them, or with the words before in the same breath."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.quote.ahead import ahead
from service.facts.quote.complements import complement
from service.facts.quote.heads import is_publication, known, nameable
from service.facts.quote.marks import Marked
from service.facts.quote.naming import trimmed, with_name
from service.facts.quote.phrases import Phrase, noun_after
from service.facts.quote.reports import report_at
from service.facts.quote.speakers import speaker_of
from service.facts.quote.spoken import Credited
from service.facts.quote.subjects import subject_before
from service.facts.quote.trailing import trailing_at
from service.facts.quote.verbs import finite, first_verb, is_adverb
from service.facts.quote.words import AUXILIARIES, CLAUSAL, CUES, HEARERS, STANCES
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_INNER_CLOSERS = frozenset({"’", "'", "”", '"'})


def credited(reading: Reading, sentence: Sentence, found: Marked) -> Credited | None:
    """Who is credited with the words in marks: by a cue behind them, before them, or with the words before in the same breath."""
    colon = found.open > sentence.first and reading.tokens.norms[found.open - 1] == ":"
    return (
        (ahead(reading, sentence, found) if colon else None)
        or _behind(reading, found)
        or ahead(reading, sentence, found)
        or _verb_inside(reading.tokens, sentence.first, found)
        or _carried(reading, sentence, found)
    )


def _verb_inside(tokens: Tokens, low: int, found: Marked) -> Credited | None:
    """Words in marks that begin with the verb of saying itself: the minister “firmly condemned” the raid; the firm “regrets any delay”."""
    norms = tokens.norms
    v = found.open + 1
    if is_adverb(norms[v]):
        v += 1
    if v >= found.close or found.close - found.open < 3 or found.open <= low or norms[v] not in STANCES or norms[v + 1] == "by":
        return None
    source = subject_before(tokens, low, found.open)
    if source is None or not known(tokens, source) or not nameable(tokens, source, None):
        return None
    return Credited("quotes.cue_then_marks", trimmed(tokens, source), None)


def _behind(reading: Reading, found: Marked) -> Credited | None:
    """A cue behind the closing mark: "…," said the minister / the minister said / according to the minister."""
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    inside = words[found.close - 1]
    if inside in _INNER_CLOSERS and tokens.adjoin(found.close):  # "… yelling, ‘Help!’” a resident said
        inside = words[found.close - 2]
    if _inside_marks(tokens, found.close + 1):
        return None  # the cue behind is that of the outer marks
    holder = reading.sentence_of(found.close)
    if holder is None:
        return None
    k, limit, apart = found.close + 1, holder.last, False
    if k >= limit:
        if inside not in {",", "?", "!", "…", ".", "—"} or holder.index + 1 >= len(reading.sentences):
            return None
        holder = reading.sentences[holder.index + 1]
        if holder.block != reading.sentences[holder.index - 1].block:
            return None
        k, limit, apart = holder.first, holder.last, inside == "."
    comma = inside in {",", "?", "!", "…", "—", "."}
    if norms[k] in {",", "—", "–"}:
        k, comma = k + 1, True
        if k >= limit:
            return None
    if norms[k] == "according" and k + 2 < limit:
        source = noun_after(tokens, k + 2, limit)
        if source is None or not nameable(tokens, source, None):
            return None
        return Credited("quotes.marks_then_cue", trimmed(tokens, with_name(tokens, source, limit)), Phrase(k, k + 2))
    if words[k - 1] in {"—", "–"} and words[k][0].isupper():
        source = noun_after(tokens, k, limit)
        if source and source.last - source.first > 1 and (source.last >= limit or norms[source.last] in {",", "."}):
            return Credited("quotes.marks_then_cue", trimmed(tokens, source), None)
    cue = CUES.get(norms[k])
    if cue is not None and cue.form in {"past", "s"} and cue.classes & {"inverts", "speech"} and comma:
        source = noun_after(tokens, k + 1, limit)
        if source is not None and source.last + 1 < limit and norms[k + 1] in {"one", "another"} and norms[source.last] == ",":
            source = noun_after(tokens, source.last + 1, limit)  # said one, Ana Horvat
        if source is not None and source.last < limit:
            behind = source.last + (norms[source.last] == ",")
            if finite(tokens, source.last, k) or (behind > source.last and behind < limit and norms[behind] in AUXILIARIES):
                return None  # who called it “flawed”, said nine prisons were full; the film “The Road”, said the critic, was
        if source is not None and nameable(tokens, source, None) and not (apart and cue.form == "s"):
            return Credited("quotes.marks_then_cue", trimmed(tokens, with_name(tokens, source, limit)), Phrase(k, k + 1))
        return None
    if not comma:
        return None
    for t in range(k + 1, min(limit, k + 32)):
        cue = CUES.get(norms[t])
        if norms[t] in {";", ":", "“", '"', "”"}:
            return None
        if cue is not None and norms[t + 1 : t + 2] == ["as"] and cue.form == "past":
            continue  # one operator is recorded as saying
        quoted = cue is not None and cue.form == "ing" and norms[t - 1] == "as" and "bare" in cue.classes
        if cue is None or (cue.form not in {"past", "s"} and not quoted) or not cue.classes & {"inverts", "speech", "tell", "bare"}:
            continue
        if "nouns" in cue.classes and cue.form == "s" and (norms[t - 1] in DETERMINERS or norms[t - 1] == "'s"):
            continue
        after = complement(tokens, t, limit, cue)
        told = t + 1 + (t + 1 < limit and norms[t + 1] in HEARERS)
        if apart and told < limit and norms[told] == ",":
            return None  # "…” Since then, the trust tells us, demand has doubled
        if after.kind in {"that", "wh"} or (apart and not (after.kind == "none" and t - k < 14)):
            return None
        if (
            after.kind == "bare"
            and first_verb(tokens, after.start + 1, min(limit, after.start + 14), after.start) is not None
            and norms[after.start] not in {"as", "when", "after", "to"}
            and norms[after.start] not in AUXILIARIES
        ):
            return None
        source = speaker_of(tokens, k, t, cue, limit)
        return Credited("quotes.marks_then_cue", source, Phrase(t, t + 1)) if source else None
    return None


def _inside_marks(tokens: Tokens, k: int) -> bool:
    """Whether other marks close at ``k``, at once or behind a stop: “… called it ‘the long winter’,” he said."""
    words = tokens.words
    k += k + 1 < len(words) and words[k] in {",", ".", "!", "?"} and tokens.adjoin(k + 1)
    return k < len(words) and words[k] in _INNER_CLOSERS and tokens.adjoin(k)


def _ends_marks(tokens: Tokens, x: int) -> bool:
    """Whether a single mark closes words: behind a stop or comma, before a space."""
    return tokens.words[x] in {"’", "'"} and x > 0 and tokens.norms[x - 1] in {",", ".", "?", "!"} and tokens.adjoin(x) and not tokens.adjoin(x + 1)


def _goes_on(reading: Reading, before: Sentence, found: Marked) -> Credited | None:
    """Words in marks that are whole sentences behind one that reports a person: "She said nine had left. “I called their names. Two answered.”"."""
    tokens = reading.tokens
    holder = reading.sentence_of(found.close)
    if tokens.words[found.close - 1] not in {".", "?", "!", "…"} or holder is None or holder.last > found.close + 1:
        return None
    for t in range(before.last - 1, max(before.first, before.last - 60), -1):
        if tokens.norms[t] not in CLAUSAL:
            continue
        report = report_at(tokens, before.first, t, before.last) or trailing_at(tokens, before.first, t, before.last)
        if report is not None and max(report.last, report.cue.last) >= before.last - 8 and not is_publication(tokens, report.source):
            return Credited("quotes.marks_carried_on", report.source, report.cue)
    return None


def _carried(reading: Reading, sentence: Sentence, found: Marked) -> Credited | None:
    """Words in marks that open a sentence behind a credited quotation of the same paragraph: "…," she said. "…"."""
    tokens = reading.tokens
    if found.open != sentence.first or sentence.index == 0:
        return None
    before = reading.sentences[sentence.index - 1]
    if before.block != sentence.block:
        return None
    words = tokens.words
    close = next(
        (x for x in range(before.last - 1, max(before.first, before.last - 45) - 1, -1) if words[x] in {"”", "»", '"'} or _ends_marks(tokens, x)),
        None,
    )
    if close is None and (reported := _goes_on(reading, before, found)) is not None:
        return reported
    if close is None:
        back = reading.sentences[sentence.index - 2] if sentence.index > 1 else None
        if back is None or back.block != sentence.block or words[back.last - 1] not in {"”", "»", '"', "’", "'"} or before.last - before.first > 16:
            return None
        close = back.last - 1
    if close == before.last - 1:
        return None
    got = _behind(reading, Marked(max(before.first - 1, close - 2), close))
    return got._replace(rule="quotes.marks_carried_on") if got else None
