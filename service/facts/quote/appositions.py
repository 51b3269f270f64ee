"""The head of what stands in commas before a verb: "Jane Roe, the mayor of Hull, [said]"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.quote.naming import name_like, of_another
from service.facts.quote.phrases import CLAUSE, HARD, Phrase, noun_before
from service.facts.quote.verbs import finite, first_verb, is_adverb, one_person
from service.facts.quote.words import BODIES, CUES, FRONT, PUBLICATIONS, PUBLISHED, TIMES
from service.transcript.tokens import Tokens

_CALLED = frozenset({"lords", "speaker", "president", "chairman", "chair", "chairwoman", "lady", "excellency", "excellencies"})


_ADDRESSED = frozenset(
    {"minister", "secretary", "chancellor", "premier", "general", "admiral", "commissioner", "governor", "mayor", "senator", "sir", "madam"}
)
_CLOSING = frozenset({"”", '"', "'"})


def without_times(tokens: Tokens, low: int, j: int) -> int:
    """Where the words before ``j`` end without "this week", "on Monday", "yesterday", "in a statement"."""
    norms = tokens.norms
    last = j
    for _ in range(3):
        k = last - 1
        if k < low:
            return last
        if norms[k] in {"today", "yesterday", "tonight", "earlier", "later"}:
            last = k
            continue
        if norms[k][0].isdigit() and k - 1 >= low and norms[k - 1] in TIMES:
            k -= 1
        if norms[k] in TIMES and k - 1 >= low:
            while k - 1 >= low and (
                norms[k - 1]
                in {
                    "this",
                    "last",
                    "on",
                    "in",
                    "earlier",
                    "late",
                    "early",
                    "next",
                    "the",
                    "previous",
                    "before",
                    "after",
                    "at",
                    "during",
                    "over",
                    "since",
                    "that",
                    "same",
                }
                or norms[k - 1][0].isdigit()
                or norms[k - 1] in TIMES
            ):
                k -= 1
            if k < last and k > low and norms[k - 1] in {"of", "from", "for", "dated"} and k - 2 >= low and norms[k - 2][0].isalpha():
                last = k - 1  # the memo of 3 May
                continue
            if k < last - 1 and k > low:
                last = k
                continue
        return last
    return last


def apposed(tokens: Tokens, low: int, end: int) -> Phrase | None:
    """The head of what stands in commas before ``end``: "Jane Roe, the mayor of Hull, [said]", "the panel, which met in May, [said]"."""
    norms = tokens.norms
    cuts = [end]
    k = end - 1
    while k >= low:
        if norms[k] in _CLOSING and (opening := _title_from(tokens, low, k)) is not None:
            k = opening - 1
            continue
        if norms[k] in HARD or (norms[k] == "that" and norms[k - 2 : k - 1] not in (["who"], ["which"])):
            break  # not at "…, who dispute that account, [say]"
        if norms[k] == ",":
            cuts.append(k)
        k -= 1
    cuts.append(k)
    segments = [(cuts[n + 1] + 1, cuts[n]) for n in range(len(cuts) - 1)]  # nearest first
    head: tuple[int, int] | None = None
    for n, (first, last) in enumerate(segments):
        if first >= last:
            continue
        inverted = (
            n and last - first > 1 and words_upper(tokens, first + 1, last) and norms[first] in CUES and "inverts" in CUES[norms[first]].classes
        )
        if n and norms[first : first + 2] == ["according", "to"] and last - first > 2:
            head = (first + 2, last)
            break
        if inverted:  # "…,” said [Daud Amin], the police chief, who added"
            head = (first + 1, last)
            break
        if norms[first] in {"and", "but", "while", "whereas"} and last - first > 1:  # "…, and the bank, which cut its rate, [warned]"
            first += 1
        if n and norms[first] == "as" and name_like(tokens, first + 1, last):  # "As Ana Horvat, the mayor, [put it]"
            head = (first + 1, last)
            break
        opener = next((x for x in range(last - 1, first, -1) if norms[x] in {"which", "whom"}), None) if n else None
        if opener is not None and opener + 1 < last:  # "an account which [his wife, Ana Horvat, called]"
            head = (opener + 1, last)
            break
        norm = norms[first]
        relative = (norm in PREPOSITIONS and norms[first + 1] in {"which", "whom"}) or (
            tokens.words[first] != "WHO" and norm in {"who", "whom", "which", "whose", "where", "as"}
        )
        if norms[last - 1] in _CALLED and (norm in {"my", "mr", "mr.", "madam", "mister"} or last - first == 1):
            continue  # "My Lords, …"
        if n and n == len(segments) - 1 and head is not None and last - first < 3 and norms[last - 1] in _ADDRESSED and norm not in DETERMINERS:
            continue  # "Prime Minister, the opposition leader says"
        if norm == "i" and norms[first + 1 : first + 2] and norms[first + 1] in {"think", "believe", "guess", "suppose", "forget"}:
            continue  # an official, I think it was Mr Roe, said
        if not relative and first_verb(tokens, first, last, first) is not None:
            if head is None and n == 0:
                return None
            if n and "and" not in norms[first:last] and head is None:
                return None
            break
        titled = (
            last - first == 2 and tokens.words[first][0].isupper() and tokens.words[first + 1][0].isupper() and norms[first + 1] not in DETERMINERS
        )
        fronted = (
            norm in PREPOSITIONS
            or (norm in FRONT and not titled)
            or norm in TIMES
            or (norm in CLAUSE and tokens.words[first] != "WHO")
            or norm == "to"
            or (is_adverb(norm) and not (last - first > 1 and words_upper(tokens, first, first + 2)))  # Polly Roe
        )
        asked = norm in _FRONTED and norms[first + 1] in PREPOSITIONS  # "Asked about it, Ana Roe, the mayor, [said]"
        if relative or fronted or asked or norm.endswith("ing") or (norm.endswith("ed") and tokens.words[first][0].islower()):
            continue
        head = (first, last)
    if head is None:
        return None
    first, last = _named_apposition(tokens, segments, head) or head
    if "(" in norms[last : min(end, last + 4)]:  # the Member for Richmond, Yorks (Mr. Hague)
        closer = next((x for x in range(last, end) if norms[x] == ")"), None)
        if closer is not None:
            return Phrase(first, closer + 1)
    last = without_times(tokens, first, last)
    while last - 1 > first and (norms[last - 1] in PUBLISHED or norms[last - 1] == "just"):  # "a report released just before Christmas, said"
        last -= 1
    return noun_before(tokens, first, last)


_FRONTED = frozenset(
    {
        "asked",
        "pressed",
        "questioned",
        "challenged",
        "quizzed",
        "pushed",
        "interviewed",
        "contacted",
        "approached",
        "reached",
        "confronted",
        "faced",
        "based",
        "born",
    }
)
"""Participles that open a sentence before its subject."""


def words_upper(tokens: Tokens, first: int, last: int) -> bool:
    """Whether every word of a range begins with a capital."""
    return all(tokens.words[x][0].isupper() for x in range(first, last))


def _title_from(tokens: Tokens, low: int, close: int) -> int | None:
    """Where the title of a paper that ends at the mark ``close`` opens: "in its report “No Way Home”, [said]"."""
    words = tokens.words
    opening = next((x for x in range(close - 1, max(low, close - 20), -1) if words[x] in {"“", '"', "‘"}), None)
    return opening if opening is not None and opening > low and tokens.norms[opening - 1] in PUBLICATIONS else None


def _named_apposition(tokens: Tokens, segments: list[tuple[int, int]], head: tuple[int, int]) -> tuple[int, int] | None:
    """The name in "the head of the mission, Ruth Adeyemi, said": it says more than the post."""
    words, norms = tokens.words, tokens.norms
    opener = norms[head[0]]
    if words[head[0]][0].isupper() and opener not in DETERMINERS and opener not in {"one", "another"} and not one_person(norms[head[1] - 1]):
        return None
    if of_another(tokens, *head):
        return None
    for first, last in segments:
        if (first, last) == head:
            return None
        if (at := _described_name(tokens, first, last)) is not None:
            return at, last
        if name_like(tokens, first, last) or (last - first == 1 and _body_named(tokens, head, first)):
            return first, last
    return None


def _described_name(tokens: Tokens, first: int, last: int) -> int | None:
    """Where the name begins that words for the person open: "accountant [Meera Shah]", "Bernstein's [Ana Roe]", "62-year-old [Tom Rook]"."""
    words, norms = tokens.words, tokens.norms
    at = last
    while at > first and words[at - 1][0].isupper():
        at -= 1
    if not first < at <= last - 2 or not name_like(tokens, at, last):
        return None
    before = norms[at - 1]
    if any(norms[x] in PREPOSITIONS or norms[x] in CLAUSE or finite(tokens, x, first) for x in range(first, at)):
        return None
    return at if before in {"'s", "old"} or one_person(before) else None


def _body_named(tokens: Tokens, head: tuple[int, int], k: int) -> bool:
    """Whether the one word at ``k`` names the body in common words before it: "the UN mission, MONUSCO", "the rail union, Aslef"."""
    words, norms = tokens.words, tokens.norms
    body = norms[head[1] - 1] in _KINDS and words[head[1] - 1].islower() and norms[head[0]] in DETERMINERS
    return body and words[k][0].isupper() and words[k].isalpha() and norms[k] not in TIMES and norms[k] not in PREPOSITIONS


_KINDS = BODIES | {
    "mission",
    "charity",
    "watchdog",
    "regulator",
    "monitor",
    "group",
    "firm",
    "company",
    "broadcaster",
    "newspaper",
    "paper",
    "operator",
    "carrier",
    "airline",
    "supplier",
    "retailer",
    "insurer",
    "lender",
    "brewer",
    "manufacturer",
    "maker",
    "tribunal",
    "network",
    "coalition",
    "alliance",
    "militia",
    "opposition",
    "regime",
    "inspectorate",
    "ombudsman",
}
