"""Whose turn is it: boundaries of label-less text, the chain's sums, and the cues."""

from __future__ import annotations

import itertools
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.attribution import chain
from service.attribution.cues import ASKER, CUES, START
from service.attribution.paragraphs import Paragraph
from service.attribution.phrases import Phrases, expand
from service.attribution.speakers import cast
from service.attribution.turns import DraftTurn, draw_turns
from service.reading import read
from service.transcript.formats import read_document

HEAD = "(2 years ago)\nCommons Chamber"


def turns(text: str, format: str = "hansard") -> tuple[list[DraftTurn], str]:
    reading = read(read_document(text, format), "en-GB")
    return draw_turns(reading), reading.document.text


def openings(*paragraphs: str) -> list[str]:
    drafts, text = turns(HEAD + "\n".join(paragraphs))
    return [text[d.start : d.end].removeprefix("Commons Chamber").split("\n")[0] for d in drafts]


STATEMENT = "I wish to make a statement on the harbour. We have set aside £4 million for the quay, and work has begun on the northern wall."
QUESTION = "Does my right hon. Friend agree that the fishermen of the coast have waited too long for this?"
REPLY = "I agree with my hon. Friend. They have waited far too long, and I pay tribute to their patience."


def test_a_question_and_its_reply_are_turns() -> None:
    assert openings(STATEMENT, QUESTION, REPLY) == [STATEMENT, QUESTION, REPLY]


def test_a_rhetorical_question_does_not_end_a_turn() -> None:
    first = "I congratulate my hon. Friend the Member for Northbridge (Jane Example) on her speech. Is anything dearer to us than safe water?"
    second = (
        "The agency reports that the flood killed at least 12 farmers last spring. Does my hon. Friend agree that the Government must say so plainly?"
    )
    reply = "I agree with my hon. Friend that the valley has been let down. What our report asks for is a plan."
    assert openings(STATEMENT, first, second, reply) == [STATEMENT, first, reply]


def test_block_quotes_and_lower_case_stay_inside() -> None:
    said = "In her statement of last week, the Home Secretary said:"
    assert openings(said, "“The coast is safe”", "and went on to say that", "“no more is to be feared.”", QUESTION) == [said, QUESTION]


@pytest.mark.parametrize(
    "second",
    [
        "My Lords, I am grateful to the Minister for what he has told us of the scheme.",
        "rose—",
        "On a point of order, Mr Speaker.",
        "It is a pleasure to serve under your chairmanship, Mr Example.",
        "Will the Minister give way?",
    ],
)
def test_some_openings_always_open_a_turn(second: str) -> None:
    assert second in openings(STATEMENT, second)


SPEECH = (
    "I thank the Minister for coming to the coast. The wall was built by the fathers of the men who fish there now, and they have kept it for sixty "
    "years with no help from anybody. When the gale took the northern end of it, forty boats were lost in one night, and the harbour master wrote to "
    "every office that he could think of. He is still waiting for the first reply, and so are the people of the town whom I represent in this place."
)
AFTER = (
    "The coast of the south has walls of its own, and they are older. Two of them were laid in the time of the first Example, and the third was paid for "
    "by a tax on herring. None has been looked at for ten years, and the stones are loose, as anybody who walks there on a winter's day may see for themselves."
)


@pytest.mark.parametrize(
    "opening",
    [
        "I apologise for missing the opening speeches.",
        "I had not intended to speak in this debate.",
        "I think that I am the only Member to speak who was born by the sea.",
        "I want to add my voice to those that we have just heard.",
        "Like other Members, I know this coast well.",
        "I am conscious that time is short.",
    ],
)
def test_whoever_takes_part_opens_a_turn(opening: str) -> None:
    second = f"{opening} {AFTER}"
    assert openings(SPEECH, second) == [SPEECH, second]
    assert openings(SPEECH, AFTER) == [SPEECH]


def test_a_speech_behind_a_speech_counts_for_more_than_a_paragraph() -> None:
    going_on = f"I know this coast. {AFTER}"
    opens = f"I speak for those who live on this coast. {AFTER}"
    assert openings(SPEECH, SPEECH.replace("I thank the Minister", "We saw him").replace("who fish", "that fish"), going_on)[-1] != going_on
    assert openings(SPEECH, opens)[-1] == opens


@pytest.mark.parametrize("second", ["However, the wall is only half of the work.", "“The wall”, he wrote, “will stand.”", "and the wall as well."])
def test_some_openings_go_on(second: str) -> None:
    assert second not in openings(STATEMENT, second)


def test_the_speech_behind_a_motion_and_its_words_opens_a_turn() -> None:
    motion = ("Amendment 7 withdrawn.", "Amendment 8", "Moved by Lord Example", "8: Clause 3, page 2, line 5, at end insert—", "“(d) the millers.”")
    speech = f"These amendments are about the millers. {AFTER}"
    assert openings(f"My Lords, we have heard enough. {AFTER}", *motion, speech)[-1] == speech


@pytest.mark.parametrize(
    "opening", ["I am sorry to interrupt the Minister.", "Before the Minister sits down, I have a question.", "If I may interrupt,"]
)
def test_whoever_interrupts_opens_a_turn(opening: str) -> None:
    asked = f"{opening} What will the wall cost us?"
    assert openings(SPEECH, asked) == [SPEECH, asked]


@pytest.mark.parametrize(
    ("promise", "now"),
    [
        ("I will give way one more time to the right hon. Gentleman, but then I must make some progress.", True),
        ("I will give way to the right hon. Gentleman in a moment.", False),
    ],
)
def test_whoever_is_given_way_at_once_opens_a_turn(promise: str, now: bool) -> None:
    following = "The stones of the wall are looser than he thinks, and the tide is high tonight."
    drafts, _ = turns(HEAD + f"{SPEECH}\n{promise}\n{following}")
    assert any("turn.before_hands_over" in {e.cue for e in d.evidence} for d in drafts) is now


def test_order_paper_questions_are_a_turn_each() -> None:
    asked = "What steps he is taking to mend the harbour wall."
    assert openings(asked, asked, "The harbour wall is very important to all of us, and we keep it in good repair.") == [
        asked,
        asked,
        "The harbour wall is very important to all of us, and we keep it in good repair.",
    ]


def test_prose_is_one_turn() -> None:
    drafts, _ = turns(
        "Storm closes the port\n\nThe port was closed on Monday.\n\nWhy was it closed? Nobody would say.\n\nIt opened again on Tuesday.", "auto"
    )
    assert len(drafts) == 1
    assert drafts[0].label is None


def test_labels_open_turns_and_sections_are_told() -> None:
    drafts, text = turns("MS. EXAMPLE:  Good morning.\n\nQ    Thank you.  What of the wall?\n\nMS. EXAMPLE:  It stands.\n\nFor now.", "auto")
    assert [d.label.text for d in drafts if d.label] == ["MS. EXAMPLE", "Q", "MS. EXAMPLE"]
    assert text[drafts[2].start : drafts[2].end].endswith("For now.")
    assert {d.section for d in drafts} == {0}


def test_turns_carry_evidence_and_confidence() -> None:
    drafts, _text = turns(HEAD + f"{STATEMENT}\n{QUESTION}\n{REPLY}")
    ids = {c.id for c in CUES}
    for draft in drafts[1:]:
        assert draft.evidence
        assert 0.4 < draft.confidence <= 1
        for e in draft.evidence:
            assert e.cue in ids
            assert draft.start <= e.start < e.end <= draft.end
    assert drafts[1].asker > 0.5 > drafts[2].asker


def test_every_cue_is_explained() -> None:
    assert len({c.id for c in CUES}) == len(CUES)
    assert all(c.doc and c.kind is None for c in CUES)
    assert {*START, *ASKER} <= {c.id for c in CUES}


def test_weights_are_round() -> None:
    assert all(w == round(w, 1) for w in (*START.values(), *ASKER.values()))


# --- the chain ----------------------------------------------------------------------------------------------------------


def _paragraph(starts: set[str], asker: set[str], *, speech: bool, brisk: float) -> Paragraph:
    return Paragraph(0, 0, 1, set(), [], 10, False, False, False, False, False, False, False, [], speech, brisk, starts, asker)


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from(sorted(START)), max_size=4), st.sets(st.sampled_from(sorted(ASKER)), max_size=4), st.booleans(), st.floats(-1, 1)
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_the_chain_sums_over_all_paths(cues: list[tuple[set[str], set[str], bool, float]]) -> None:
    paragraphs = [_paragraph(s, a, speech=o, brisk=b) for s, a, o, b in cues]
    total = 0.0
    opens = [0.0] * len(cues)
    asks = [0.0] * len(cues)
    for path in itertools.product(range(4), repeat=len(cues)):
        score = _score(path, paragraphs)
        if score is None:
            continue
        weight = exp(score)
        total += weight
        for i, state in enumerate(path):
            opens[i] += weight * (state in (0, 2))
            asks[i] += weight * (state in (2, 3))
    for i, (p, a) in enumerate(chain.probabilities(paragraphs)):
        assert p == pytest.approx(opens[i] / total, abs=1e-6)
        assert a == pytest.approx(asks[i] / total, abs=1e-6)


def _score(path: tuple[int, ...], paragraphs: list[Paragraph]) -> float | None:
    """0 holder opens, 1 holder goes on, 2 asker opens, 3 asker goes on."""
    score = 0.0
    before: int | None = None
    for state, p in zip(path, paragraphs, strict=True):
        asks, goes_on = state > 1, state in (1, 3)
        if goes_on and (before is None or (before > 1) != asks):
            return None
        score += sum(ASKER[c] for c in p.asker) if asks else 0.0
        score += 0.0 if goes_on else sum(START[c] for c in p.starts) + chain._BRISK * p.brisk
        if before is not None:
            held = chain._HO if p.speech else chain._HH
            score += log({(0, 0): held, (0, 1): chain._HA, (1, 0): chain._AH, (1, 1): chain._AA}[int(before > 1), int(asks)]) if not goes_on else 0.0
            score += log(chain._ON) if state == 3 else 0.0
        before = state
    return score


def test_an_empty_section_has_no_probabilities() -> None:
    assert chain.probabilities([]) == []


# --- phrases ------------------------------------------------------------------------------------------------------------


def test_braces_spell_out_phrases() -> None:
    assert expand("{the|my|} hon. {Friend|Lady}") == [
        "the hon. Friend",
        "the hon. Lady",
        "my hon. Friend",
        "my hon. Lady",
        "hon. Friend",
        "hon. Lady",
    ]


def test_phrases_find_the_longest_and_every_one() -> None:
    phrases = Phrases([("in", 1), ("in a moment", 2), ("in a", 3)])
    norms = ["in", "a", "moment", "then"]
    assert phrases.longest(norms, 0, 4) == (2, 3)
    assert phrases.every(norms, 0, 4) == [1, 3, 2]
    assert phrases.longest(norms, 0, 1) == (1, 1)
    assert phrases.longest(norms, 1, 4) is None


# --- properties ---------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "I",
        "thank",
        "the",
        "hon.",
        "Lady",
        "Gentleman",
        "Member",
        "for",
        "Northbridge",
        "(Jane",
        "Example)",
        "my",
        "right",
        "Friend",
        "Minister",
        ",",
        ".",
        "?",
        "—",
        ":",
        "“",
        "”",
        "\n",
        "(",
        ")",
        "Order",
        "rose",
        "Lords",
        "My",
        "noble",
        "Lord",
        "Example",
        "of",
        "move",
        "beg",
        "give",
        "way",
        "to",
        "call",
        "Committee",
        "chair",
        "Q:",
        "said",
        "he",
        "she",
        "his",
        "\xa0",
        "é",
        "🙂",
        "1",
        "£5",
        "Mr",
        "Mrs",
        "Dr",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["hansard", "auto", "plain"]))
@settings(max_examples=150, deadline=None)
def test_any_text_has_disjoint_turns_in_order(text: str, format: str) -> None:
    reading = read(read_document((HEAD if format == "hansard" else "") + text, format), "en-GB")
    drafts = draw_turns(reading)
    assert all(d.start < d.end for d in drafts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(drafts))
    people = cast(reading, drafts, ())
    assert len(people.speakers) == len(people.confidences) == len(people.evidence) == len(drafts)
    assert all(0 <= c <= 1 for c in people.confidences)
    ids = {c.id for c in CUES}
    assert all(e.cue in ids for shown in people.evidence for e in shown)


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_no_text_fails(text: str) -> None:
    reading = read(read_document(text, "auto"), "en-GB")
    drafts = draw_turns(reading)
    for entry in cast(reading, drafts, ()).entries:
        assert all(0 <= m.start < m.end <= len(text) for m in entry.mentions)
