"""What is credited by "according to X" and by "X's account", before the clause or behind it."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.quote.clauses import clause_from, fronted
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.heads import known, nameable
from service.facts.quote.naming import author_after, trimmed, with_name
from service.facts.quote.phrases import Phrase, noun_after, noun_before
from service.facts.quote.verbs import finite, first_verb
from service.facts.quote.words import AUXILIARIES, NOT_SOURCES, PEOPLE, PUBLISHED
from service.transcript.tokens import Tokens

_ACCOUNTING = frozenset({"by", "on", "in"})
_KNOWING = frozenset({"aware", "know", "knows", "remember", "see", "understand", "clear", "accept", "recall", "note"})
_OWNERS = frozenset({"his", "her", "its", "their"})


def according_at(tokens: Tokens, low: int, i: int, limit: int) -> tuple[Phrase, Phrase, int, int] | None:
    """The source and cue of "according to X" at ``i``, and the words it covers: ``(source, cue, first, last)``, whether a clause or not."""
    norms = tokens.norms
    source = noun_after(tokens, i + 2, limit)
    if source is not None:
        source = author_after(tokens, source, limit)
        k = source.last
        if k + 1 < limit and norms[k] == "the" and tokens.words[k + 1][0].isupper() and norms[k - 1] in PEOPLE:  # local newspaper the Hull Echo
            source = noun_after(tokens, k, limit) or source
    if source is None or not nameable(tokens, source, None) or norms[source.last - 1] in NOT_SOURCES:
        return None
    cue = Phrase(i, i + 2)
    named = trimmed(tokens, with_name(tokens, source, limit))
    behind = _past_appositions(tokens, source.last, limit)
    lead = norms[clause_start(tokens, low, i) : i]
    leads = (
        i == low
        or (len(lead) <= 2 and lead[-1:] == [","])
        or norms[i - 1] in {"and", "but", "that", ";", ":", "“", '"', "—", "because", "while"}
        or (norms[i - 1] == "," and i - 2 >= low and norms[i - 2] in {"and", "but", "that"})
    )
    if (
        i > low
        and norms[i - 1] == ","
        and not leads
        and behind < limit
        and norms[behind] == ","
        and behind + 1 < limit
        and norms[behind + 1] not in {"who", "which", "whose"}
        and clause_from(tokens, clause_start(tokens, low, i), i - 1) is None
    ):  # The dam, according to engineers, had failed
        start, last = clause_start(tokens, low, i - 1), content_end(tokens, behind + 1, limit, backshifted=True)
        if fronted(tokens, start, i - 1) and clause_from(tokens, behind + 1, last) is not None:
            start = behind + 1
        return named, cue, start, last
    if leads:
        start = behind + 1 if behind < limit and norms[behind] == "," else behind
        if start + 2 < limit and norms[start] in {"however", "meanwhile", "moreover", "though"} and norms[start + 1] == ",":
            start += 2
        return (named, cue, start, content_end(tokens, start, limit, backshifted=True)) if start < limit else None
    last = i - 1 if norms[i - 1] in {",", "(", "—"} else i
    start = _behind_knowing(tokens, clause_start(tokens, low, last), last)
    return (named, cue, start, last) if start < last else None


def _behind_knowing(tokens: Tokens, start: int, last: int) -> int:
    """Where a clause begins that somebody is said to know: "He will know that [nine men fled], according to the Echo"; else ``start``."""
    norms = tokens.norms
    that = next((x for x in range(start + 1, min(last - 3, start + 9)) if norms[x] == "that"), None)
    return that + 1 if that is not None and norms[that - 1] in _KNOWING else start


def account_at(tokens: Tokens, low: int, n: int, limit: int) -> tuple[Phrase, Phrase, int, int] | None:
    """The source and cue of "by X's account", "on the estimate of X" with its noun at ``n``, and the clause it covers, as ``according_at``."""
    norms = tokens.norms
    p = next((x for x in range(n - 1, max(low - 1, n - 9), -1) if norms[x] in _ACCOUNTING), None)
    if p is None or n + 1 >= limit or any(norms[x] == "," or finite(tokens, x, p) for x in range(p + 1, n)):
        return None
    owner = next((x for x in range(n - 1, max(p, n - 4), -1) if norms[x] in {"'s", "'", "’"} or norms[x] in _OWNERS), None)
    source: Phrase | None
    if owner is not None:
        source, end = (Phrase(owner, owner + 1) if norms[owner] in _OWNERS else noun_before(tokens, p + 1, owner)), n + 1
    elif norms[n + 1] == "of" and p < n - 1:
        source = noun_after(tokens, n + 2, limit)
        end = source.last if source is not None else n
    else:
        return None
    if source is None or not (norms[source.first] in _OWNERS or (known(tokens, source) and nameable(tokens, source, None))):
        return None
    named = source if norms[source.first] in _OWNERS else trimmed(tokens, source)
    if p == low or norms[p - 1] in {"and", "but", "that", ";"} or (norms[p - 1] == "," and norms[p - 2] in {"and", "but", "that"}):
        if norms[end] != "," and owner is not None and clause_from(tokens, end, limit) is not None:  # In its judgment the dam was safe
            return named, Phrase(p, n + 1), end, content_end(tokens, end, limit, backshifted=True)
        end = next((x for x in range(end, min(limit, end + 6)) if norms[x] == ","), limit)
        start = _past_appositions(tokens, end, limit) + 1
        return (named, Phrase(p, n + 1), start, content_end(tokens, start, limit, backshifted=True)) if start < limit else None
    if p - 1 > low and norms[p - 1] == "," and (end >= limit or norms[end] in {",", ".", ";"}):
        if (
            end + 2 < limit
            and norms[end] == ","
            and (norms[p - 2] in AUXILIARIES or clause_from(tokens, clause_start(tokens, low, p - 1), p - 1) is None)
        ):
            start = next(
                (x + 2 for x in range(p - 3, low, -1) if norms[x] == "," and norms[x + 1] in {"and", "but"}), clause_start(tokens, low, p - 1)
            )
            last = content_end(tokens, end + 1, limit, backshifted=True)  # "It has, on the analysis of the bank, lost £3 million"
            return named, Phrase(p, n + 1), start, last
        return named, Phrase(p, n + 1), clause_start(tokens, low, p - 1), p - 1
    return None


def _past_appositions(tokens: Tokens, k: int, limit: int) -> int:
    """Behind the appositions and adjuncts of a fronted source, at the comma that ends it."""
    norms = tokens.norms
    comma = k
    if k < limit and norms[k] in {"who", "whose", "which"}:  # "according to a source who spoke on condition of anonymity, …"
        return next((x for x in range(k + 2, min(limit, k + 30)) if norms[x] == ","), k)
    for x in range(k, min(limit, k + 30)):
        if norms[x] == ",":
            comma = x
            nxt = next((y for y in range(x + 1, min(limit, x + 16)) if norms[y] == ","), None)
            if nxt is not None and norms[x + 1] in {"who", "whose"}:
                return nxt
            if (
                nxt is None
                or first_verb(tokens, x + 1, nxt, x + 1) is not None
                or (
                    norms[x + 1] not in DETERMINERS
                    and norms[x + 1] not in PEOPLE
                    and norms[x + 1] not in {"who", "which"}
                    and norms[x + 1] not in PUBLISHED
                )
            ):
                return comma
            if clause_from(tokens, nxt + 1, limit) is None or norms[nxt + 1] in {"and", "or"}:
                return comma
        elif norms[x] in {";", ":"} or finite(tokens, x, k):
            return comma if norms[comma] == "," else k
    return comma
