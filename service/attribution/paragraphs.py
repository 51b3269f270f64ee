"""What is read of one paragraph of label-less text, and the cues that it holds by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from service.attribution.cues import WORDS, opening_cues
from service.attribution.references import Form, Reference, References
from service.reading import Reading
from service.transcript.tokens import Tokens, among

_NEAR = 45
"""Tokens of a paragraph's head in which a reference counts as near."""
_CLOSERS = frozenset("”’\"')]}»")
_QUOTES = frozenset("“‘\"'([«")
_WE = frozenset(("we", "our", "us", "ours"))
_HE = frozenset(("he", "she", "his", "her", "him"))
_HE_OR_GOVERNMENT = _HE | {"government"}
_ASKING = frozenset(("will", "does", "is", "has", "can", "could", "would", "did", "should", "was", "may", "do"))
_ROLE = _WE | _HE | _ASKING | {"i", "my", "our", "government", "surely"}
"""What may tell who asks."""
_AGREEING = WORDS["agreeing"]
_ANSWERED = WORDS["answered"]
_RIGHT = WORDS["right"]
_GOVERNMENT = WORDS["government"]
_DEBATE = WORDS["debate"]
_SPEECH_OPENS = frozenset(("turn.speech_opens", "turn.takes_part", "turn.my_lords", "turn.moves", "turn.pleasure"))
_NAMES_AND = frozenset(("turn.thanks", "turn.agrees", "turn.asks_first"))
_OPENS_ASKER = {
    "turn.speech_opens": "asker.speech_opens",
    "turn.chair_opens": "asker.chair",
    **{f"turn.{cue}": f"asker.{cue}" for cue in ("rises", "interrupts", "yes_no", "my_lords", "can", "answers", "oral_question")},
}
"""What opening phrases tell of who asks."""
_FOLLOWING = WORDS["following"]
_GREETING = WORDS["greeting"]
_PRESENT = WORDS["present"] | _ASKING
_NOBODY: frozenset[int] = frozenset()
_WHOSE = frozenset(("his", "her", "that", "their", "for"))
_GIVING = frozenset(("give", "giving", "gave", "given"))
_HAVE = frozenset(("have", "'ve", "are"))
_SPEAKS_ON = frozenset(("give", "come", "turn", "now", "make", "return", "take", "move"))
_STAFF = frozenset(("department", "officials", "ministry"))
_LISTED = frozenset(("amendment", "amendments", "clause", "schedule", "moved", "division", "clauses"))
_LONGEST_LISTED, _LONGEST_ACT, _LONGEST_ORAL = 40, 9, 80
"""Tokens of a line of a list, of an Act's name and of a question on the order paper, at most."""


@dataclass(slots=True)
class Paragraph:
    """What is read of one paragraph: tokens ``[first, last)``, and what its neighbours ask of it."""

    block: int
    first: int
    last: int
    opens: set[str]
    near: list[Reference]
    size: int
    question: bool
    to_person: bool
    oral: bool
    quoted: bool
    lower: bool
    listed: bool
    spoken_of: bool
    bare: list[Reference]
    speech: bool = False
    """Whether it opens as a speech of its own does."""
    brisk: float = 0.0
    """How much shorter than is usual the paragraphs of its section are, as a logarithm."""
    starts: set[str] = field(default_factory=set)
    asker: set[str] = field(default_factory=set)


def paragraph(reading: Reading, references: References, block: int) -> Paragraph | None:
    """The paragraph of a block; None where it holds no token."""
    tokens = reading.tokens
    words = tokens.words
    b = reading.document.blocks[block]
    first, last = tokens.within(b.start, b.end)
    if first >= last:
        return None
    opens = opening_cues(tokens, first, last)
    inside = references.within(first, last)
    stop = last - 1
    while stop > first and words[stop] in _CLOSERS:
        stop -= 1
    question = words[stop] == "?"
    oral = not question and last - first < _LONGEST_ORAL and "turn.oral_question" in opens
    near = present = bare = inside
    if inside:
        near = [r for r in inside if r.first < first + _NEAR]
        present = [r for r in inside if not r.plural and r.form is not Form.NAME]
        bare = [r for r in inside if r.bare or (r.form is Form.OFFICE and r.owner == "the" and r.name is None)]
    found = Paragraph(
        block, first, last, opens, near, last - first, question,
        question and _asks_person(reading, inside, first, last, stop), oral,
        words[first][0] in _QUOTES, words[first][0].islower() and "turn.rises" not in opens, _listed(tokens, first, last), bool(present), bare,
    )  # fmt: skip
    if not oral:
        opens.discard("turn.oral_question")
    _own(reading, found)
    _role(tokens.norms[first:last], found, inside, {r.first - first for r in present} if present else _NOBODY)
    return found


def _asks_person(reading: Reading, inside: Sequence[Reference], first: int, last: int, stop: int) -> bool:
    """Whether the question that ends at token ``stop`` is put to somebody or speaks of them."""
    sentence = reading.sentence_of(stop)
    begin = max(first, sentence.first) if sentence else first
    return any(r.first >= begin and not r.plural for r in inside) or not _HE_OR_GOVERNMENT.isdisjoint(reading.tokens.norms[begin:last])


def _listed(tokens: Tokens, first: int, last: int) -> bool:
    """A line of a list of amendments: "Amendment 96 withdrawn.", "97: Clause 144, leave out Clause 144"."""
    words, norms = tokens.words, tokens.norms
    if norms[first] in _LISTED and last - first < _LONGEST_LISTED:
        return True
    if words[first][0].isdigit() and first + 1 < last and (words[first + 1] in ":)" or (words[first + 1].isupper() and tokens.adjoin(first + 1))):
        return True
    return (
        words[first] in "(["
        or (words[first] in _QUOTES and first + 1 < last and words[first + 1] == "(")
        or (last - first < _LONGEST_ACT and "act" in norms[first:last] and "(" in words[first:last])
    )


def _own(reading: Reading, p: Paragraph) -> None:
    """The cues that a paragraph holds by itself."""
    tokens = reading.tokens
    norms = tokens.norms
    first, last = p.first, p.last
    starts, asker = p.starts, p.asker
    starts |= p.opens
    sentence = reading.sentence_of(first)
    end = min(last, sentence.last if sentence else last, first + _NEAR)
    early = [r for r in p.near if r.first < end and not r.plural] if p.near else p.near
    head = norms[first:end]
    if early:
        _calls(norms, p, early, end)
    elif not _HE.isdisjoint(norms[first : min(last, first + 8)]):
        starts.add("turn.he_or_she")
    if p.near and any((r.form is Form.MEMBER or r.form is Form.PEER) and not r.plural for r in p.near):
        starts.add("turn.member_near")
    if "you" in head[:16]:
        starts.add("turn.chair_addressed")
    if not _ANSWERED.isdisjoint(head) and _his_question(head):
        starts.add("turn.his_question")
        if "turn.thanks" in p.opens:
            asker.add("asker.thanks_for_question")
    if not _DEBATE.isdisjoint(head) and ("i" in head or "we" in head or "this" in head[:3]):
        starts.add("turn.debate_spoken_of")
        asker.add("asker.debate")
    near = norms[first : min(last, first + _NEAR)]
    if "way" in near and any(near[i] == "way" and near[i - 1] in _GIVING for i in range(1, len(near))):
        starts.add("turn.give_way")
        asker.add("asker.give_way")
    if p.quoted:
        starts.add("turn.quoted")
    if p.lower:
        starts.add("turn.lower_case")
    if p.listed:
        starts.add("turn.list_item")
    if p.question:
        starts.add("turn.asks")
    if p.to_person:
        starts.add("turn.asks_person")
    if tokens.text.find("?", tokens.starts[first], tokens.starts[max(first, last - 2)]) >= 0:  # each is a token
        starts.add("turn.asks_within")
    p.speech = _opens_speech(near, p)
    _sizes(p)
    if not _RIGHT.isdisjoint(head):
        asker.add("asker.right")


def _calls(norms: Sequence[str], p: Paragraph, early: Sequence[Reference], end: int) -> None:
    """The cues of the references in the first sentence, which ends before token ``end``."""
    first, starts = p.first, p.starts
    members = [r for r in early if r.form is Form.MEMBER or r.form is Form.PEER]
    offices = [r for r in early if r.form is Form.OFFICE]
    bare = [r for r in members if r.bare]
    if members and members[0].first <= first + 2:
        starts.add("turn.member_opens")
    if offices:
        starts.add("turn.office_near")
        if offices[0].first <= first + 1:
            starts.add("turn.office_opens")
    if (members or offices) and not p.opens.isdisjoint(_NAMES_AND):
        starts.add("turn.names_in_thanks")
    if end - first < 12 and any(r.form is Form.NAME and r.name is not None and r.name.given and r.last >= end - 1 for r in early):
        starts.add("turn.name_alone")
    if "turn.asks_first" in p.opens and any(r.first < first + 9 for r in members + offices):
        starts.add("turn.asks_somebody_first")
    if any(r.ally is False for r in bare):
        starts.add("turn.bare_member")
        p.asker.add("asker.bare_member")
    if any(r.ally for r in bare):
        starts.add("turn.bare_friend")
        p.asker.add("asker.bare_friend")
    if any(r.form is Form.PEER for r in members):
        starts.add("turn.peer")
    if any(r.last < p.last and norms[r.last] == "'s" for r in members + offices):
        starts.add("turn.ref_possessive")
    if p.size < 130 and any(r.form is Form.PEER for r in bare):
        starts.add("turn.lord_named")
    if any(r.form is Form.CHAIR for r in early):
        starts.add("turn.chair_addressed")


def _his_question(head: Sequence[str]) -> bool:
    """Whether a reply speaks of what another has asked or said: "his question", "that point", "thanks for raising"."""
    return any(n in _ANSWERED and not _WHOSE.isdisjoint(head[max(0, i - 3) : i]) for i, n in enumerate(head))


def _opens_speech(near: Sequence[str], p: Paragraph) -> bool:
    return not p.opens.isdisjoint(_SPEECH_OPENS) or not _FOLLOWING.isdisjoint(near) or ("debate" in near and not _GREETING.isdisjoint(near))


def _sizes(p: Paragraph) -> None:
    n = p.size
    if n < 14:
        p.starts.add("turn.short")
        p.asker.add("asker.words_12")
    if n < 45:
        p.starts.add("turn.brief")
        p.asker.add("asker.words_40")
    if n > 135:
        p.starts.add("turn.long")
    if n > 225:
        p.starts.add("turn.very_long")
        p.asker.add("asker.words_200")
    if n < 90:
        p.asker.add("asker.words_80")
    if n < 145:
        p.asker.add("asker.words_130")


def _role(norms: Sequence[str], p: Paragraph, inside: Sequence[Reference], persons: Collection[int]) -> None:
    """The cues for who asks; ``norms`` are the paragraph's own, and ``persons`` where in it members and offices are spoken of."""
    asker = p.asker
    asker.add("asker.any")
    if p.question:
        asker.add("asker.asks")
    if p.to_person:
        asker.add("asker.asks_person")
    size = p.size
    we = he = 0
    with_i = False
    for i in () if _ROLE.isdisjoint(norms) else among(norms, _ROLE):
        norm = norms[i]
        after = norms[i + 1] if i + 1 < size else ""
        second = norms[i + 2] if i + 2 < size else ""
        if norm in _WE:
            we += 1
            if after in _HAVE and second in _GOVERNMENT:
                asker.add("asker.government_we")
        elif norm in _HE:
            he += 1
        elif norm == "i":
            with_i = True
            if second in _SPEAKS_ON and after in ("shall", "will"):
                asker.add("asker.my_speech")
        elif norm in _ASKING:
            if i + 1 in persons or after in ("he", "she"):
                asker.add("asker.question_to")
                if not _AGREEING.isdisjoint(norms[i + 2 : i + 16]):
                    asker.add("asker.asks_agreement")
        elif norm == "my":
            if (second if after == "own" else after).startswith("constituen"):
                asker.add("asker.my_constituency")
            elif after in _STAFF:
                asker.add("asker.government_we")
        elif norm == "government":
            if i and norms[i - 1] == "the":
                asker.add("asker.government")
        else:
            asker.add("asker.surely")
    if inside:
        if any(r.last < p.last and norms[r.last - p.first] in _PRESENT for r in p.bare):
            asker.add("asker.addresses")
        if any(r.form is Form.OFFICE and (r.owner == "the" or r.owner is None) for r in inside):
            asker.add("asker.office")
    if we * 40 > size:
        asker.add("asker.we")
    if he * 50 > size:
        asker.add("asker.he")
    if not with_i:
        asker.add("asker.no_i")
    for cue in p.opens:
        if cue in _OPENS_ASKER:
            asker.add(_OPENS_ASKER[cue])
    if p.quoted:
        asker.add("asker.quoted")
