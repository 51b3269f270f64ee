"""What speaks for a paragraph without a label opening a turn, and for who asks rather than holds the floor: cues over tokens.

Each cue is data in ``cues.toml``: an id, a docstring and its weights. Most are phrases at the paragraph's head; the rest
are looked for here. A paragraph is read once, and its cues depend on it and its neighbours only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from service.attribution.phrases import Phrases, expand
from service.attribution.references import Form, Reference, References
from service.lexicon import load
from service.reading import Reading
from service.rules import Rule
from service.transcript.tokens import Tokens

_DATA = load("service.attribution", "cues.toml")
START: dict[str, float] = {c["id"]: c["start"] for c in _DATA["cue"] if "start" in c}
ASKER: dict[str, float] = {c["id"]: c["asker"] for c in _DATA["cue"] if "asker" in c}
_FILLERS = frozenset(_DATA["fillers"].split())
_BY_PHRASE: dict[str, set[str]] = {}
for _cue in _DATA["cue"]:
    for _pattern in _cue.get("opens", ()):
        for _phrase in expand(_pattern):
            _BY_PHRASE.setdefault(_phrase, set()).add(_cue["id"])
_OPENS = Phrases((phrase, frozenset(cues)) for phrase, cues in _BY_PHRASE.items())
_HEAD = 14
"""Words of a paragraph's head that are looked at for its opening phrase."""
_NEAR = 45
"""Tokens of a paragraph's head in which a reference counts as near."""
_CLOSERS = frozenset("”’\"')]}»")
_QUOTES = frozenset("“‘\"'([«")
_WE = frozenset(("we", "our", "us", "ours"))
_HE = frozenset(("he", "she", "his", "her", "him"))
_ASKING = frozenset(("will", "does", "is", "has", "can", "could", "would", "did", "should", "was", "may", "do"))
_AGREEING = frozenset(
    ("agree", "accept", "aware", "join", "recognise", "acknowledge", "share", "welcome", "understand", "give", "confirm", "explain", "tell")
)
_ANSWERED = frozenset(
    (
        "question",
        "questions",
        "intervention",
        "point",
        "comment",
        "comments",
        "remarks",
        "speech",
        "statement",
        "contribution",
        "support",
        "words",
        "raising",
        "reply",
        "answer",
        "response",
    )
)
_RIGHT = frozenset(("right", "raises", "raised", "makes", "made", "point", "mentions", "mentioned", "asks", "asked", "points", "tempts", "knows"))
_GOVERNMENT = frozenset(
    (
        "allocated",
        "provided",
        "published",
        "announced",
        "introduced",
        "committed",
        "made",
        "invested",
        "launched",
        "given",
        "taken",
        "already",
        "worked",
        "been",
        "set",
        "delivered",
    )
)
_DEBATE = frozenset(
    (
        "debate",
        "debates",
        "contribution",
        "contributions",
        "speech",
        "speeches",
        "speakers",
        "follow",
        "following",
        "opportunity",
        "footnote",
        "brief",
        "remarks",
    )
)
_OVER = frozenset(("motion", "amendment", "amendments", "house", "reasons", "debate", "vote", "lobby", "speech", "chamber"))
_PRESENT = frozenset(
    (
        *_ASKING,
        "must",
        "says",
        "knows",
        "makes",
        "raises",
        "speaks",
        "talks",
        "refers",
        "keeps",
        "wants",
        "thinks",
        "seems",
        "believes",
        "accepts",
        "agrees",
        "claims",
        "suggests",
        "needs",
        "mentions",
        "tempts",
        "puts",
        "asks",
        "cannot",
        "ought",
        "rightly",
        "not",
    )
)


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
    to_person = question and (any(not r.plural for r in closing) or any(n in _HE or n == "government" for n in norms[begin:last]))
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


def opening_cues(tokens: Tokens, first: int, last: int) -> set[str]:
    """The opening phrases at the head: with the fillers passed over, or without."""
    plain = tokens.norms[first : min(last, first + _HEAD)]
    core = [n for n in plain if n not in _FILLERS]
    return set().union(*_OPENS.every(core, 0, len(core)), *_OPENS.every(plain, 0, len(plain)))


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
    if any(
        n in _ANSWERED and head[max(0, i - 3) : i] and {"his", "her", "that", "their", "for"} & set(head[max(0, i - 3) : i])
        for i, n in enumerate(head)
    ):
        starts.add("turn.his_question")
        if "turn.thanks" in p.opens:
            asker.add("asker.thanks_for_question")
    if any(n in _DEBATE for n in head) and ("i" in head or "we" in head or "this" in head[:3]):
        starts.add("turn.debate_spoken_of")
        asker.add("asker.debate")
    way = any(norms[i] == "way" and norms[i - 1] in ("give", "giving", "gave", "given") for i in range(first + 1, min(last, first + _NEAR)))
    if way:
        starts.add("turn.give_way")
        asker.add("asker.give_way")
    if any(n in _HE for n in norms[first : min(last, first + 8)]) and not early:
        starts.add("turn.he_or_she")
    for flag, cue in ((p.quoted, "quoted"), (p.lower, "lower_case"), (p.listed, "list_item"), (p.question, "asks"), (p.to_person, "asks_person")):
        if flag:
            starts.add(f"turn.{cue}")
    if any(words[i] == "?" for i in range(first, last - 2)):
        starts.add("turn.asks_within")
    _sizes(p)
    _role(references, tokens, p, way=way, head=head)


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
    for i in range(first, last):
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
    if any(n in _RIGHT for n in head):
        asker.add("asker.right")
    for cue in ("rises", "yes_no", "my_lords", "can", "answers", "oral_question"):
        if f"turn.{cue}" in p.opens:
            asker.add(f"asker.{cue}")
    if "turn.chair_opens" in p.opens:
        asker.add("asker.chair")
    if p.quoted:
        asker.add("asker.quoted")
    if way and p.size < 30:
        p.starts.add("turn.give_way")


_REPLIES = frozenset(
    (
        "turn.thanks",
        "turn.agrees",
        "turn.yes_no",
        "turn.first_person",
        "turn.can",
        "turn.answers",
        "turn.member_opens",
        "turn.bare_member",
        "turn.bare_friend",
    )
)
_LATER = frozenset(("moment", "shortly", "later", "then", "after", "before", "when", "soon", "progress", "if", "not", "once", "minute", "while", "?"))
_CLOSING = frozenset(("commend", "urge", "hope", "look", "trust", "grateful", "conclude", "support", "thank", "welcome", "invite"))


def _whom(p: Paragraph) -> set[str]:
    """How a paragraph calls the members it does not name: by gender."""
    return {r.gender for r in p.bare if r.gender and r.bare}


def neighbours(tokens: Tokens, before: Paragraph, p: Paragraph, after: Paragraph | None, leading: Paragraph) -> None:
    """Adds to a paragraph the cues that it has by the paragraphs around it; ``leading`` is the last that leads into a block quote before it."""
    starts = p.starts
    if before.question:
        starts.add("turn.before_asks")
        replies = bool(p.opens & _REPLIES or p.starts & _REPLIES)
        if replies:
            starts.add("turn.reply")
        if not replies and not before.to_person:
            starts.add("turn.rhetorical")
        if before.to_person:
            starts.add("turn.before_asks_person")
            if replies:
                starts.add("turn.reply_to_person")
        if p.question:
            starts.add("turn.asks_again")
    elif p.question:
        starts.add("turn.asks_after_statement")
    if p.question and after is not None and after.opens & _REPLIES:
        starts.add("turn.reply_follows")
    words, norms = tokens.words, tokens.norms
    stop = before.last - 1
    end = words[stop]
    rises = "turn.rises" in before.opens
    if not rises:
        if end in ":," or (end[-1].isalnum() and not before.listed and not before.oral):
            starts.add("turn.before_colon")
        elif end in "—–-":
            starts.add("turn.before_breaks_off")
    else:
        starts.add("turn.before_rises")
    tail = norms[max(before.first, stop - 14) : stop + 1]
    if "move" in tail[-3:] and "beg" in tail[-6:]:
        starts.add("turn.before_moves")
    if "way" in tail and {"give", "giving", "gave"} & set(tail) and before.size < 60:
        starts.add("turn.before_gives_way")
        if "to" in tail[tail.index("way") :] and not set(tail) & _LATER:
            starts.add("turn.before_hands_over")
    if "call" in tail and ("i" in tail or before.size < 20):
        starts.add("turn.before_calls")
    elif "turn.chair_opens" in before.opens and before.size < 120 and not before.listed:
        starts.add("turn.before_chair")
    if before.size < 14 and before.opens & {"turn.can", "turn.answers", "turn.yes_no"}:
        starts.add("turn.before_says_i_will")
    floor = {r.office or r.gender for r in p.bare}
    if (
        floor
        and not floor & {r.office or r.gender for r in before.bare}
        and (after is None or not floor & {r.office or r.gender for r in after.bare})
    ):
        starts.add("turn.contrast")
        p.asker.add("asker.contrast")
    if set(tail) & _CLOSING and ("i" in tail or "we" in tail):
        starts.add("turn.before_closes")
    if (p.question or "turn.asks_first" in p.opens) and not before.question and _whom(p) & _whom(leading) and leading.size < 120:
        starts.add("turn.same_person")
    if "turn.thanks" in before.opens and before.size < 45 and not before.question:
        starts.add("turn.before_thanks")
    if set(tail) & _OVER and not before.question and before.size > 40:
        starts.add("turn.before_debate_ends")
    for flag, cue in (
        (before.quoted, "before_quoted"), (before.oral, "before_oral_question"), (before.size < 14, "before_short"), (before.size < 45, "before_brief"),
        (before.size > 135, "before_long"), (after is not None and after.size < 14, "after_short"), (before.listed and not p.listed and not p.quoted, "after_list"),
        (p.spoken_of and not before.spoken_of, "switch"), (before.spoken_of and not p.spoken_of, "switch_back"),
    ):  # fmt: skip
        if flag:
            starts.add(f"turn.{cue}")


CUES: tuple[Rule, ...] = tuple(Rule(c["id"], None, c["doc"]) for c in (*_DATA["cue"], *load("service.attribution")["clue"]))
"""Every cue of turns and clue to speakers, for ``/v1/rules``."""
