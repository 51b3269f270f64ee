"""Which count a noun phrase is: the one it holds, one in apposition, one listed before it."""

from __future__ import annotations

from service.facts.casualty.phrases import is_victim
from service.facts.casualty.scene import Scene
from service.facts.clause.noun_phrase import counted
from service.facts.clause.phrases import Phrase

BODIES_OF = frozenset({"family", "group", "crew", "party", "team", "convoy", "gang", "squad", "platoon", "unit", "band"})
"""Nouns of a body of people whose number "of" tells: "a family of five"."""
_WHOLE = frozenset({"one", "all", "each"})


def adjacent(scene: Scene, i: int) -> int | None:
    """The count that ends just before token ``i``, adverbs passed over."""
    while i - 1 > scene.base and scene.tag(i - 1) in 'B"':
        i -= 1
    at = scene.holding(i - 1)
    return at if at is not None and scene.counts[at].end == i and scene.counts[at].kind != "name" else None


def count_of(scene: Scene, found: Phrase | None) -> int | None:
    """The count that a noun phrase is, or that is coordinated before it: "12 passengers and the driver"."""
    if found is None:
        return None
    at: int | None = scene.holding(found.last - 1)
    if at is None:
        at = scene.holding(found.first - (scene.norms[found.first] in {"himself", "herself"}))
    if at is None and scene.norm(found.last) == "of" and scene.norm(found.last - 1) in BODIES_OF:
        of = scene.starting(found.last + 1)  # "A family of five died"
        return of if of is not None and scene.counts[of].kind == "number" else None
    if at is None and scene.norm(found.last) == "of" and scene.norm(found.last - 1) in _WHOLE:
        return scene.starting(found.last + 1 + (scene.tag(found.last + 1) == "D"))  # "Every one of the 38 passengers"
    if at is None and (scene.tag(found.first) == "D" or scene.norms[found.first] in {"a", "another"}):
        at = named_behind(scene, found.last)  # "The driver, Alberto Rizzo, also died", "a teller, 58-year-old Ann Orr, was shot"
    if at is not None:
        return by_name(scene, at)
    at = listed_before(scene, found.first)
    if at is not None:
        return at
    i = found.first - 1
    if at is None and (scene.tag(i) == "C" or scene.norm(i) == ","):
        at = adjacent(scene, i - 1 if scene.norm(i - 1) == "," and scene.tag(i) == "C" else i)
    return at


def by_name(scene: Scene, at: int) -> int:
    """The name that says who the one person of count ``at`` is: "a cashier, Ann Orr, was shot", "One of them, my neighbour Tom Day, died"."""
    count = scene.counts[at]
    one = count.kind == "article" or (count.kind == "number" and count.numeral is not None and count.numeral.value == 1)
    named = named_behind(scene, count.end) if one else None
    if named is None and count.kind == "article" and "Q" in scene.tags[count.first - scene.base : count.last - scene.base]:
        after = scene.starting(count.end + 1) if scene.norm(count.end) == "," else None
        named = after if after is not None and scene.counts[after].kind == "article" else None  # "a third man, a Haitian national, was killed"
    return at if named is None else named


def named_behind(scene: Scene, comma: int) -> int | None:
    """The name in apposition that begins behind the comma at token ``comma``, its "58-year-old" or "my neighbour" passed over."""
    named = scene.after(comma) if scene.norm(comma) == "," else None
    if named is None or scene.counts[named].kind != "name":
        return None
    between = range(comma + 1, scene.counts[named].first)
    return named if len(between) < 8 and all(scene.tag(k) in "DNQp-" for k in between) else None


_OPENING = {"—": frozenset("—"), "–": frozenset("–"), ")": frozenset("("), ",": frozenset(",")}


def inserted(scene: Scene, i: int) -> int | None:
    """The count that says, between marks before token ``i``, how many or who the subject is: "Half the town — some 9,000 people — were displaced"."""
    while i - 1 > scene.base and scene.tag(i - 1) in 'B"':
        i -= 1
    opening = _OPENING.get(scene.norm(i - 1))
    at = scene.holding(i - 2) if opening is not None else None
    if opening is None or at is None or scene.counts[at].end != i - 1 or not _says_who(scene, at):
        return None
    left = scene.counts[at].left - 1
    return at if scene.norm(left) in opening and scene.tag(left - 1) in "ND" and scene.holding(left - 1) is None else None


def _says_who(scene: Scene, at: int) -> bool:
    count = scene.counts[at]
    return count.kind == "article" or (count.head is not None and of_people(scene, at))


def listed_before(scene: Scene, i: int) -> int | None:
    """The nearest name in the list that the noun phrase at token ``i`` ends: "Maria Lopez, 41, and her son Hugo"."""
    if scene.tag(i - 1) != "C" and not (scene.tag(i - 1) == "D" and scene.tag(i - 2) == "C"):
        return None
    j = i - 1
    commas = 0
    while j > max(scene.base, i - 30) and scene.holding(j) is None:
        if scene.tag(j) not in "NQDUC,p":
            return None
        commas += scene.norms[j] == ","
        j -= 1
    at = scene.holding(j)
    if at is None or scene.counts[at].kind != "name":
        return None
    if scene.tag(scene.counts[at].end) not in ",C":
        return None  # "Natural Resources estimates some 400 fish and other animals died"
    aged = scene.counts[at].end > scene.counts[at].last
    return at if aged or commas != 1 else None  # "…, said Ann Orr, and Hull was bombed" begins a clause


def of_people(scene: Scene, at: int) -> bool:
    """Whether a count is of people, or bare."""
    head = scene.counts[at].head
    return head is None or is_victim(scene.reading, head)


def things_counted(scene: Scene, first: int, last: int) -> bool:
    """Whether the last number with a noun in ``[first, last)`` counts what is nobody: "ten missiles, of which", "9 homes have burned; that is"."""
    for i in range(last - 1, first - 1, -1):
        numeral = scene.reading.numerals.by_first.get(i)
        phrase = counted(scene.reading.tokens, numeral.last, last) if numeral is not None else None
        if phrase is not None:
            return not is_victim(scene.reading, phrase.head)
    return False
