"""The clause that stands before its cue, or around it."""

from __future__ import annotations

from service.facts.quote.adjuncts import told_when
from service.facts.quote.clauses import clause_from, fronted, states
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.marks import CLOSERS
from service.facts.quote.phrases import Phrase
from service.facts.quote.reports import Report
from service.facts.quote.shapes import headline
from service.facts.quote.verbs import first_verb, opens_predicate
from service.facts.quote.words import (
    AUXILIARIES,
    CLAUSAL,
    CUES,
    EITHER,
    INFERENCE,
    NOT_ING,
    PASTS,
    SUBORDINATORS,
    THIRDS,
)
from service.transcript.tokens import Tokens

_VERBS = AUXILIARIES | THIRDS | PASTS
_INNER = SUBORDINATORS | {"if", "that", "and", "but", "which", "whom", "where"}
_INSIDE = frozenset({",", "?", "!", "."})
_NOT_AROUND = INFERENCE | {"who", "which", "whose", "and", "or", "adding", "while", "as", "quote", "“", '"'}
_HANGING = SUBORDINATORS | {"if", "unless"}


def before(tokens: Tokens, low: int, comma: int, behind: int, limit: int, source: Phrase, cue: Phrase, rule: str) -> Report | None:
    """A report of what stands before ``comma``; around the cue where a comma at ``behind`` and words follow."""
    norms = tokens.norms
    start = _behind_report(tokens, clause_start(tokens, low, comma), comma)
    if any(tokens.words[x] in CLOSERS and norms[x - 1] in _INSIDE for x in range(max(start + 1, comma - 12), comma)):
        return None  # “…,” the agency's director, Ana Horvat, said
    if tokens.words[comma - 1] in CLOSERS:
        return None
    apart = norms[behind + 1 : behind + 3] in (["in", "what"], ["to", "which"], ["after", "which"], ["for", "which"])
    around = behind + 3 < limit and norms[behind] == "," and not apart and not told_when(tokens, behind + 1, limit)
    opener = norms[comma - 1]
    if around and (opener in _INNER or norms[behind + 1] == "that"):
        inner = opener in _INNER and norms[behind + 1] not in AUXILIARIES
        if inner or norms[behind + 1] == "that":  # "I agree that, as he said, …", "it is clear, as he said, that …"
            begin = behind + 1 + (norms[behind + 1] == "that")
            last = content_end(tokens, begin, limit, backshifted=True, subordinate=comma == start + 1 and opener != "that")
            return Report(rule, begin, last, source, cue) if last - begin > 2 else None
    last = comma
    main = norms[start] not in _HANGING and clause_from(tokens, start, comma) is not None
    if around and not (main and rule == "quotes.inverted_cue") and norms[behind + 1] not in _NOT_AROUND and not participle(tokens, behind + 1):
        last = content_end(tokens, behind + 1, limit, backshifted=True)
        behind_clause = clause_from(tokens, behind + 1, last, loose=True)
        if behind_clause is not None and not main and fronted(tokens, start, comma):
            return Report(rule, behind + 1, last, source, cue)
        if (
            behind_clause is None
            and clause_from(tokens, start, comma) is None
            and first_verb(tokens, behind + 2, last, start, loose=True) is None
            and not verb_at(tokens, behind + 1)
        ):
            return None
    elif around and main and norms[behind + 1] == "and" and opens_predicate(norms[behind + 2]) and rule != "quotes.inverted_cue":
        last = content_end(tokens, behind + 1, limit, backshifted=True)  # "It was sound, the firm said, and caused no harm"
    elif comma - start < 3 or not (states(tokens, start, comma) or headline(tokens, start, comma, limit)):
        return None
    return Report(rule, start, last, source, cue)


def _behind_report(tokens: Tokens, start: int, comma: int) -> int:
    """Where a clause begins that is joined to another's report: "The UN said that 40 fled, [nine of them are hurt], the fund says"; else ``start``."""
    norms = tokens.norms
    cue = next((x for x in range(start + 1, min(comma, start + 12)) if norms[x] in CLAUSAL and "that" in norms[x + 1 : min(comma, x + 4)]), None)
    if cue is None or CUES[norms[cue]].form not in {"past", "s"}:
        return start
    joint = next((x for x in range(comma - 3, cue + 3, -1) if norms[x] == "," and norms[x + 1] == "and"), None)
    return joint + 2 if joint is not None and clause_from(tokens, joint + 2, comma) is not None else start


def verb_at(tokens: Tokens, k: int) -> bool:
    """Whether a finite verb stands at ``k`` whose subject the words before the cue are: "The crew, she said, [hauled] in nine nets"."""
    norms = tokens.norms
    return norms[k] in _VERBS or ((norms[k] in EITHER or norms[k].endswith("ed")) and norms[k + 1] != "by")


def participle(tokens: Tokens, k: int) -> bool:
    """Whether the speaker's own comment begins at ``k`` with a participle: "…, the mayor said, [bringing the toll to six]"."""
    norm = tokens.norms[k]
    return norm.endswith("ing") and norm not in NOT_ING and len(norm) > 4
