"""Parts of a count: "including 19 children", "of whom three were women", "37 in England, seven in Wales", "Of these, 19 were children"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from service.facts.casualty.claims import REPORTING, Claim, has_predicate, leftwards, rightwards
from service.facts.casualty.lexicon import Expression, Frame
from service.facts.casualty.nouns import noun_harm
from service.facts.casualty.openers import ANAPHORS, opened, said_of_part
from service.facts.casualty.phrases import Count
from service.facts.casualty.scene import Scene
from service.facts.casualty.surroundings import told_near
from service.facts.clause.words import BE, is_person
from service.model import Harm

_HARMS = frozenset(harm.value for harm in Harm)


def parts(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Claims of counts that are parts of a claimed count of the sentence."""
    found: dict[int, Claim] = {}
    counted = of_counted(scene, claimed)
    for at, count in enumerate(scene.counts):
        if count.kind not in {"number", "article"} or at in found:
            continue
        names = _by_their_names(scene, claimed, at) if at not in claimed else 0
        if names:
            found[at] = claimed[at + 1]._replace(of=at)
            found.update((n, claimed[n]._replace(part_of=at)) for n in range(at + 1, at + 1 + names))
            continue
        named = _one_by_name(scene, at) if at in claimed else None
        if named is not None and named not in claimed:
            found[named] = claimed[at]._replace(of=named, rule="casualty.part", part_of=at)
        among = count.end + (scene.norm(count.end) in BE)
        if at + 1 in claimed and scene.norm(among) == "among" and scene.counts[at + 1].left - among <= 2 and at not in claimed:
            total = claimed[at + 1]  # "nine police among 22 killed"
            for n in leftwards(scene, at):
                found[n] = Claim(n, total.harm, "casualty.part", 3, total.at, total.group, total.of)
            continue
        badly = _badly(scene, count)
        if badly is not None and (at not in claimed or scene.joined(at - 1) or claimed[at].rule == "casualty.state"):
            hurt = [n for n in claimed if n < at and claimed[n].harm == "injured" and n not in found]
            if hurt and _fewer(scene, at, max(hurt)):
                of = claimed[max(hurt)]
                found[at] = Claim(at, badly, "casualty.part", 3, of.at, of.group, of.of)
                continue
        if at in claimed and at - 1 in claimed and scene.norm(count.left - 1) == "of" and scene.norm(count.left - 2) == "out":
            found[at - 1] = claimed[at - 1]._replace(part_of=at)  # "400 died, out of 7,000 who fell ill"
            continue
        if at in claimed and at - 1 in claimed and scene.norm(count.left - 1) == "with" and not _CASUALTIES.isdisjoint(scene.words):
            found[at] = claimed[at]._replace(part_of=at - 1)  # "casualties rose to 147, with 38 killed"
            continue
        if at in claimed and at - 1 in claimed and scene.norm(count.left - 1) == "with" and _smaller(scene, claimed, at):
            found[at] = claimed[at]._replace(part_of=at - 1)  # "claimed 420 lives, with 170 deaths in Harare"
            continue
        within = at - 1 in claimed and scene.norm(scene.counts[at - 1].left - 1) in {"among", "amongst"}
        ahead = at - 1 if within else 0
        if at and ahead in claimed and scene.norm(count.left - 1) in BE and (within or _among_counted(scene)):
            for n in rightwards(scene, at):  # "Among the 63 people injured were eight police officers"
                found[n] = claimed[ahead]._replace(of=n, rule="casualty.part", part_of=ahead)
            continue
        if (opened(scene, count) is None and not _listed_in(scene, claimed, at)) or speaks(scene, count):
            continue
        whole = _whole(scene, claimed, counted | found, at)
        if whole is None or (count.kind == "article" and _is_one(scene, whole.of)):
            continue  # "one corpse, that of a woman"
        for n in rightwards(scene, at):
            own = claimed[n] if n in claimed and claimed[n].strength > 1 else None
            if n != at and n in claimed and claimed[n].rule == "casualty.counted_noun" and claimed[n].strength > 1:
                break
            if n != whole.of and n not in found:
                dead = whole.harm == "killed" and not _of_casualties(scene, whole.of)  # "two of them in hospital" died there
                said = own if own is not None and own.harm != whole.harm and not dead else whole
                found[n] = Claim(n, said.harm, "casualty.part", 3, said.at, said.group, whole.of)
        if scene.norm(count.last) == "of":
            for n in in_a_row(scene, at):  # "196 of them were Dutch, 43 Malaysian and 38 Australian"
                if n not in claimed and n not in found and scene.norm(scene.counts[n].last) != "of":
                    found[n] = whole._replace(of=n, rule="casualty.part", part_of=whole.of)
        if _and_others(scene, at) and at + 1 not in claimed:
            found[at + 1] = found.get(at, whole)._replace(of=at + 1, rule="casualty.part", part_of=whole.of)
    return counted | found


def _by_their_names(scene: Scene, claimed: dict[int, Claim], at: int) -> int:
    """How many names behind count ``at`` say who they are that came to harm: "the two paramedics, Mark Lowe and Ann Prior, who died"; 0 for none."""
    numeral = scene.counts[at].numeral
    number = numeral.value if numeral is not None else None
    if number is None or not 2 <= number <= _MOST_NAMED or scene.norm(scene.counts[at].end) != "," or scene.counts[at].head is None:
        return 0
    names = range(at + 1, at + 1 + int(number))
    if names.stop > len(scene.counts) or scene.counts[at + 1].left != scene.counts[at].end + 1:
        return 0
    named = all(scene.counts[n].kind == "name" and n in claimed and (n == names[-1] or scene.joined(n)) for n in names)
    return int(number) if named and is_person(scene.norms[scene.counts[at].head or 0]) else 0


_MOST_NAMED = 5


def _one_by_name(scene: Scene, at: int) -> int | None:
    """The name of whom count ``at`` tells that they are one of it: "Javion Hale, one of the 13 service members killed"."""
    of = scene.counts[at].left - 1
    if scene.norm(of) != "of" and scene.norm(of + 1) == "of":
        of += 1
    if scene.norm(of) != "of" or scene.norm(of - 1) != "one" or scene.norm(of - 2) != ",":
        return None
    n = scene.holding(of - 3)
    return n if n is not None and scene.counts[n].kind == "name" else None


def speaks(scene: Scene, count: Count) -> bool:
    """Whether "one of them" says something, and so is one of those who speak: "65 were hurt; one of them, who saw it, said"."""
    if scene.norm(count.last) != "of" or scene.norm(count.last + 1) not in ANAPHORS:
        return False
    i = count.last + 2
    if scene.norm(i) == ",":
        i = next((k + 1 for k in range(i + 1, min(scene.limit, i + 16)) if scene.norms[k] == ","), i)
    return scene.norm(i) in REPORTING and scene.tag(i) == "V"


def _among_counted(scene: Scene) -> bool:
    """Whether a sentence opens with "Among the 63 people"."""
    return scene.norm(scene.base) in {"among", "amongst"} and scene.counts[0].left <= scene.base + 2


def _listed_in(scene: Scene, claimed: dict[int, Claim], at: int) -> bool:
    """Whether a count stands in a list that "including" opens with others: "including the company's commander and four sergeants"."""
    if (at in claimed and claimed[at].strength > 1) or has_predicate(scene, at):
        return False
    i = scene.counts[at].left - 1
    if scene.tag(i) != "C" and (scene.norm(i) != "," or scene.counts[at].kind == "article"):
        return False  # "including the driver, a 34-year-old man"
    floor = max(scene.base, i - _LIST)
    while i > floor and (scene.tag(i) in "CDNpQB-" or scene.norm(i) in {",", "of", "the"}) and scene.norm(i) not in _INCLUDING:
        i -= 1
    return scene.norm(i) in _INCLUDING


def _of_casualties(scene: Scene, at: int) -> bool:
    head = scene.counts[at].head
    return head is not None and scene.norms[head] in _CASUALTIES


def _and_others(scene: Scene, at: int) -> bool:
    """Whether "of them" says who some are and "and" who others are: "421 of them women and 1,538 children"."""
    if at + 1 >= len(scene.counts) or scene.norm(scene.counts[at].last) != "of" or scene.counts[at + 1].head is None:
        return False
    between = scene.tags[scene.counts[at].end - scene.base : scene.counts[at + 1].left - scene.base]
    return between in {"NC", "NNC", "NNNC"} and not has_predicate(scene, at + 1) and is_person(scene.norms[scene.counts[at + 1].head or 0])


def _is_one(scene: Scene, at: int) -> bool:
    numeral = scene.counts[at].numeral
    return numeral is not None and numeral.value == 1


def _fewer(scene: Scene, at: int, whole: int) -> bool:
    """Whether count ``at`` is a smaller number than count ``whole``, as far as both are told."""
    here, there = scene.counts[at].numeral, scene.counts[whole].numeral
    return here is None or there is None or here.value is None or there.value is None or here.value < there.value


def _smaller(scene: Scene, claimed: dict[int, Claim], at: int) -> bool:
    """Whether a count behind ", with" is a smaller number of the harm of the one before it."""
    here, before = scene.counts[at].numeral, scene.counts[at - 1].numeral
    if here is None or before is None or here.value is None or before.value is None or scene.norm(scene.counts[at].left - 2) != ",":
        return False
    return claimed[at].harm == claimed[at - 1].harm and here.value < before.value


_INCLUDING = frozenset({"including", "include", "includes", "included"})
_LIST = 16
_CASUALTIES = frozenset({"casualties", "victims"})
_BADLY = frozenset({"critically", "seriously", "severely", "gravely", "badly", "slightly", "lightly"})
_FATALLY = frozenset({"fatally", "mortally"})


def _badly(scene: Scene, count: Count) -> str | None:
    """The harm that an adverb alone tells of some of the injured: "Sixty were hurt, eleven critically", "six of them fatally"."""
    if count.head is not None or scene.norm(count.left - 1) not in {",", "and", "including", "(", "—", "–"}:
        return None
    i = count.last + 2 * (scene.norm(count.last) == "of" and scene.norm(count.last + 1) in ANAPHORS)
    e = scene.expression_at(i)
    if e is not None and scene.norms[e.last - 1] in {"condition", "state"} and scene.norms[i] == "in":
        return "injured"  # "nine are being treated, two in a critical condition"
    if scene.tag(i + 1) not in ".,;SCP" and scene.norms[i + 1 : i + 2] != [")"]:
        return None
    return "killed" if scene.norm(i) in _FATALLY else "injured" if scene.norm(i) in _BADLY else None


def _of_bodies(scene: Scene, e: Expression) -> str:
    """The harm of "seventeen of the bodies", where death is told of near; empty for other nouns and bodies."""
    return "killed" if scene.norms[e.last - 1] in {"bodies", "corpses"} and told_near(scene, "loss", e.first, e.last) else ""


def of_counted(scene: Scene, claimed: dict[int, Claim]) -> dict[int, Claim]:
    """Numbers that are said to be of people who are harmed: "3,286 of those deaths", "twelve of the 26 victims"."""
    found: dict[int, Claim] = {}
    for at, count in enumerate(scene.counts):
        if count.kind != "number" or count.head is not None or scene.norm(count.last) != "of" or scene.tag(count.last + 1) != "D":
            continue
        i = count.last + 1
        while i < min(scene.limit, count.last + 8) and scene.expression_at(i) is None and scene.tag(i) in "DQN":
            i += 1
        e = scene.expression_at(i)
        counted = e.sense(Frame.COUNTED) if e is not None else None
        if e is None or counted is None:
            continue
        whole = scene.holding(i)
        whole = whole if whole in claimed and whole != at else None
        harm = claimed[whole].harm if whole is not None else noun_harm(scene, e, counted.harm) or _of_bodies(scene, e)
        if harm in _HARMS:
            for n in chain((at,), in_a_row(scene, at)):
                if n not in claimed:
                    found[n] = Claim(n, harm, "casualty.part", 3, i, None, whole)
    return found


def _whole(scene: Scene, claimed: dict[int, Claim], found: dict[int, Claim], at: int) -> Claim | None:
    """The nearest claim on a count before ``at`` that is no part itself, or is the part that more is said of; failing that, the first one behind it."""
    count = scene.counts[at]
    if (
        scene.norm(count.left - 1) == ","
        and scene.norm(scene.base) in {"of", "among"}
        and 0 not in claimed
        and scene.counts[0].left <= scene.base + 3
        and (at == 1 or count.kind != "number")
    ):
        return None  # "Of two Dutch nationals, one was treated; the other, a 27-year-old, died"
    sides = {n: c for n, c in claimed.items() if c.part_of is not None} | found
    if at - 1 in sides and said_of_part(scene, sides, at):
        return sides[at - 1]
    if scene.norm(count.last) == "of" and _unharmed(scene, claimed, at):
        return None  # "15 bodies were found and nine people were saved, one of them a girl"
    before = [n for n in claimed if n < at and n not in sides and scene.counts[n].kind == "number"]
    if before:
        return claimed[max(before)]
    behind = [
        n for n in claimed if n > at and scene.counts[n].kind == "number" and "including" in {scene.norm(count.left - 1), scene.norm(scene.base)}
    ]
    return claimed[min(behind)] if behind else None


def _unharmed(scene: Scene, claimed: dict[int, Claim], at: int) -> bool:
    """Whether the people counted nearest before count ``at`` came to no harm."""
    n = at - 1
    if n < 0 or n in claimed or scene.counts[n].kind != "number" or scene.counts[n].head is None:
        return False
    numeral = scene.counts[n].numeral
    return (numeral is None or numeral.value != 1) and any(k in claimed for k in range(n)) and is_person(scene.norms[scene.counts[n].head or 0])


def in_a_row(scene: Scene, at: int) -> Iterator[int]:
    """Bare numbers behind a part that have a predicate of their own: "30 were children and 14 were women", "…, and the remaining seven were men"."""
    while at + 1 < len(scene.counts):
        here, following = scene.counts[at], scene.counts[at + 1]
        gap = range(here.end, following.left)
        rest = scene.norm(following.first - 1) in _REST
        joins = scene.norm(following.left - 1 - 2 * rest) in _ROW or scene.norm(following.left - 1) in _ROW
        said = scene.norm(following.last) in BE or scene.tag(following.last) == "P"
        demonym = following.head is not None and scene.reading.tokens.words[following.head][0].isupper() and scene.tag(following.last) in ".,;C"
        said = said or (demonym and len(gap) < _SHORT)  # "Nine were Syrian and three Iraqi"
        if (
            (following.head is not None and not demonym)
            or following.kind != "number"
            or len(gap) > 14
            or not joins
            or not said
            or any(scene.tag(k) == "R" for k in gap)
        ):
            return
        at += 1
        yield at


_SHORT = 6
_ROW = frozenset({"and", ",", ";", "while", "but", "the"})
_REST = frozenset({"remaining", "other"})
