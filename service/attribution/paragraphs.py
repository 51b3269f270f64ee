"""What is read of one paragraph of label-less text, and the cues that it holds by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.cues import WORDS, opening_cues
from service.attribution.references import Form, Reference, References
from service.reading import Reading
from service.transcript.tokens import Tokens

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
_FOLLOWING = WORDS["following"]
_GREETING = WORDS["greeting"]
_PRESENT = WORDS["present"] | _ASKING


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
    b = reading.document.blocks[block]
    first, last = tokens.within(b.start, b.end)
    if first >= last:
        return None
    opens = opening_cues(tokens, first, last)
    near = references.within(first, min(last, first + _NEAR))
    norms, words = tokens.norms, tokens.words
    stop = last - 1
    while stop > first and words[stop] in _CLOSERS:
        stop -= 1
    question = words[stop] == "?"
    sentence = reading.sentence_of(stop)
    begin = max(first, sentence.first) if sentence else first
    closing = references.within(begin, last)
    to_person = question and (any(not r.plural for r in closing) or not _HE_OR_GOVERNMENT.isdisjoint(norms[begin:last]))
    oral = "turn.oral_question" in opens and not question and last - first < 80
    inside = references.within(first, last)
    found = Paragraph(
        block, first, last, opens, near, last - first, question, to_person, oral,
        words[first][0] in _QUOTES, words[first][0].islower() and "turn.rises" not in opens, _listed(tokens, first, last),
        any(r.form is not Form.NAME and not r.plural for r in inside),
        [r for r in inside if r.bare or (r.form is Form.OFFICE and r.owner == "the" and r.name is None)],
    )  # fmt: skip
    if not oral:
        opens.discard("turn.oral_question")
    _own(reading, references, found)
    return found


def _listed(tokens: Tokens, first: int, last: int) -> bool:
    """A line of a list of amendments: "Amendment 96 withdrawn.", "97: Clause 144, leave out Clause 144"."""
    words, norms = tokens.words, tokens.norms
    if norms[first] in ("amendment", "amendments", "clause", "schedule", "moved", "division", "clauses") and last - first < 40:
        return True
    if words[first][0].isdigit() and first + 1 < last and (words[first + 1] in ":)" or (words[first + 1].isupper() and tokens.adjoin(first + 1))):
        return True
    return (
        words[first] in "(["
        or (words[first] in _QUOTES and first + 1 < last and words[first + 1] == "(")
        or ("act" in norms[first:last] and last - first < 9 and "(" in words[first:last])
    )


def _own(reading: Reading, references: References, p: Paragraph) -> None:
    """The cues that a paragraph holds by itself."""
    tokens = reading.tokens
    norms, words = tokens.norms, tokens.words
    first, last = p.first, p.last
    starts, asker = p.starts, p.asker
    starts |= p.opens
    sentence = reading.sentence_of(first)
    end = min(last, sentence.last if sentence else last, first + _NEAR)
    early = [r for r in p.near if r.first < end and not r.plural]
    members = [r for r in early if r.form in (Form.MEMBER, Form.PEER)]
    offices = [r for r in early if r.form is Form.OFFICE]
    bare = [r for r in members if r.bare]
    if members and members[0].first <= first + 2:
        starts.add("turn.member_opens")
    if offices and offices[0].first <= first + 1:
        starts.add("turn.office_opens")
    if (members or offices) and p.opens & {"turn.thanks", "turn.agrees", "turn.asks_first"}:
        starts.add("turn.names_in_thanks")
    if end - first < 12 and any(r.form is Form.NAME and r.name is not None and r.name.given and r.last >= end - 1 for r in early):
        starts.add("turn.name_alone")
    if "turn.asks_first" in p.opens and any(r.first < first + 9 for r in members + offices):
        starts.add("turn.asks_somebody_first")
    if any(r.ally is False for r in bare):
        starts.add("turn.bare_member")
        asker.add("asker.bare_member")
    if any(r.ally for r in bare):
        starts.add("turn.bare_friend")
        asker.add("asker.bare_friend")
    if any(r.form is Form.PEER for r in members):
        starts.add("turn.peer")
    if any(r.last < last and norms[r.last] == "'s" for r in members + offices):
        starts.add("turn.ref_possessive")
    if any(r.form is Form.PEER for r in bare) and p.size < 130:
        starts.add("turn.lord_named")
    if any(r.form in (Form.MEMBER, Form.PEER) and not r.plural for r in p.near):
        starts.add("turn.member_near")
    if offices:
        starts.add("turn.office_near")
    if any(r.form is Form.CHAIR for r in early) or "you" in norms[first : min(end, first + 16)]:
        starts.add("turn.chair_addressed")
    head = norms[first:end]
    if not _ANSWERED.isdisjoint(head) and any(
        n in _ANSWERED and head[max(0, i - 3) : i] and {"his", "her", "that", "their", "for"} & set(head[max(0, i - 3) : i])
        for i, n in enumerate(head)
    ):
        starts.add("turn.his_question")
        if "turn.thanks" in p.opens:
            asker.add("asker.thanks_for_question")
    if not _DEBATE.isdisjoint(head) and ("i" in head or "we" in head or "this" in head[:3]):
        starts.add("turn.debate_spoken_of")
        asker.add("asker.debate")
    way = "way" in norms[first + 1 : min(last, first + _NEAR)] and any(
        norms[i] == "way" and norms[i - 1] in ("give", "giving", "gave", "given") for i in range(first + 1, min(last, first + _NEAR))
    )
    if way:
        starts.add("turn.give_way")
        asker.add("asker.give_way")
    if not early and not _HE.isdisjoint(norms[first : min(last, first + 8)]):
        starts.add("turn.he_or_she")
    for flag, cue in ((p.quoted, "quoted"), (p.lower, "lower_case"), (p.listed, "list_item"), (p.question, "asks"), (p.to_person, "asks_person")):
        if flag:
            starts.add(f"turn.{cue}")
    if "?" in words[first : max(first, last - 2)]:
        starts.add("turn.asks_within")
    p.speech = _opens_speech(norms, p)
    _sizes(p)
    _role(references, tokens, p, way=way, head=head)


def _opens_speech(norms: Sequence[str], p: Paragraph) -> bool:
    if p.opens & _SPEECH_OPENS:
        return True
    words = set(norms[p.first : min(p.last, p.first + _NEAR)])
    return bool(words & _FOLLOWING) or ("debate" in words and bool(words & _GREETING))


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


def _role(references: References, tokens: Tokens, p: Paragraph, *, way: bool, head: list[str]) -> None:
    """The cues for who asks."""
    norms = tokens.norms
    first, last = p.first, p.last
    asker = p.asker
    asker.add("asker.any")
    if p.question:
        asker.add("asker.asks")
    if p.to_person:
        asker.add("asker.asks_person")
    inside = references.within(first, last)
    persons = {r.first for r in inside if not r.plural and r.form is not Form.NAME}
    we = he = 0
    with_i = False
    for i in [i for i in range(first, last) if norms[i] in _ROLE]:
        norm = norms[i]
        if norm in _WE:
            we += 1
            if i + 2 < last and norms[i + 1] in ("have", "'ve", "are") and norms[i + 2] in _GOVERNMENT:
                asker.add("asker.government_we")
        elif norm in _HE:
            he += 1
        elif norm == "i":
            with_i = True
            if (
                i + 2 < last
                and norms[i + 1] in ("shall", "will")
                and norms[i + 2] in ("give", "come", "turn", "now", "make", "return", "take", "move")
            ):
                asker.add("asker.my_speech")
        elif norm in _ASKING and i + 1 < last and (i + 1 in persons or norms[i + 1] in ("he", "she")):
            asker.add("asker.question_to")
            if any(n in _AGREEING for n in norms[i + 2 : min(last, i + 16)]):
                asker.add("asker.asks_agreement")
        elif (
            norm == "my"
            and i + 1 < last
            and (norms[i + 1].startswith("constituen") or (norms[i + 1] == "own" and i + 2 < last and norms[i + 2].startswith("constituen")))
        ):
            asker.add("asker.my_constituency")
        elif norm in ("my", "our") and i + 1 < last and norms[i + 1] in ("department", "officials", "ministry"):
            asker.add("asker.government_we")
        elif norm == "government" and i > first and norms[i - 1] == "the":
            asker.add("asker.government")
        elif norm == "surely":
            asker.add("asker.surely")
    if any(r.last < last and norms[r.last] in _PRESENT for r in p.bare):
        asker.add("asker.addresses")
    if "turn.speech_opens" in p.opens:
        asker.add("asker.speech_opens")
    if any(r.form is Form.OFFICE and r.owner in ("the", None) for r in inside):
        asker.add("asker.office")
    if we * 40 > p.size:
        asker.add("asker.we")
    if he * 50 > p.size:
        asker.add("asker.he")
    if not with_i:
        asker.add("asker.no_i")
    if not _RIGHT.isdisjoint(head):
        asker.add("asker.right")
    for cue in ("rises", "interrupts", "yes_no", "my_lords", "can", "answers", "oral_question"):
        if f"turn.{cue}" in p.opens:
            asker.add(f"asker.{cue}")
    if "turn.chair_opens" in p.opens:
        asker.add("asker.chair")
    if p.quoted:
        asker.add("asker.quoted")
    if way and p.size < 30:
        p.starts.add("turn.give_way")
