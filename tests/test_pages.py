"""Page heads, feet and numbers of a record, wherever a page breaks: they belong to nobody and change nobody's words."""

from __future__ import annotations

import pytest

from service.transcript.document import BlockRole
from service.transcript.formats import read_document
from tests.conftest import run
from tests.test_formats import assert_sound, heard

HEAD = """United Nations S/PV.9999
Security Council Provisional
Seventy-ninth year
9999th meeting
Tuesday, 4 June 2024, 10 a.m.
New York

The meeting was called to order at 10.05 a.m.
"""
BODY = """The President (spoke in French): I thank Ms. Archer for her briefing and for
all that she and her teams have done in the Arden valley since March.
I now give the floor to the representative of Arland.
Mr. Holm (Arland) (spoke in Spanish): The flood killed 12 people in the Arden
valley, and it drove 3,400 more from their homes within a single week. We have
set aside £3.4 million to help with the bridges, without which no convoy can
reach the upper villages before the winter.
The mayor of Bow told us that 40 houses had been lost. We
must act.
The President (spoke in French): I thank Mr. Holm for his statement.
I give the floor to the representative of Norland.
Ms. Crane-Wickham (United Republic of Norland) (spoke in French; English
text provided by the delegation): Let me begin with the figures that the
Office for Rivers and Bridges of the Arden Valley has given us. It says that
20 per cent of the budget is spent, and that 7 of the 9 bridges are closed.
Mr. Al-Holm Vandenberg de la Vega
(Arland): Finally, we thank the Secretary-General for his report of
30 May.
The meeting rose at 11.15 a.m.
"""
FURNITURE = [
    "04/06/2024 The situation in the Arden valley S/PV.9999",
    "S/PV.9999 The situation in the Arden valley 04/06/2024",
    "S/PV.9999", "S/PV.9999 (Resumption 1)", "S/PV.9999(Resumption 1)",
    "S/PV.9999 (Resumption 1) The situation in the Arden valley 04/06/2024",
    "04/06/2024 The situation in the Arden valley S/PV.9999 (Resumption 1)",
    "4 June 2024 The situation in the Arden valley S/PV.9999",
    "24-12345 3/22", "4/22 24-12345", "08-60087 3", "4 08-60087", "24-12345", "3/22", "3", "- 3 -", "Page 3", "GE.24-12345 3", "GE.24-12345 (E)",
    "A/78/PV.56", "A/ES-11/PV.17 04/06/2024", "04/06/2024 A/78/PV.56", "A/C.1/78/PV.5", "A/C.3/78/SR.12", "E/2024/SR.5", "CCPR/C/SR.3456",
    "04/06/2024    The situation in the Arden valley        S/PV.9999\n\n24-12345          3/22",
    "04/06/2024 The situation in the Arden valley S/PV.9999\n24-12345 3/22",
    "24-12345 3/22\nS/PV.9999 The situation in the Arden valley 04/06/2024",
    "24-12345 3/22\n\n\x0cS/PV.9999 The situation in the Arden valley 04/06/2024\n",
    "24-12345\n3/22\n04/06/2024\nThe situation in the Arden valley\nS/PV.9999",
    "S/PV.9999\nThe situation in the Arden valley\n04/06/2024",
    "S/PV.9999 The situation in the Arden valley, including the\nquestion of the bridges 04/06/2024",
    "04/06/2024 The situation in the Arden valley, including the\nquestion of the bridges S/PV.9999",
    "S/PV.9999\nPage 3",
    "S/PV.9999                                  Security Council\n79th year                          4 June 2024",
    "3/22                                       24-12345 (E)",
]  # fmt: skip
SPEAKERS = ["The President", "Mr. Holm", "The President", "Ms. Crane-Wickham", "Mr. Al-Holm Vandenberg de la Vega"]


def test_the_record_without_pages() -> None:
    turns = heard(read_document(HEAD + BODY))
    assert [name for name, _ in turns] == SPEAKERS
    assert turns[3][1].startswith("Let me begin")


@pytest.mark.parametrize("furniture", FURNITURE)
def test_a_page_breaks_at_any_line(furniture: str) -> None:
    whole = heard(read_document(HEAD + BODY))
    lines = BODY.splitlines()
    broken_labels = {i + 1 for i, line in enumerate(lines[:-1]) if ":" in lines[i + 1] and "de la Vega" in line}
    for at in set(range(1, len(lines) - 1)) - broken_labels:
        for gap in ("\n", "\n\n"):
            text = HEAD + "\n".join(lines[:at]) + gap + furniture + gap + "\n".join(lines[at:]) + "\n"
            document = read_document(text)
            assert heard(document) == whole, (at, gap)
    assert_sound(document, text)


@pytest.mark.parametrize("furniture", FURNITURE[:6])
def test_a_sentence_runs_on_over_the_page(furniture: str) -> None:
    lines = BODY.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Office for Rivers"))
    text = HEAD + "\n".join(lines[:at]) + f"\n{furniture}\n24-12345 3/22\n" + "\n".join(lines[at:])
    read = read_document(text).text
    assert "figures that the\nOffice for Rivers" in read
    response = run(text)
    assert [m["text"] for m in response["money"]] == ["£3.4 million"]
    assert not any("9999" in q["text"] or "12345" in q["text"] for q in response["quantities"])


def test_a_word_runs_on_over_the_page() -> None:
    text = HEAD + BODY.replace(
        "We have\nset aside", "The two-\n04/06/2024 The situation in the Arden valley S/PV.9999\n24-12345 3/22\nthirds that we\nset aside"
    )
    assert "The two-thirds that we" in read_document(text).text


NUMBERED = """THE ARDEN VALLEY INQUIRY
Day 12
{first}
2  MR HOLM:  How many bridges were closed on the night of the flood?
3  A.  I believe that seven were, and the cost of the
4      repairs was £30 million in the year that ended in
{head}
1      March 2019, of which we have paid 40% so far.
2  Q.  And how many homes were lost in the Upper Valley?
3  A.  There were 300, as the mayor of
4      Bow told us.
5  LADY LANE:  Thank you. We will take a break of 15 minutes.
6                  (A short break)
7  MR HOLM:  I have 2 questions more, and then I am done.
8
"""


@pytest.mark.parametrize("head", ["", "                        3\n", "Day 12 THE ARDEN VALLEY INQUIRY 4 June 2024\n                3\n", "Page 3\n"])
@pytest.mark.parametrize("first", ["1  (10.00 am)", "1"])
def test_numbered_lines_behind_a_title_and_over_pages(first: str, head: str) -> None:
    text = NUMBERED.format(first=first, head=head).replace("\n\n", "\n")
    document = read_document(text)
    turns = heard(document)
    assert [name for name, _ in turns][-6:] == ["Mr Holm", "A", "Q", "A", "Lady Lane", "Mr Holm"]
    assert any("in the year that ended in March 2019, of which" in words for _, words in turns)
    assert any("as the mayor of Bow told us" in words for _, words in turns)
    assert_sound(document, text)
    assert [(m["text"], m["amount"]["value"]) for m in run(text)["money"]] == [("£30 million", "30000000")]


def test_running_titles_beside_page_numbers() -> None:
    said = "Counsel to the Inquiry: How many bridges were closed on the night of the flood?\nMr Holm: I believe that seven were, of the nine that we have.\n"
    text = "".join(f"{said}The Arden Valley Inquiry 4 June\n{page}\n" for page in range(1, 5))
    document = read_document(text)
    furniture = [document.text[b.start : b.end] for b in document.blocks if b.role is BlockRole.FURNITURE]
    assert furniture.count("The Arden Valley Inquiry 4 June") == 4


def test_a_title_that_comes_once_beside_a_number_is_kept() -> None:
    document = read_document("The Long Road Home\n3\nTwelve people died in the Arden valley.\nNobody came.\n")
    assert "The Long Road Home" in [document.text[b.start : b.end] for b in document.blocks if b.role is BlockRole.SPEECH]
