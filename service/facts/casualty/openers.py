"""The words that open a part of a count: "including", "of whom 12", "12 of whom", "among them", "those of"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, Frame
from service.facts.casualty.phrases import Count
from service.facts.casualty.scene import Scene
from service.facts.clause.words import BE, is_person

LINKS = frozenset({"and", "but", "so"})
"""Words that join a sentence to the one before it."""
ANAPHORS = frozenset(LEXICON["parts"]["anaphors"])


def opened(scene: Scene, count: Count, *, within: bool = True) -> int | None:
    """The token at which words open a part before the count or behind it: "including", "of whom 12", "12 of whom"; None for a count of its own."""
    i = count.left - 1
    while i > scene.base and scene.tag(i) in 'B"':
        i -= 1
    norm = scene.norm(i)
    if norm in {"including", "include", "includes", "included", "namely", "notably"}:
        return i
    if norm == "of" and scene.norm(i - 1) in {"those", "that"} and scene.norm(i - 2) == "including":
        return i - 2  # "17 bodies, including those of four children"
    if norm == "of" and scene.norm(i - 1) in {"those", "that"} and scene.norm(i - 2) in {",", "—", "–", ":"}:
        return i - 2  # "five bodies, those of three Italians and two Poles"
    if (
        norm in {"of", "among"}
        and scene.norm(count.first - 1) in {"those", "these"}
        and count.first > count.left
        and scene.tag(count.last) == "A"
        and scene.tag(i - 1) in "C,.;"
    ):
        return i  # "and of those 510 are children"
    if norm in BE and scene.norm(i - 1) in {"them", "these", "those", "whom"}:
        i -= 1
        norm = scene.norm(i)
    if norm == "which" and scene.norm(i - 1) == "of" and scene.norm(i - 2) == "," and _things_counted(scene, i - 2):
        return i
    if norm in ANAPHORS and scene.norm(i - 1) in {"of", "among", "amongst"}:
        counted = scene.before(i)  # "one of them a father" counts one
        return None if counted is not None and scene.counts[counted].end == i + 1 and scene.counts[counted].first < count.first else i
    if norm in {",", "—", "–"} and scene.norm(count.end) in {"among", "amongst"} and scene.norm(count.end + 1) in ANAPHORS:
        return i  # "Four people died, two children among them"
    if norm in {",", "—", "–"} and count.kind == "article" and _among_them(scene, count.end):
        return i  # "…, a man of 19 from Leith among them"
    if scene.norm(count.end) in BE and scene.norm(count.end + 1) in {"among", "amongst"} and scene.norm(count.end + 2) in ANAPHORS:
        return count.left  # "and 12 children were among them"
    base = scene.base + (scene.norm(scene.base) in LINKS)
    if norm == "," and within and scene.norm(base) in {"of", "among"}:
        first = scene.after(base)
        reach = base + (3 if scene.norm(base + 1) in {"the", "those", "these"} else 1)
        if first is not None and scene.counts[first].first < count.first and scene.counts[first].left <= reach:
            return i
    if norm in {"number", "total", "group", "figure"} and scene.norm(i - 1) == "that" and scene.norm(i - 2) in {"of", "among"}:
        return i - 2
    if norm == "that" and within and scene.norm(scene.base) in {"of", "among"} and scene.before(i) == 0 and scene.counts[0].left <= scene.base + 2:
        return i  # "Of the 400 who were arrested, I am told that 37 are in custody"
    if norm in {"and", "but"} and count.head is None and scene.norm(count.last) in BE:
        whom = next((k for k in range(i - 1, max(scene.base, i - _ROW_OF), -1) if scene.norms[k] == "whom" or scene.tag(k) in ";."), i)
        if scene.norms[whom] == "whom" and scene.norm(whom - 1) == "of" and scene.before(whom) == scene.before(i):
            return whom  # "of whom more than half were women and 1,100 were children"
    before = scene.before(i) if norm == "," and within else None
    opening = scene.counts[before].left - 1 if before is not None and scene.counts[before].end == i else -1
    if scene.norm(opening) in {"of", "among"} and (opening == scene.base or scene.norm(opening - 1) in {",", "that", "and", "but"}):
        return i  # "said that of the 37 dead, 20 were children"
    if norm == "," and scene.norm(i - 1) in {"these", "those", "them"} and scene.norm(i - 2) in {"of", "among"}:
        return i - 2
    if scene.norm(count.last) == "of" and scene.norm(count.last + 1) == "which" and norm == "," and _things_counted(scene, i):
        return count.left  # "23 deaths, eleven of which were self-inflicted"
    if scene.norm(count.last) == "of" and scene.norm(count.left - 1) not in BE:
        pronoun = scene.norm(count.last + 1)
        if pronoun in {"whom", "them"} or (
            pronoun in {"those", "these"}
            and (
                scene.norm(count.last + 2) in BE
                or (
                    norm == "," and (is_person(scene.norm(count.last + 2)) or scene.tag(count.last + 2) == "P")
                )  # "38 have died, 26 of those in hostile acts"
            )
        ):
            return count.left
    return None


def _among_them(scene: Scene, i: int) -> bool:
    """Whether "among them" stands behind one of the dead and where they were from, up to the comma: "near Hull among them"."""
    for k in range(i, min(scene.limit - 1, i + 6)):
        if scene.norms[k] in {"among", "amongst"}:
            return scene.norms[k + 1] in ANAPHORS
        if scene.tag(k) in ".,;VA":
            return False
    return False


def _things_counted(scene: Scene, comma: int) -> bool:
    """Whether deaths, cases or bodies are counted shortly before token ``comma``."""
    at = scene.before(comma)
    if at is None or comma - scene.counts[at].end > 8 or scene.counts[at].head is None:
        return False
    e = scene.expression_at(scene.counts[at].head or 0)
    return e is not None and e.sense(Frame.COUNTED) is not None


def said_of_part(scene: Scene, found: dict[int, Claim], at: int) -> bool:
    """Whether a count is part of the part before it: "97 are still there, 34 of whom are dead", "41 of them civilians, of whom 12 were children"."""
    before, count = scene.counts[at - 1], scene.counts[at]
    if scene.norm(count.last) == "of" and scene.norm(count.last + 1) in {"whom", "those", "these", "them"}:
        return scene.norm(count.last + 1) != "them"
    i = opened(scene, count, within=False)
    if i is None or (scene.norm(i) == "them" and scene.norm(i - 1) == "of") or (at - 2 in found and scene.joined(at - 2)):
        return False
    numbers = (before.numeral.value if before.numeral else None, count.numeral.value if count.numeral else Decimal(1))
    return numbers[0] is None or numbers[1] is None or numbers[1] < numbers[0]


_ROW_OF = 14
