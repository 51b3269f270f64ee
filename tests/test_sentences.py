"""Tokens and sentences, on news, Hansard, briefings and what comes out of machines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.model import SENTENCE_TOKENS
from service.transcript.document import Block, Document
from service.transcript.formats import read_document
from service.transcript.sentences import sentences
from service.transcript.tokens import tokenise


def cut(text: str) -> list[str]:
    """The sentences of one paragraph."""
    document = Document(text, "plain", (Block(0, len(text)),))
    return [text[s.start : s.end] for s in sentences(document, tokenise(text))]


# A bar marks each end of a sentence inside the text.
SENTENCES = [
    "He paid £3.5 million.| She paid nothing.",
    "It fell by 0.5 per cent. in May.",
    "It fell by 10 per cent.| The rest stayed.",
    "The hon. Member for Ely (Ms. Roe) and my right hon. Friend the Member for Bow agree.| I do not.",
    "Mr. Speaker, Dr. Roe met Gen. J. B. Smith and Sen. Doe.| They left.",
    "Lt. Col. Roe of the U.S. Army spoke at Ft. Arden.| He left.",
    "He lives in the U.S.| The rest do not.",
    "U.S. forces and U.N. Secretary-General Roe met in Washington, D.C.| They talked.",
    "They met at 7:30 p.m. on Friday and at 9 a.m. Saturday.| It rained.",
    "They met at 3 p.m.| The talks failed.",
    "See No. 10, para. 3, pp. 4-5 and Art. 6 of the Act.| It says so.",
    "Is it true?| No.| It is not.",
    "He said no.| Nobody agreed.",
    "It came into force on 3 Jan. 2021.| Nobody noticed.",
    "The firm, Arden Ltd., paid.| Doe & Co. did not.",
    "Roe Inc.| The firm that paid.",
    "In Smith v. Jones the court held otherwise.",
    "He called it “a disgrace.”| She agreed.",
    "“It is over,” he said.| “Nobody won.”| She left.",
    '"Why?" he asked.| "Because."',
    "“Will it rain?” Ms Roe asked.| Nobody knew.",
    "“Help!” the mayor of Arden cried, and left.",
    "“Will it rain?”| The mayor said that it would.",
    "He asked: “Will it rain?”| Nobody knew.",
    "(It rained.)| We left.",
    "It rained (all day.)| We left.",
    "We waited... and waited.| Then we left.",
    "We waited…| Then we left.",
    "“… and so it ended.”| He left.",
    "What?!| No!| Yes.",
    "He went— [Interruption.]| He went home.",
    "He went home. [ Interruption. ]| He came back.",
    "The toll rose to 12.[3]| The rest lived.",
    "The toll rose to 12.| 3 more died later.",
    "The report is at example.org and the file is a.txt.| Read it.",
    "The rain came down.Then it stopped.",
    "Visit www.example.co.uk today.| It is free.",
    "1. The toll rose to 12.| 2. It fell.",
    "a. Twelve people died.",
    "Vitamin C.| The rest is water.",
    "J. R. R. Doe wrote it.",
    "It was I.| The others left.",
    "Schedule 3(2)(b) to the Order 1987 (S.I. 1987/312 (N.I. 4)) applies.",
    "Under 3 & 4 Eliz. 2 c. 18 it is so.",
    "Doe et al. (2020) found it.| Others did not.",
    "Two conditions, e.g. a fee, i.e. £5, apply.",
    "He has a Ph.D. in law.| She has none.",
    "John Doe Jr. won.| Jane Doe Sr.| She lost.",
    "On Mon. 3 May it rained in St. Albans and Mt. Arden.",
    "She said: the toll is 12.| The first: 5.",
    "He left; she stayed: nobody spoke.",
    "Isra- — Israel must decide.| So —",
    "The sum is Rs. 500 or about $6.| It is small.",
    "Thank you, Admiral.| Q. Is that so?",
    "He won 6-4, 7-6 (8-6).| She lost.",
    "Yahoo!, the firm, paid.",
    "The end is nigh.”| He left.",
    "İ. Doe paid 5 TL.| She did not.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    expected = [s.strip() for s in marked.split("|")]
    if "Then it stopped" in marked:
        expected = ["The rain came down.", "Then it stopped."]
    if "He went home. [" in marked:
        expected = ["He went home.", "[ Interruption. ]", "He came back."]
    assert cut(marked.replace("|", "")) == expected


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is it?", True),
        ("“Is it?”", True),
        ("(Is it?)", True),
        ("Is it?!", True),
        ("Is it? ", True),
        ("It is.", False),
        ("“Is it?” he asked.", False),
        ("?", True),
    ],
)
def test_questions(text: str, asks: bool) -> None:
    document = Document(text, "plain", (Block(0, len(text)),))
    assert sentences(document, tokenise(text))[-1].question is asks


def test_sentences_stay_in_their_block() -> None:
    document = read_document("(1 year ago)\nCommons ChamberIs it so?\nand it rained\n“It is", "hansard")
    found = sentences(document, tokenise(document.text, document.glued))
    assert [document.text[s.start : s.end] for s in found] == ["(1 year ago)", "Is it so?", "and it rained", "“It is"]
    assert [s.heading for s in found] == [True, False, False, False]


def test_long_run_without_a_stop_is_cut() -> None:
    found = cut("word " * (2 * SENTENCE_TOKENS + 5))
    assert [len(s.split()) for s in found] == [SENTENCE_TOKENS, SENTENCE_TOKENS, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("£43.3m", ["£", "43.3", "m"]),
        ("M23’s men", ["M23", "’s", "men"]),
        ("the Government's", ["the", "Government", "'s"]),
        ("O’Brien and D'Arcy can't", ["O’Brien", "and", "D'Arcy", "can", "'t"]),
        ("two-thirds", ["two", "-", "thirds"]),
        ("1,000.50, 3.", ["1,000.50", ",", "3", "."]),
        ("5–10%", ["5", "–", "10", "%"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("250,000-plus", ["250,000", "-", "plus"]),
        ("a_b", ["a", "_", "b"]),
        ("🙂12", ["🙂", "12"]),
        ("they'll we've I'm", ["they", "'ll", "we", "'ve", "I", "'m"]),
        ("１２ km²", ["１２", "km²"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


def test_norms() -> None:
    assert tokenise("The MINISTER’S co\u00adoperation ‑ O’Brien").norms == ["the", "minister", "'s", "cooperation", "-", "o'brien"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.lists(st.integers(0, 200), max_size=4))
def test_tokens_lose_nothing(text: str, cuts: list[int]) -> None:
    cuts = sorted({c for c in cuts if 0 < c < len(text)})
    tokens = tokenise(text, cuts)
    at = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word
        assert not text[at:start].strip()
        assert not any(start < c < end for c in cuts)
        at = end
    assert not text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([". ", "? ", "… ", "” ", "“", "Mr. ", "U.S. ", "the ", "The ", "5", " p.m.", "[", "] ", "(", ") ", "I", "A. ", '"', " "]),
        max_size=40,
    ).map("".join)
)
def test_sentences_cover_every_token(text: str) -> None:
    document = Document(text, "plain", (Block(0, len(text)),))
    tokens = tokenise(text)
    found = sentences(document, tokens)
    assert [i for s in found for i in range(s.first, s.last)] == list(range(len(tokens)))
    assert all(s.first < s.last for s in found)


@pytest.mark.parametrize("unit", [".", ". ", '." ', "A. ", "Mr. ", ") ", ".)", "...", "? ", "“", "5.", "[1]", ".[1] ", "U.S. "])
def test_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.process_time()
    cut(text)
    assert time.process_time() - begun < 6
