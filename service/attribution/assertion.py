"""How the clause that holds a fact puts it forward: asserted, negated, questioned, hypothetical or planned.

The verb that governs the fact is the nearest finite one before it, or the one behind it whose subject it is; its modal, its negation and the
words that open its clause decide.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.clause.words import PARTICIPLES
from service.facts.quote.verbs import PERSONS, finite, is_adverb, joined_verb, never_finite
from service.facts.quote.words import AUXILIARIES, BE, CLAUSAL, NEGATIONS, WH
from service.lexicon import load
from service.model import Assertion, Kind, Mention, Quote
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution", "assertion.toml")
_MODALS = {modal: Assertion(kind) for kind in ("hypothetical", "planned") for modal in _LEXICON["modals"][kind]}
_PLANNED = frozenset(_LEXICON["words"]["planned"])
_SCHEMES = frozenset(_LEXICON["words"]["schemes"])
_BELONGING = frozenset(("to", "of", "for", "worth", "that", "which", "will", "would", "is", "are"))
_NEEDING_TO = frozenset(_LEXICON["words"]["needing_to"])
_NEGATED = frozenset(_LEXICON["words"]["negated"])
_SUPPOSING = frozenset(_LEXICON["words"]["supposing"])
_ASKING = frozenset(_LEXICON["words"]["asking"])
_DENYING = frozenset(_LEXICON["words"]["denying"])
_LOOKING = frozenset(_LEXICON["words"]["looking"])
_PRESUMING = frozenset(_LEXICON["words"]["presuming"])
_BOUNDING = frozenset(_LEXICON["words"]["bounding"])
_PREFERRING = frozenset(_LEXICON["words"]["preferring"])
_SURVIVING = frozenset(_LEXICON["words"]["surviving"])
_AIMING = frozenset(_LEXICON["words"]["aiming"])
_BETWEEN = frozenset({"just", "not", "all", "both", "only", "n't", "ever", "never", "already", "also", "since", "then", "even"})
_FIGURES = frozenset("0123456789£$€%.")
_REACH = 40
TOLD = "told"
"""Evidence of a mention whose own verb was read and puts it forward as a fact: no modal, negation or plan of another verb touches it."""
_RELATIVES = frozenset({"whose", "which", "whom"})
_RELATIVE_HEADS = _RELATIVES | {"who", "where"}
_CLOSE = 8
"""Tokens between a relative pronoun and a fact of its clause, at most."""
_BREAKS = frozenset({";", ":", "—", "–", "?", "!", "(", ")", "…"})
_OPENERS = frozenset(
    {"because", "although", "though", "while", "whereas", "since", "when", "after", "before", "as", "who", "which", "whose", "where", "so", "but"}
)


def assertion(reading: Reading, sentence: Sentence, mention: Mention) -> Assertion:
    """The assertion of ``mention`` in ``sentence``; of a quote, that of its being said, negated where its cue denies it."""
    tokens = reading.tokens
    low, limit = sentence.first, sentence.last
    asked = sentence.question and mention.first >= reading.once(_question_from, sentence)
    if mention.kind is Kind.QUOTES:
        cue = mention.value.cue if isinstance(mention.value, Quote) else None
        if cue is not None and reading.document.text[cue.start : cue.end].lower() in _DENYING:
            return Assertion.NEGATED
        return (
            Assertion.QUESTIONED
            if asked and cue is not None and cue.start >= tokens.starts[reading.once(_question_from, sentence)]
            else Assertion.ASSERTED
        )
    if asked:
        return Assertion.QUESTIONED
    return _of_clause(
        reading.once(_Telling, sentence),
        low,
        limit,
        mention.first,
        min(mention.last, limit),
        told=TOLD in mention.evidence,
        counted=mention.kind is Kind.QUANTITIES,
        dated=mention.kind is Kind.DATES,
    )


def _question_from(reading: Reading, sentence: Sentence) -> int:
    """Where the part of a sentence that asks begins: at its inverted verb or question word, else at its start."""
    norms, low, limit = reading.tokens.norms, sentence.first, sentence.last
    for k in range(low, min(limit, low + 120)):
        opens = (
            k == low
            or norms[k - 1] in {",", "and", "but", "or", ";", ":", "—", "–", "“", '"', "so", "then"}
            or (is_adverb(norms[k - 1]) and k - 1 == low)
        )
        if opens and (
            norms[k] in AUXILIARIES
            or (norms[k] in WH and norms[k] not in {"if", "when", "whether", "where", "which", "who"})
            or (norms[k] in WH and k == low)
        ):
            return k
        if norms[k] in WH and k > low and norms[k - 1] in {"at", "by", "for", "in", "to", "on", "from"} and k - 1 == low:
            return low
    return low


_TELLING = _BREAKS | _SUPPOSING | _ASKING | _OPENERS | _NEGATED | _PLANNED | _AIMING | NEGATIONS | BE | {",", "that"}


_BEFORE_VERBS = PERSONS | {"and", "but", "or"}
"""Behind any other word only a form of a verb is one."""


@lru_cache(maxsize=4096)
def _may_tell(norm: str) -> bool:
    """Whether a word may be one of those, or a verb, whatever stands before it."""
    return norm in _TELLING or not never_finite(norm)


_NO_MERE_VERB = (_TELLING - BE) | (BE & (_BREAKS | _SUPPOSING | _ASKING | _OPENERS | _NEGATED | _PLANNED | _AIMING | NEGATIONS)) | {"whom"}


class _Telling:
    """The tokens of a sentence that may tell how a fact behind them is put forward, found as far as they are asked for."""

    __slots__ = ("_begin", "_end", "_found", "_low", "tokens")

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.tokens = reading.tokens
        self._low = self._begin = self._end = sentence.first
        self._found: list[int] = []

    def before(self, first: int) -> list[int]:
        """Those in reach before token ``first``, nearest first."""
        tokens, low = self.tokens, self._low
        norms = tokens.norms
        floor = max(low, first - _REACH)
        if not self._begin <= floor <= self._end:
            self._begin = self._end = floor
            self._found = []
        before = norms[self._end - 1]
        for k in range(self._end, first):
            norm = norms[k]
            if (before in _BEFORE_VERBS or _may_tell(norm)) and (norm in _TELLING or finite(tokens, k, low) or joined_verb(tokens, k - 1)):
                self._found.append(k)
            before = norm
        self._end = max(self._end, first)
        return self._found[bisect_left(self._found, floor) : bisect_left(self._found, first)][::-1]


def _of_clause(
    telling: _Telling, low: int, limit: int, first: int, last: int, *, told: bool = False, counted: bool = False, dated: bool = False
) -> Assertion:
    tokens = telling.tokens
    norms = tokens.norms
    verb: int | None = None
    opener: int | None = None
    negated = planned = outside = concessive = False
    for k in telling.before(first):
        norm = norms[k]
        if norm not in _NO_MERE_VERB:  # nothing else that tells than a verb
            if verb is None:
                planned = planned or _looks_ahead(tokens, k)
                if norm not in BE or finite(tokens, k, low) or joined_verb(tokens, k - 1):
                    verb = k
            continue
        if norm == "," and verb is None and (main := _behind_relative(tokens, k, low, first)) is not None:
            verb = main
            break  # "the bank, which will close in July, lost [£3 million]"
        if norm in _SUBORDINATING and verb is None and _verb_behind(tokens, last, limit) is not None:
            break  # "it would be hard although [40] had come"
        if norm in _BREAKS or (norm == "," and k + 1 < first and norms[k + 1] in {"but", "so", "while", "whereas", "although", "though"}):
            break
        if norm == "but" and first - k <= 3 and verb is None:
            break  # not 40 but [60]
        if norm in _RELATIVES and verb is None and first - k <= _CLOSE:
            break  # "a government that can't guard a queue, said Ali, whose two sisters died"
        if (norm in {"since", "because"} or (norm == "," and norms[k + 1] == "and")) and not negated:
            outside = True
        if norm in _SUPPOSING and not _idle(norms, k) and not (norm == "should" or (norm == "provided" and norms[k + 1] != "that")):
            opener = k
            break
        if verb is None:
            negated = negated or (not outside and _negates(tokens, k, first))
            planned = planned or _looks_ahead(tokens, k)
        if norm in _ASKING:
            opener = k
            break
        pointing = k + 2 < limit and (norms[k + 1] in DETERMINERS or norms[k + 1] == "," or norms[k + 2] == ",")  # "who dispute that account, say"
        if norm == "that" and norms[k - 1 : k] != ["so"] and not pointing:
            opener = k
            break
        if norm in _OPENERS and verb is not None:
            concessive = norm in {"although", "though", "while", "whilst"}
            break
        if verb is None and (finite(tokens, k, low) or joined_verb(tokens, k - 1)):
            verb = k
    if opener is not None:
        if norms[opener] in _SUPPOSING:
            return Assertion.HYPOTHETICAL
        if norms[opener] in _ASKING:
            return Assertion.QUESTIONED
        if norms[opener] == "that" and _denied(tokens, low, opener):
            return Assertion.NEGATED
    if told:
        return Assertion.NEGATED if norms[first - 1] == "not" and first > low else Assertion.ASSERTED
    behind = _verb_behind(tokens, last, limit)
    if behind is not None and dated and behind > last and not all(is_adverb(norms[k]) for k in range(last, behind)):
        behind = None  # "said on [Thursday] it would buy"
    if behind is not None and (
        verb is None
        or norms[verb] in CLAUSAL
        or (verb + 1 < first and norms[verb + 1] in CLAUSAL)
        or (concessive and "," in norms[max(verb, first - 4) : first])
    ):
        return Assertion.NEGATED if negated and verb is None else _of_subject(tokens, low, first, behind, limit, counted=counted)
    if negated:
        return Assertion.NEGATED
    found = _of_verb(tokens, verb, first, low) if verb is not None else Assertion.ASSERTED
    if (outside and found is Assertion.NEGATED) or (concessive and verb is not None and norms[verb] in {"may", "might"}):
        return Assertion.ASSERTED
    if verb is not None and found in {Assertion.HYPOTHETICAL, Assertion.PLANNED} and any(norms[k] in _PRESUMING for k in range(verb, first)):
        return Assertion.ASSERTED
    if found is Assertion.ASSERTED and planned:
        return Assertion.PLANNED
    return found


_SUBORDINATING = frozenset({"because", "although", "though", "while", "whereas", "when"})
"""Those that are no prepositions too, as in "it would close after [40 days]"."""
_SUBCLAUSE = 30
"""Tokens of a relative clause that stands between a subject and its verb."""
_BARE_PASTS = frozenset({"cut", "put", "hit", "set", "shut", "let", "read", "came", "became", "ran"})


def _behind_relative(tokens: Tokens, comma: int, low: int, first: int) -> int | None:
    """The verb behind the comma that closes a relative clause, whose subject stands before it: the "lost" of "the bank, which will close, lost £3 million"."""
    norms = tokens.norms
    verb = comma + 1
    while verb < first and is_adverb(norms[verb]):
        verb += 1
    if verb >= first or not (norms[verb] in PARTICIPLES or norms[verb] in AUXILIARIES or norms[verb] in _BARE_PASTS or norms[verb].endswith("ed")):
        return None
    for k in range(comma - 1, max(low, comma - _SUBCLAUSE), -1):
        if norms[k] in _BREAKS:
            return None
        if norms[k] in _RELATIVE_HEADS:
            return (
                verb
                if norms[k - 1] == "," or (norms[k - 1] in {"of", "in", "to", "for", "from", "with"} and "," in norms[max(low, k - 4) : k])
                else None
            )
    return None


def _idle(norms: list[str], k: int) -> bool:
    """Whether an "if" supposes nothing: "if you look at the figures", "if I may say so"."""
    nxt, verb = norms[k + 1 : k + 2], norms[k + 2 : k + 3]
    return (
        norms[k] == "if"
        and nxt != []
        and verb != []
        and ((nxt[0] in {"you", "we", "one"} and verb[0] in _LOOKING) or (nxt[0] in {"i", "we"} and verb[0] in {"may", "might", "can", "could"}))
    )


_NEGATING = NEGATIONS | _NEGATED


def _negates(tokens: Tokens, k: int, first: int) -> bool:
    """Whether the word at ``k`` negates what follows in its phrase: "without £5 million", "failed to pay", "not £5 million but"."""
    norms = tokens.norms
    if norms[k] not in _NEGATING:
        return False
    if norms[k] in NEGATIONS:
        return k + 1 >= first or norms[k + 1] not in _BOUNDING
    if norms[k] in {"failed", "fails", "failing", "refused", "refuses", "refusing", "declined", "unable"}:
        return k + 1 < len(norms) and norms[k + 1] == "to"
    if norms[k] in {"instead", "rather"}:
        return k + 1 < len(norms) and norms[k + 1] in {"of", "than"}
    if norms[k] in {"stopped", "prevented", "avoided"}:
        return any(norms[x].endswith("ing") for x in range(k + 1, min(first, k + 6)))
    return True


_AHEAD = _AIMING | _SCHEMES | _PLANNED | BE


def _looks_ahead(tokens: Tokens, k: int) -> bool:
    """Whether the word at ``k`` puts what follows into the future: "plans to spend", "pledged", "is to be paid"."""
    norms = tokens.norms
    if norms[k] not in _AHEAD:
        return False
    nxt = norms[k + 1] if k + 1 < len(norms) else "."
    if norms[k] in _AIMING:
        return nxt in {"of", "for"} or nxt[0] in _FIGURES or (nxt == "to" and k + 2 < len(norms) and norms[k + 2].isalpha())
    if norms[k] in _SCHEMES and k and norms[k - 1] in DETERMINERS:
        return nxt in _BELONGING or nxt[0] in _FIGURES
    if norms[k] in _PLANNED:
        return nxt == "to" if norms[k] in _NEEDING_TO else True
    return norms[k] in BE and nxt == "to" and norms[k] not in {"be", "been", "being"}


def _no_modal(norms: list[str], k: int) -> bool:
    """Whether the word at ``k`` only looks like a modal: "they'd seen", "the party won 306 seats"."""
    return (norms[k] == "'d" and _had(norms, k)) or (norms[k] == "won" and norms[k + 1 : k + 2] != ["'t"])


def _had(norms: list[str], k: int) -> bool:
    """Whether the "'d" at token ``k`` is "had": a participle follows, which is no base form too ("they'd seen", "he'd already paid")."""
    for j in range(k + 1, min(len(norms), k + 4)):
        if norms[j] in {"better", "been"} or norms[j] in PARTICIPLES:
            return True
        if not is_adverb(norms[j]) and norms[j] not in _BETWEEN:
            return False
    return False


def _denied(tokens: Tokens, low: int, that: int) -> bool:
    norms = tokens.norms
    for k in range(that - 1, max(low, that - 5) - 1, -1):
        if norms[k] in _DENYING:
            return not any(norms[x] in NEGATIONS or norms[x] == "no" for x in range(max(low, k - 3), k))
        if norms[k] in {"true", "case", "evidence", "say", "said", "claim", "claimed", "mean", "suggest", "suggested", "believe", "think"} and any(
            norms[x] in NEGATIONS or norms[x] == "no" for x in range(max(low, k - 4), k)
        ):
            return True
        if norms[k] in _BREAKS or norms[k] == ",":
            return False
    return False


def _verb_behind(tokens: Tokens, last: int, limit: int) -> int | None:
    """The finite verb whose subject the fact is: none where a clause of its own stands between."""
    norms = tokens.norms
    for k in range(last, min(limit, last + 14)):
        norm = norms[k]
        if norm in _PARTING:
            return None
        if (not never_finite(norm) or norms[k - 1] in PERSONS) and (norm[0].isalpha() or norm[0] == "'") and finite(tokens, k, last - 1):
            return k
    return None


_PARTING = _BREAKS | {",", "and", "but", "that", "who", "which", "whose", "because", "when", "if", "as"}
"""Behind these a clause of its own begins."""


def _of_subject(tokens: Tokens, low: int, first: int, verb: int, limit: int, *, counted: bool) -> Assertion:
    """The assertion of a figure that is the subject of the verb at ``verb``.

    A preference is no supposition ("60% would rather wait"), and a bare count stands whatever is denied of it ("23 of the 47 had not replied", "nine did not vote").
    """
    norms = tokens.norms
    found = _of_verb(tokens, verb, limit, low)
    if found is Assertion.HYPOTHETICAL and any(norm in _PREFERRING for norm in norms[verb : verb + 3]):
        return Assertion.ASSERTED
    bare = counted and (first == low or norms[first - 1] not in DETERMINERS or norms[first - 2] == "of")
    if found is Assertion.NEGATED and any(norm in _SURVIVING for norm in norms[verb : verb + 5]):
        return Assertion.ASSERTED  # "two sailors did not survive": they died
    return Assertion.ASSERTED if found is Assertion.NEGATED and bare else found


@lru_cache(maxsize=4096)
def _in_group(norm: str) -> bool:
    """Whether a word may stand behind the first verb of a group as a part of it."""
    return norm in AUXILIARIES or norm in NEGATIONS or norm in {"be", "been", "being", "have", "'t", "to"} or is_adverb(norm)


def _of_verb(tokens: Tokens, verb: int, stop: int, low: int) -> Assertion:
    """The assertion of the verb group that begins at ``verb`` or just before it."""
    norms = tokens.norms
    begin = verb
    while (
        begin > low
        and begin > verb - 4
        and tokens.words[begin - 1] != "May"
        and (norms[begin - 1] in AUXILIARIES or norms[begin - 1] in NEGATIONS or is_adverb(norms[begin - 1]))
    ):
        begin -= 1
    found = Assertion.ASSERTED
    for k in range(begin, min(stop, verb + 6)):
        norm = norms[k]
        if k > verb and not _in_group(norm):
            return Assertion.PLANNED if found is Assertion.ASSERTED and _looks_ahead(tokens, k) else found
        if norm in NEGATIONS and (k + 1 >= len(norms) or norms[k + 1] not in _BOUNDING):
            return Assertion.NEGATED
        if norm in _MODALS and found is Assertion.ASSERTED and not _no_modal(norms, k):
            found = _MODALS[norm]
        if k == verb and _looks_ahead(tokens, k) and found is Assertion.ASSERTED:
            found = Assertion.PLANNED
    return found
