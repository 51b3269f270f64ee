"""Who is credited with words in marks by what stands before them: a cue, a noun of saying, a paper, a name."""

from __future__ import annotations

from service.facts.clause.noun_phrase import PREPOSITIONS
from service.facts.quote.calling import close_by, is_verb, judged, says_of
from service.facts.quote.complements import complement
from service.facts.quote.heads import known, nameable
from service.facts.quote.marks import Marked, opens
from service.facts.quote.naming import trimmed, with_name
from service.facts.quote.phrases import Phrase, noun_after
from service.facts.quote.speakers import speaker_of
from service.facts.quote.spoken import Credited, is_title, label_ahead, noun_ahead, paper_ahead
from service.facts.quote.subjects import verb_group
from service.facts.quote.verbs import PERSONS, finite, is_adverb, never_finite
from service.facts.quote.words import BE, CUE_NOUNS, CUES, FRAGMENT, HEARERS, NAMING, TIMES
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_SPOKEN = CUE_NOUNS | {"words"}


_HEEDED = _SPOKEN | CUES.keys() | {";", ":", "?", "”", "»", '"', "quoting"}
"""Words and marks, verbs aside, that tell who is credited or that nobody is."""
_LONGEST_INVERTED = 20


def ahead(reading: Reading, sentence: Sentence, found: Marked) -> Credited | None:
    """A cue before the opening mark, in its sentence or at the unfinished end of the paragraph before."""
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    low, k = sentence.first, found.open
    if k > low and norms[k - 1] in {"(", "["}:
        return None
    if k == low:
        if sentence.index == 0:
            return None
        before = reading.sentences[sentence.index - 1]
        if before.block not in {sentence.block - 1, sentence.block} or words[before.last - 1] in {".", "?", "!", "”", '"'} or before.heading:
            return None
        low, k = before.first, before.last
        for _ in range(3):  # inset words in marks break one sentence into paragraphs
            if before.index == 0 or not (words[low][0].islower() or norms[low] in {'"', "“"}):
                break
            before = reading.sentences[before.index - 1]
            if words[before.last - 1] in {".", "?", "!"} or before.heading:
                break
            low = before.first
    colon, comma = norms[k - 1] == ":", norms[k - 1] in {",", "—", "–"}
    if (colon or comma) and k - 1 > low:
        k -= 1
    if comma and norms[k - 3 : k] == ["and", "i", "quote"] and k - 4 > low and norms[k - 4] == ",":
        k -= 4  # called it, and I quote, “a disgrace”
    put = (
        next((t for t in range(k - 2, max(low, k - 14), -1) if norms[t] in {"put", "puts"} and norms[t + 1] == "it"), None)
        if comma or colon
        else None
    )
    if put is not None and (
        put == k - 2 or (colon and k - put < 7) or "as" in norms[max(low, put - 14) : put]
    ):  # as the mayor put it to me in May, “…”
        source = speaker_of(tokens, low, put, CUES["said"], found.open)
        return Credited("quotes.cue_then_marks", source, Phrase(put, put + 2)) if source else None
    if comma and (inverted := _inverted(tokens, low, k)) is not None:
        return inverted
    if (
        comma
        and not (norms[k - 1] in CUES and is_verb(tokens, low, k - 1, CUES[norms[k - 1]]))
        and norms[k - 1] not in HEARERS
        and not (norms[k - 1] in {"it", "this", "that", "him", "her", "them"} and norms[k - 2] in CUES and CUES[norms[k - 2]].lemma == "call")
        and not any(norms[x] in {"said", "told", "wrote", "added", "says"} or _tells(tokens, x, k) for x in range(max(low, k - 12), k))
    ):
        if norms[k - 1] in {"”", "»", '"'}:
            return _cue_ahead(tokens, low, k, found, colon=False, named=True)
        words_of = next((t for t in range(k - 1, max(low, k - 12), -1) if norms[t] == "words"), None)
        return noun_ahead(tokens, low, words_of, k) if words_of is not None else None
    return (
        _cue_ahead(tokens, low, k, found, colon=colon or comma, named=is_title(tokens, found))
        or label_ahead(tokens, low, k, colon=colon)
        or paper_ahead(tokens, low, k, colon=colon)
    )


def _tells(tokens: Tokens, t: int, comma: int) -> bool:
    """Whether a verb of telling at ``t`` is parted from the comma by its hearer and its time alone: "reminded us last week, “…”"."""
    norms = tokens.norms
    cue = CUES.get(norms[t])
    if cue is None or cue.form not in {"past", "s"} or "tell" not in cue.classes or norms[t + 1] not in HEARERS:
        return False
    return all(norms[x] in TIMES or norms[x] in {"last", "this", "on", "in", "the"} or is_adverb(norms[x]) for x in range(t + 2, comma))


def _inverted(tokens: Tokens, low: int, comma: int) -> Credited | None:
    """A cue before its subject inside the clause that the marks go on with: "Without help, [warned the mayor, Ana Horvat], “we …”"."""
    norms = tokens.norms
    for t in range(comma - 2, max(low, comma - _LONGEST_INVERTED), -1):
        cue = CUES.get(norms[t])
        if norms[t] in {"”", '"', ";", ":"}:
            return None
        if cue is None or "inverts" not in cue.classes or cue.form not in {"past", "s"} or norms[t - 1] != ",":
            continue
        source = noun_after(tokens, t + 1, comma)
        if source is None or not nameable(tokens, source, None) or not known(tokens, source):
            return None
        named = with_name(tokens, source, comma + 1)
        if max(source.last, named.last) != comma and norms[source.last] not in {",", *PREPOSITIONS}:
            return None
        return Credited("quotes.cue_then_marks", trimmed(tokens, named), Phrase(t, t + 1))
    return None


def _cue_ahead(tokens: Tokens, low: int, k: int, found: Marked, *, colon: bool, named: bool) -> Credited | None:
    norms = tokens.norms
    verbs = 0
    for t in range(k - 1, max(low, k - 34) - 1, -1):
        norm = norms[t]
        if never_finite(norm) and norm not in _HEEDED and norms[t - 1] not in PERSONS:
            continue
        if norm == ";" or (norm in {":", "?"} and t < k - 1):
            return None
        if norm in {"”", "»"} or (norm == '"' and not opens(tokens, t)):
            return _shared(tokens, low, t, k)
        cue = CUES.get(norm)
        if norms[t + 1 : t + 3] == ["to", "be"]:  # the word, said to be Norse
            continue
        if (
            norms[k - 1] == "that"
            and k - 2 > t
            and norms[k - 2] == ","
            and not (cue is not None and complement(tokens, t, k + 1, cue).start == k and not verb_group(tokens, low, t).passive)
        ):
            continue  # "asserts in part 3, which was accepted, that “…”"
        if (norm == "quoting" or (norm == "quote" and norms[t - 1] == "i")) and t == k - 1 and (said := _says_before(tokens, low, t, found.open)):
            return said
        if norm in {"quote", "read"} and (quoted := _quoting(tokens, low, t, k)):
            return quoted
        if cue is not None and norm in FRAGMENT and is_verb(tokens, low, t, cue) and not (verbs and not colon):
            if "tell" in cue.classes and t == k - 1 and norms[found.close + 1 : found.close + 2] == ["that"]:
                return None  # told “Newsnight” that
            weak = not cue.classes & {"bare", "that", "tell", "inverts", "speech"}
            if named and not colon and (not says_of(tokens, t, k, cue) or k - t > 9):
                return None
            if norms[k - 1] in NAMING and t == k - 1 and norms[t - 1 : t] != ["been"] and not judged(tokens, low, t):
                return None
            if not colon and not weak and cue.form != "ing" and not close_by(tokens, t, k):
                weak = True
            if weak and not colon and not says_of(tokens, t, k, cue):
                return None
            if norms[found.close + 1 : found.close + 2] == ["by"] and cue.form in {"past", "part"}:  # rated “inadequate” by inspectors
                agent = noun_after(tokens, found.close + 2, min(len(norms), found.close + 14))
                if agent is None or not known(tokens, agent) or not nameable(tokens, agent, None):
                    return None
                return Credited("quotes.cue_then_marks", trimmed(tokens, agent), Phrase(t, t + 1))
            what = next((x for x in range(t - 1, max(low, t - 7) - 1, -1) if norms[x] == "what"), low - 1)
            source = speaker_of(tokens, max(low, what + 1), t, cue, found.open)  # "what he called “…”"
            if source is None and t > low and norms[t - 1] in {",", "”", '"'} and "inverts" in cue.classes:
                source = noun_after(tokens, t + 1, k)
                source = trimmed(tokens, source) if source and nameable(tokens, source, None) else None
            if source is None:
                return None
            return Credited("quotes.cue_then_marks", source, Phrase(t, t + 1))
        if norm in _SPOKEN and (colon or t >= k - 9):
            noun = noun_ahead(tokens, low, t, k)
            if noun is not None:
                return noun
        if finite(tokens, t, low) and norm not in BE:
            verbs += 1
            if verbs > 1 and not colon:
                return None
    return None


def _quoting(tokens: Tokens, low: int, t: int, k: int) -> Credited | None:
    """Whom the speaker quotes: "I quote from the report: “…”", "to quote the inspector, “…”"."""
    norms = tokens.norms
    if t > low and not any(norms[x] in {"i", "me", "to"} for x in range(max(low, t - 3), t)):
        return None
    source = noun_after(tokens, t + (2 if norms[t + 1] in {"from", "out"} else 1), k)
    if source is None or source.last < k - 1 or not nameable(tokens, source, None) or not known(tokens, source):
        return None
    return Credited("quotes.cue_then_marks", trimmed(tokens, source), Phrase(t, t + 1))


def _says_before(tokens: Tokens, low: int, t: int, limit: int) -> Credited | None:
    """Who is quoted by "and I'm quoting:": the subject of the verb of saying before it in the sentence."""
    norms = tokens.norms
    for v in range(t - 2, max(low, t - 40), -1):
        cue = CUES.get(norms[v])
        if cue is not None and norms[v] in FRAGMENT and cue.form in {"past", "s"} and is_verb(tokens, low, v, cue):
            source = speaker_of(tokens, low, v, cue, limit)
            return Credited("quotes.cue_then_marks", source, Phrase(t, t + 1)) if source is not None else None
    return None


def _shared(tokens: Tokens, low: int, close: int, k: int) -> Credited | None:
    """Words in marks joined to others before them: "refer to “our X” and “our Y”", "calling this “…” in their lives, when they were “…”"."""
    opener = {"”": "“", "»": "«", '"': '"'}[tokens.words[close]]
    start = next((x for x in range(close - 1, max(low, close - 60) - 1, -1) if tokens.words[x] == opener), None)
    if start is None or start <= low:
        return None
    between = tokens.norms[close + 1 : k]
    joined = (
        len(between) < 10
        and not any(b in CUES for b in between)
        and (between[:1] in (["and"], [","], ["or"], ["but"]) or between[-1:] in (["was"], ["were"], ["and"], ["as"], ["a"], ["is"], ["of"]))
    )
    if joined:
        return _cue_ahead(tokens, low, start, Marked(start, close), colon=False, named=False)
    # A cue of its own between the two: "…," said Jones, "…" and: called it “…” and urged people to “…”.
    for t in range(k - 1, close, -1):
        cue = CUES.get(tokens.norms[t])
        if cue is None or tokens.norms[t] not in FRAGMENT or not is_verb(tokens, low, t, cue):
            continue
        source = speaker_of(tokens, low, t, cue, k)
        if source is None and "inverts" in cue.classes and t - close <= 2:
            source = noun_after(tokens, t + 1, k)
            source = trimmed(tokens, source) if source and nameable(tokens, source, None) else None
        return Credited("quotes.cue_then_marks", source, Phrase(t, t + 1)) if source and source.first > close - 400 else None
    return None
