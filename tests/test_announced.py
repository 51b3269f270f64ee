"""Speakers whom the page names and no label does: counsel and witness of a hearing, the one who gives a speech, who presides."""

from __future__ import annotations

from typing import Any

import pytest

from service.transcript.formats.bylines import byline_at
from tests.conftest import run

HEARING = """THE CHAIR: Good morning.
MS LANE: May I call the next witness?
{sworn}
{header}
MS LANE: Could you give us your full name?
A. {name}.
Q. How many beds did you have?
A. We had 40 beds.
THE CHAIR: In 2012?
A. Yes, in 2012.
Q. And the year after?
A. There were 38 beds.
"""
SPEECH = """{head}
3 May 2023
Check against delivery

Good evening. I am glad to be here with you tonight. We spent £5 million on roads in 2019.

Four years ago I told you that growth was 2 per cent. Does anybody doubt it?

Yes, I thank the Minister. It was 3 per cent.
"""


def spoken(text: str, **options: Any) -> list[str | None]:
    response = run(text, **options)
    speakers = {s["id"]: s["name"] or s["label"] for s in response["speakers"]}
    return [speakers.get(t["speaker"]) for t in response["turns"]]


@pytest.mark.parametrize(
    ("sworn", "header", "asks"),
    [
        ("ROY ALAN EXAMPLE (sworn)", "Questioned by MS LANE", "Lane"),
        ("Mr Roy Alan Example (affirmed)", "Questions from MR KING", "King"),
        ("ROY ALAN EXAMPLE, recalled", "EXAMINATION BY MR. HOPE", "Hope"),
        ("ROY ALAN EXAMPLE, a witness herein, having been duly sworn, testified as follows:", "BY MR. HOPE:", "Hope"),
        ("ROY ALAN EXAMPLE (continued)", "Cross-examination by SIR TOM HOPE KC", "Tom Hope"),
        ("Evidence of ROY ALAN EXAMPLE", "DIRECT EXAMINATION BY MS. LANE", "Lane"),
        ("", "", "Lane"),
    ],
)
def test_counsel_asks_and_the_witness_answers(sworn: str, header: str, asks: str) -> None:
    found = spoken(HEARING.format(sworn=sworn, header=header, name="Roy Alan Example"))
    assert found[-8:] == ["Lane", "Roy Alan Example", asks, "Roy Alan Example", "THE CHAIR", "Roy Alan Example", asks, "Roy Alan Example"]


def test_a_hearing_that_names_nobody_keeps_its_marks() -> None:
    assert spoken("Q. How many beds did you have?\nA. We had 40 beds.\nQ. When?\nA. In 2012.\n") == ["Q", "A", "Q", "A"]


def test_two_sworn_at_once_leave_the_answers_unnamed() -> None:
    found = spoken(HEARING.format(sworn="MR ROY EXAMPLE (sworn)\nMS ANN HOPE (sworn)", header="Questioned by MS LANE", name="We are both here"))
    assert found[-2:] == ["Lane", "A"]


def test_counsel_changes_with_the_heading_and_not_with_an_objection() -> None:
    text = """THE CLERK: Please raise your right hand.
ROY EXAMPLE, having been duly sworn, testified as follows:
BY MR. HOPE:
Q. Where did you work?
A. At the mill, with 40 others.
MS. LANE: Objection, that is no question.
A. With about 40.
THE WITNESS: Yes, 40.
Q. Until when?
A. Until 2012.
CROSS-EXAMINATION
BY MS. LANE:
Q. How many left?
A. Twelve people left in 2012.
"""
    assert spoken(text)[1:] == [
        "Hope", "Roy Example", "Lane", "Roy Example", "Roy Example", "Hope", "Roy Example", "Lane", "Roy Example",
    ]  # fmt: skip


def test_the_next_witness_answers_the_next_counsel() -> None:
    text = HEARING.format(sworn="ROY EXAMPLE (sworn)", header="Questioned by MS LANE", name="Roy Example")
    text += "ANN HOPE (affirmed)\nMR KING: You are a nurse?\nA. I am.\nQ. For 12 years?\nA. For 13.\n"
    assert spoken(text)[-4:] == ["King", "Ann Hope", "King", "Ann Hope"]


def test_who_is_interviewed_answers() -> None:
    text = "Interview with Dr Ann Example\n\nQ: How many beds are there?\n\nA: We have 40 beds now.\n\nQ: And in 2012?\n\nA: There were 38 beds.\n"
    assert spoken(text) == ["Q", "Ann Example", "Q", "Ann Example"]


@pytest.mark.parametrize(
    ("head", "speaker", "role"),
    [
        ("Speech by the Chancellor of the Exchequer, Ruth Example, at Northbridge House", "Ruth Example", "Chancellor of the Exchequer"),
        (
            "Budget Speech delivered in the House of Commons by the Honourable Ruth Example, P.C., M.P., Minister of Rivers",
            "Ruth Example",
            "Minister of Rivers",
        ),
        ("Statement by Secretary of Rivers Tom Example", "Tom Example", "Secretary of Rivers"),
        ("Remarks by President Example on the Economy", "Example", None),
        ("Remarks by the President at the Signing of the Rivers Act", "President", "President"),
        ("Remarks as Prepared for Delivery by Governor Xoqua Yamba", "Xoqua Yamba", None),
        ("Prime Minister's speech at the party conference: 3 May 2023", "Prime Minister", "Prime Minister"),
        ("Keynote Address by Dr Ana Example, Director-General of the Fund", "Ana Example", "Director-General of the Fund"),
        ("Ruth Example's opening statement", "Ruth Example", None),
        ("Testimony of Dr. Ruth Example before the Committee on Rivers", "Ruth Example", None),
        ("Evidence of Sir Roy Example", "Roy Example", None),
        ("Lecture given by Professor Ada Example, University of Northbridge", "Ada Example", None),
        ("Testimony\nChair Ellen R. Example\nSemiannual Report\nBefore the Committee on Rivers", "Ellen R. Example", None),
        ("Speech\nThe Rt Hon Ann Example MP\nA plan for rivers", "Ann Example", None),
    ],
)
def test_a_head_names_who_speaks(head: str, speaker: str, role: str | None) -> None:
    response = run(SPEECH.format(head=head), reference_date="2023-05-03")
    (turn,) = response["turns"]
    assert turn["start"] == len(SPEECH.format(head=head).split("Good evening")[0])
    found = next(s for s in response["speakers"] if s["id"] == turn["speaker"])
    assert (found["name"] or found["label"], found["role"]) == (speaker, role)
    assert [e["cue"] for e in turn["evidence"]] == ["speaker.byline"]
    assert {f["attribution"]["speaker"] for f in response["quantities"] + response["money"]} == {found["id"]}


@pytest.mark.parametrize(
    "text",
    [
        "Speech by minister alarms the West\n\nThe minister said on Monday that 40 people had gone. “I never saw it,” he said.\n",
        "Statement by Tom Example sparks row\n\nA row broke out. My own view, said a spokesman, is that 40 went.\n",
        "Remarks by Tom Example at the dinner\n\nTom Example said that 40 people went. They were told on Monday.\n",
        "Joint Statement by the Leaders of the Seven\n\nWe met on Monday. We agreed on 40 rules for our rivers.\n",
    ],
)
def test_a_headline_about_a_speech_names_nobody(text: str) -> None:
    assert set(spoken(text, format="plain")) <= {None}


@pytest.mark.parametrize(
    "line",
    [
        "Evidence of fraud found in Northbridge",
        "Man's address stolen in robbery",
        "Evidence of rising prices in shops",
        "The address of the mill was wrong.",
        "Speech by the sea",
    ],
)
def test_no_byline(line: str) -> None:
    assert byline_at(line) is None


def test_who_presides_bears_no_name_of_a_president_elsewhere() -> None:
    text = """The President: The meeting is called to order. I give the floor to Mr. Example.

Mr. Example (Kenya): President Yamba told the Assembly that 400 police had gone. Chair Hope said that rates would rise.

The President: I thank Mr. Example. There are 3 speakers.

The Chair: The list is closed.
"""
    assert spoken(text) == ["The President", "Example", "The President", "The Chair"]


@pytest.mark.parametrize(
    ("head", "label", "name"),
    [
        (
            "Security Council\nPresident:\nMs. Ann Example\n(Malta)\nMembers:\nBrazil\nMr. Costa\nThe meeting was called to order at 10 a.m.\n",
            "The President",
            "Ann Example",
        ),
        ("Rivers Committee\n[Ann Example in the Chair]\n", "The Chair", "Ann Example"),
        ("Remarks by President Ann Example at the Port\n\n", "THE PRESIDENT", "Ann Example"),
        ("Before: THE HONORABLE ANN EXAMPLE, District Judge\n\n", "THE COURT", "Ann Example"),
    ],
)
def test_who_presides_is_named_by_the_head(head: str, label: str, name: str) -> None:
    text = f"{head}\n{label}: Good morning. There are 3 speakers.\n\nMr. Hope: I thank you. There were 40 of us.\n\n{label}: We go on for 2 hours.\n\nMr. Hope: That is good.\n"
    assert spoken(text) == [name, "Hope", name, "Hope"]


ORAL = """Rivers Committee
Oral evidence: Flood defences, HC 123
Tuesday 3 March 2020
Ordered by the House of Commons to be published on 3 March 2020.
Members present: Ann Lowell (Chair); Tom Harrow; Mrs Jo Lane.
Questions 1 - 60
Witnesses
I: Dr Priya Rao, Director, Flood Institute; and Mark Ellery, Chief Executive, Rivers Agency.

Q1                Chair: Welcome. Could you introduce yourselves?
Dr Rao: We have 40 staff.
Mark Ellery: We spend £30 million.
Q2                **Mrs Lane**: Is it 3 times as much as in 2010?
Mark Ellery: It is 4 times.
Chair: Thank you.
"""


def test_the_lists_of_a_committees_evidence_name_chair_and_witnesses() -> None:
    assert spoken(ORAL) == ["Ann Lowell", "Priya Rao", "Mark Ellery", "Jo Lane", "Mark Ellery", "Ann Lowell"]
    roles = {s["name"]: s["role"] for s in run(ORAL)["speakers"]}
    assert roles == {
        "Ann Lowell": "Chair",
        "Priya Rao": "Director, Flood Institute",
        "Mark Ellery": "Chief Executive, Rivers Agency",
        "Jo Lane": None,
    }


def test_a_congressional_hearing() -> None:
    text = """[House Hearing, 117 Congress]

                 FLOOD RELIEF: WHAT WENT WRONG

                                HEARING

    The Chairwoman. The committee will come to order. Over 300 people died.
    I now recognize Mr. Harrow for five minutes.
    Mr. Harrow. Thank you. We spent $30 million.
    The Chairwoman. Dr. Rao, you may begin.

           STATEMENT OF ANN RAO, DIRECTOR, FLOOD INSTITUTE

    Dr. Rao. Thank you, Chairwoman Lowell. The water rose by 12 feet.
    [The prepared statement of Dr. Rao follows:]
    Senator Holm of West Arland. It was 12 percent.
    [Whereupon, at 12:05 p.m., the committee was adjourned.]
"""
    assert spoken(text) == ["The Chairwoman", "Harrow", "The Chairwoman", "Ann Rao", "Holm"]
    response = run(text)
    assert all(text[t["start"] : t["end"]].endswith((".", "?")) for t in response["turns"])
    assert next(s for s in response["speakers"] if s["name"] == "Holm")["affiliation"] == "West Arland"
    assert next(s for s in response["speakers"] if s["name"] == "Ann Rao")["role"] == "Director, Flood Institute"


def test_one_word_of_an_answer_calls_nobody() -> None:
    text = "MR. HARROW: We are open. Weijia.\n\nQ    How many people are out?\n\nMR. HARROW: About 300.\n\nQ    Do you have 200?\n\nMR. HARROW: Exactly.\n\nQ    In 2012?\n"
    assert spoken(text)[1] == "Weijia"
    assert not {"About", "Exactly"} & set(spoken(text))


UN = """Security Council
Friday, 3 March 2023, 10 a.m.
President: Mrs. Zamora ....................................... (Malta)
Members: Albania ........................................ Mr. Hoxha
Brazil ......................................... Mr. Costa
The meeting was called to order at 10.05 a.m.
The President: I give the floor to the representative of Arland,
who has asked to speak first.
Mr. Costa Filho (Brazil) (spoke in Portuguese;
English text provided by the delegation): We lost 12 men.
President Yamba told us so, and
the Secretary-General, Mr. Antonio Example, was there.
The Secretary-General: I have 3 points.
The President (spoke in French): I thank him.
The meeting rose at 12.15 p.m.
"""


def test_a_record_of_the_council() -> None:
    assert spoken(UN) == ["Zamora", "Costa Filho", "Antonio Example", "Zamora"]
    response = run(UN)
    assert response["turns"][1]["evidence"] == []
    assert [(e["cue"], e["text"]) for e in response["turns"][0]["evidence"]] == [("speaker.presides", "Mrs. Zamora")]
    brazil = next(s for s in response["speakers"] if s["name"] == "Costa Filho")
    assert brazil["affiliation"] == "Brazil"


def test_a_trial_names_judge_counsel_and_witness() -> None:
    text = """TRANSCRIPT OF TRIAL PROCEEDINGS
BEFORE THE HONORABLE ANN LOWELL
UNITED STATES DISTRICT JUDGE

THE COURT: Call your next witness.
MR. HARROW: The government calls Peter Holm.
(Witness sworn.)
THE CLERK: State and spell your name for the record.
THE WITNESS: Peter Holm, H-o-l-m.
DIRECT EXAMINATION
BY MR. HARROW:
Q. How many homes did you lose?
A. We lost 40 homes.
THE COURT: How many?
THE WITNESS: Forty.
"""
    assert spoken(text) == ["Ann Lowell", "Harrow", "THE CLERK", "Peter Holm", "Harrow", "Peter Holm", "Ann Lowell", "Peter Holm"]


def test_titles_between_turns_belong_to_none() -> None:
    text = """The Presiding Officer (Ann Lowell): The first item is questions.
Flood Defences
1. Tom Harrow (Bow) (Lab): To ask how many homes were flooded.
The Minister for Rivers (Jo Lane): We spent £30 million in 2020.
Roads in the North
2. Peter Holm (Mid Arland) (SNP): To ask about 12 roads.
The Presiding Officer: That is 2 questions.
"""
    response = run(text, format="labelled")
    assert spoken(text, format="labelled") == ["Ann Lowell", "Tom Harrow", "Jo Lane", "Peter Holm", "Ann Lowell"]
    assert not any("Flood Defences" in text[t["start"] : t["end"]] or "Roads" in text[t["start"] : t["end"]] for t in response["turns"])


def test_a_seat_and_an_office_in_one_bracket() -> None:
    text = "Mr HARROW (Bow—Leader of the Opposition) (14:02): How many homes, 300?\nMs LOWELL (Lane—Minister for Rivers) (14:05): We spent $30 million.\nHonourable members interjecting—\nMr Harrow: It was 500!\n"
    assert spoken(text) == ["Harrow", "Lowell", "Harrow"]
    assert [(s["affiliation"], s["role"]) for s in run(text)["speakers"]] == [("Bow", "Leader of the Opposition"), ("Lane", "Minister for Rivers")]


@pytest.mark.parametrize(
    "text",
    [
        "ANN LOWELL\n\nHow many homes were lost?\n\nTOM HARROW\n\nAbout 300 homes, I think.\n\nANN LOWELL\n\nAnd the cost?\n\nTOM HARROW\n\nIt was £30 million.\n",
        "**Ann Lowell:** How many homes?\n\n**Tom Harrow:** About 300.\n\n**Ann Lowell**\n\nAnd the cost?\n\n**Tom Harrow**\n\nIt was £30 million.\n",
        "Ann Lowell – How many homes were lost?\n\nTom Harrow – About 300 homes.\n\nAnn Lowell – And what did it cost?\n\nTom Harrow – It cost £30 million.\n",
        ">> ANN LOWELL: HOW MANY HOMES?\n>> TOM HARROW: ABOUT 300.\n>> LOWELL: AND THE COST?\n>> HARROW: $30 MILLION.\n",
        "Ann Lowell [00:00:03]\nHow many homes?\n\nTom Harrow [00:00:10]\nAbout 300.\n\n[00:01:02] Ann: And the cost?\n\n[00:01:05] Tom: £30 million.\n",
    ],
)
def test_two_speakers_however_they_are_marked(text: str) -> None:
    assert spoken(text) == ["Ann Lowell", "Tom Harrow", "Ann Lowell", "Tom Harrow"]
    response = run(text)
    assert [s["label"] for s in response["speakers"]] == ["Ann Lowell", "Tom Harrow"]


def test_captions_that_mark_a_change_alone_name_nobody() -> None:
    assert spoken(">> ANN LOWELL: HOW MANY HOMES?\n>> TOM HARROW: ABOUT 300.\n>> AND THE COST?\n") == ["Ann Lowell", "Tom Harrow", None]


@pytest.mark.parametrize(
    "text",
    [
        "Floods in Bayport\n\nKey Points\n\nThe water rose 5 feet.\n\nThe Cost\n\nIt was £30 million.\n\nKey Points\n\nTwelve people died.\n",
        "Twelve people died – and 300 homes were lost.\n\nThe mayor – Tom Harrow – was there.\n\nThe water – it was cold – rose 5 feet.\n",
        "Key points: the water rose 5 feet.\n\nBackground: The river flooded in 2005.\n\nWhat we know: 12 people died.\n\nCost: £30 million\n",
        "BAYPORT – Twelve people died on Friday.\n\nLEEDS – Three people died on Monday.\n",
    ],
)
def test_prose_with_headings_dashes_and_colons_has_no_labels(text: str) -> None:
    assert spoken(text) == [None]


def test_strangers_with_numbers_are_apart() -> None:
    text = (
        "ANN LOWELL, HOST: Twelve people died.\n\nUNIDENTIFIED PERSON #1: It was bad.\n\nUNIDENTIFIED PERSON #2: It was 12.\n\nLOWELL: So it was.\n"
    )
    assert spoken(text) == ["Ann Lowell", "UNIDENTIFIED PERSON #1", "UNIDENTIFIED PERSON #2", "Ann Lowell"]


def test_a_page_of_hansard_with_a_long_office_and_a_division() -> None:
    text = """Flood Defences
3 March 2020

The Secretary of State for Environment, Ports, Food and Rural Affairs (Ann Lowell)

With permission, Mr Speaker, we spent £30 million.

Tom Harrow (Bow) (Lab)

Is it 3 times as much as in 2010?

Question put, That the amendment be made.

Division No. 12] [5.30 pm

AYES
Harrow, Tom
Lane, rh Jo
Tellers for the Ayes: Mr Tom Roe

Ayes 224

Question accordingly negatived.

Ann Lowell

It is 4 times.

Sir Peter Holm (Mid Arland) (Con)

We lost 40 homes.
"""
    response = run(text)
    assert spoken(text) == ["Ann Lowell", "Tom Harrow", "Ann Lowell", "Peter Holm"]
    assert text[response["turns"][1]["start"] : response["turns"][1]["end"]].endswith("in 2010?")


def test_who_only_gives_thanks_has_asked_before() -> None:
    text = "MR. HARROW: Naomi, go ahead.\n\nQ    How many homes?\n\nMR. HARROW: There were 300.\n\nQ    Thanks, Paul.\n\nMR. HARROW: In the back.\n\nQ    Paul, is it 12?\n"
    assert spoken(text) == ["Harrow", "Naomi", "Harrow", "Naomi", "Harrow", "Q"]


def test_a_heading_that_names_no_counsel_leaves_it_to_whoever_asks() -> None:
    text = HEARING.format(sworn="PROFESSOR ANN EXAMPLE (affirmed)", header="Questions from LEAD COUNSEL TO THE INQUIRY", name="Ann Example")
    text += "Questions from MS HOPE\nMS HOPE: Was it 12?\nA. It was.\nQ. Thank you.\n"
    text += "DR TOM HARROW (sworn)\nQuestions from LEAD COUNSEL TO THE INQUIRY\nMS LANE: You had 12 beds?\nA. 13.\nQ. Thank you.\n"
    assert spoken(text)[-6:] == ["Hope", "Ann Example", "Hope", "Lane", "Tom Harrow", "Lane"]


def test_an_office_alone_is_whoever_the_head_says_is_talked_with() -> None:
    text = "A Conversation with Governor Ann Lowell\n\nMODERATOR: Welcome. Is it 12 percent?\n\nGOVERNOR: It is 13 percent.\n\nAUDIENCE QUESTION: And 2030?\n\nGOVERNOR: We will see.\n"
    assert spoken(text) == ["MODERATOR", "Ann Lowell", "AUDIENCE QUESTION", "Ann Lowell"]


def test_a_record_with_a_stop_and_a_dash_behind_its_labels() -> None:
    text = """President. – The next item is the debate on floods.

Ann Lowell, Member of the Commission. – Mr President, we spent €30 million.

Peter Holm (S&D). – We lost 40 homes.

President. – That is 12 speakers.
"""
    assert spoken(text) == ["President", "Ann Lowell", "Peter Holm", "President"]
    assert next(s for s in run(text)["speakers"] if s["name"] == "Ann Lowell")["role"] == "Member of the Commission"


def test_a_reporter_is_called_with_their_paper() -> None:
    text = "GEN. HARROW: It's 400. Jeff Holm, Task News.\n\nQ: And 12 ships?\n\nGEN. HARROW: 12.\n"
    assert spoken(text) == ["Harrow", "Jeff Holm", "Harrow"]


@pytest.mark.parametrize(
    "text",
    [
        "[3/3/21, 10:02:11] Ann Lowell: How many, 40?\n[3/3/21, 10:02:30] Tom Harrow: Yes, 40.\n[3/3/21, 10:03:01] Ann Lowell: ok\n",
        "1\n00:00:02.000 --> 00:00:05.000\nAnn Lowell: How many, 40?\n\n2\n00:00:05.500 --> 00:00:08.000\nTom Harrow: Yes, 40.\n\n3\n00:00:09.500 --> 00:00:10.000\nAnn Lowell: Fine.\n",
        "Ann Lowell  0:02\nHow many, 40?\n\nTom Harrow  0:05\nYes, 40.\n\nAnn Lowell  0:09\nFine.\n",
        "On floods\n\nPost: How many, 40?\n\nTom Harrow: Yes, 40.\n\nPost: Fine.\n\nThe interview has been edited for length.\n",
    ],
)
def test_two_people_talk(text: str) -> None:
    first, second, third = spoken(text)
    assert (first, second) == (third, "Tom Harrow")
    last = run(text)["turns"][-1]
    assert text[last["start"] : last["end"]].endswith(("ok", "Fine."))


def test_names_that_head_what_is_said_of_them_are_no_labels() -> None:
    text = "Winners\n\nMayor Tom Harrow: He spent £30 million and kept 40 homes dry.\n\nEngineer Ann Lowell: She said that it would rise.\n\nMinister Jo Lane: She has held it for 12 years.\n"
    assert spoken(text) == [None]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("SPEECH BY THE MINISTER FOR RIVERS, ANN EXAMPLE, AT THE OPENING OF THE BOW DAM", "Ann Example"),
        ("REMARKS BY SENATOR EXAMPLE AT THE PORT", "Example"),
        ("Transcript: Governor Example's State of the State address", "Example"),
        ("Testimony of\nDr. Ann Example\nDirector, Flood Institute\n\nbefore the\nCommittee on Rivers", "Ann Example"),
    ],
)
def test_a_head_in_capitals_or_over_lines_names_who_speaks(head: str, name: str) -> None:
    assert spoken(SPEECH.format(head=head)) == [name]


def test_the_congressional_record() -> None:
    text = """Mr. HARROW. Mr. Speaker, I yield myself 5 minutes.
The SPEAKER pro tempore (Ms. Lowell). The gentleman has 5 minutes.
Ms. LANE of Arland. Mr. Speaker, it is 12 percent.
The SPEAKER pro tempore. The time has expired after 3 minutes.
"""
    assert spoken(text) == ["Harrow", "Lowell", "Lane", "Lowell"]
    assert [s["role"] for s in run(text)["speakers"]] == [None, "Speaker pro tempore", None]


def test_a_briefing_with_a_guest() -> None:
    text = """Press Briefing by Press Secretary Ann Lowell and Coordinator for Rivers John Harrow

MS. LOWELL: John has 2 updates.

MR. HARROW: We sent $30 million. I talked with President Modano.

MS. LOWELL: Go ahead, Nancy.

Q    Is it 30 or 40?

MR. HARROW: It's 30.
"""
    assert spoken(text) == ["Ann Lowell", "John Harrow", "Ann Lowell", "Nancy", "John Harrow"]
    roles = {s["name"]: s["role"] for s in run(text)["speakers"]}
    assert roles["Ann Lowell"] == "Press Secretary"
    assert roles["John Harrow"] == "Coordinator for Rivers"


CALLS = "MS. HOLM: Good morning. We have 12 boats.\n\nQ    Are they safe?\n\nMR. LANE: They are.\n\nMS. HOLM: {call}\n\nQ    Is it £30 million?\n\nMS. HOLM: It is.\n"


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("Go ahead, Naomi.", "Naomi"), ("Naomi, go ahead.", "Naomi"), ("Seung Min.", "Seung Min"), ("Zarema, last question.", "Zarema"), ("Let me go to Jenny.", "Jenny"),
        ("We’ll go to AP, Sarah.", "Sarah"), ("Let's go to the phones. Henry from the Bow Post?", "Henry"), ("All right, Simon, and then we'll wrap.", "Simon"),
        ("And now one from the far side. Karen Dale, from the public broadcaster.", "Karen Dale"), ("Last one. Jeff.", "Jeff"), ("Steve, kick us off.", "Steve"),
        ("Dan Lamb, Washington Post.", "Dan Lamb"), ("Simon, then Karen Dale.", "Simon"), ("Peter, where's Peter?", "Peter"), ("Okay. Mr. Dale.", "Dale"), ("Thanks, Tom. Go ahead, Naomi.", "Naomi"),
        ("Yes, sir, in the back. Name?", None), ("Thank you all. Thank you, Anna.", None), ("Thanks, everybody.", None), ("Go ahead, in the back.", None), ("Reuters, go ahead.", None), ("AP.", None),
        ("Sir?", None), ("Next question, please.", None), ("I talked with Naomi about the boats in the harbour.", None), ("Let's go to Gaza.", None), ("Naomi and Simon, one each.", None), ("Right. Exactly.", None),
        ("That is what Simon said.", None), ("Thank you, Mr. President.", None), ("Jordan.", None),
    ],
)  # fmt: skip
def test_who_is_called_asks_next(call: str, name: str | None) -> None:
    assert spoken(CALLS.format(call=call))[4] == (name or "Q")


@pytest.mark.parametrize(
    ("opens", "name"),
    [
        ("Hannah Brand, Task and Purpose. Is it 30?", "Hannah Brand"), ("Hi, this is Hannah Brand with the Bow Post. Is it 30?", "Hannah Brand"), ("Thank you. Hannah Brand from Reuters, thanks for this.", "Hannah Brand"),
        ("Hannah Brand, the mayor, says it is 30. Is it?", None), ("Joe Dale, Governor, told us it is 30.", None), ("Hannah Brand said it is 30.", None), ("Hannah is at 30.", None),
    ],
)  # fmt: skip
def test_a_reporter_gives_name_and_paper(opens: str, name: str | None) -> None:
    text = f"GEN. HARROW: Good morning, all. In the back. Name?\n\nQ: {opens}\n\nGEN. HARROW: It is 30.\n\nQ: And would it be 40 next year?\n\nGEN. HARROW: No.\n"
    assert spoken(text)[1] == spoken(text)[3] == (name or "Q")


def test_an_answer_calls_whoever_asked() -> None:
    text = "MR. HARROW: Good morning. In the back.\n\nQ    Is it £30 million?\n\nMR. HARROW: Yeah, Heather. It is 40.\n\nQ    Thanks, Paul. Is it safe?\n\nMR. HARROW: Well, Paul and I think so.\n\nQ    Paul, is it 12?\n\nMR. HARROW: Jordan, Egypt and Iraq say so.\n"
    assert spoken(text) == ["Harrow", "Heather", "Harrow", "Q", "Harrow", "Q", "Harrow"]


def test_a_given_name_is_not_taken_for_whom_the_text_speaks_of() -> None:
    text = "MR. HARROW: I met Steve Lowell of the ports. Go ahead, Steve.\n\nQ    Is it £30 million?\n\nMR. HARROW: It is.\n"
    assert spoken(text) == ["Harrow", "Steve", "Harrow"]
    asked = run(text)["turns"][1]
    assert [e["cue"] for e in asked["evidence"]] == ["speaker.called"]
    assert [e["text"] for e in asked["evidence"]] == ["Steve"]


def test_numbered_speakers_are_the_same_ones_throughout() -> None:
    text = "Ann Lowell: Go ahead, Naomi.\n\nSpeaker 2: Is it £30 million?\n\nAnn Lowell: It is.\n\nSpeaker 3: And 40?\n\nAnn Lowell: No.\n\nSpeaker 2: Thanks.\n"
    assert spoken(text) == ["Ann Lowell", "Speaker 2", "Ann Lowell", "Speaker 3", "Ann Lowell", "Speaker 2"]


BILLED = "{head}\n\n1:42 P.M. EST\n\nMS. HOLM: Good morning. We have 12 boats.\n\nMR. LANE: We have £3 million.\n\nMS. HOLM: Thank you.\n"


@pytest.mark.parametrize(
    ("head", "holm", "lane"),
    [
        ("PRESS BRIEFING BY PRESS SECRETARY MARTA HOLM, NSC SPOKESPERSON DAN LANE", ("Marta Holm", "Press Secretary"), ("Dan Lane", "NSC Spokesperson")),
        ("PRESS BRIEFING BY PRESS SECRETARY MARTA HOLM AND CHIEF OF STAFF DAN LANE", ("Marta Holm", "Press Secretary"), ("Dan Lane", "Chief of Staff")),
        ("Rivers Press Secretary Air Force Maj. Gen. Marta Holm Holds a Press Briefing", ("Marta Holm", "Rivers Press Secretary"), ("Lane", None)),
        ("Marta Holm, Department Spokesperson", ("Marta Holm", "Department Spokesperson"), ("Lane", None)),
        ("MARTA HOLM, DEPARTMENT SPOKESPERSON\nDAN LANE, DIRECTOR OF THE RIVERS OFFICE", ("Marta Holm", "Department Spokesperson"), ("Dan Lane", "Director of the Rivers Office")),
        ("Participants:\nMarta Holm, Chief Economist, Bank of Bow\nDan Lane, Director, Rivers Institute", ("Marta Holm", "Chief Economist, Bank of Bow"), ("Dan Lane", "Director, Rivers Institute")),
        ("Speakers: Marta Holm (Chief Economist); Dan Lane (Director General, Ports Agency)", ("Marta Holm", "Chief Economist"), ("Dan Lane", "Director General, Ports Agency")),
        ("Remarks by Marta Holm and Dan Lane", ("Marta Holm", None), ("Dan Lane", None)), ("THE HOLM AND LANE SHOW", ("Holm", None), ("Lane", None)), ("Marta Green, Director", ("Holm", None), ("Lane", None)),
    ],
)  # fmt: skip
def test_a_head_bills_who_speaks(head: str, holm: tuple[str, str | None], lane: tuple[str, str | None]) -> None:
    response = run(BILLED.format(head=head))
    by_id = {s["id"]: s for s in response["speakers"]}
    found = [(s["name"], s["role"]) for s in (by_id[t["speaker"]] for t in response["turns"])]
    assert found == [holm, lane, holm]


@pytest.mark.parametrize(
    ("label", "role"),
    [("PRIME MINISTER HOLM", "Prime Minister"), ("SEN. HOLM", "Senator"), ("Governor Holm", "Governor"), ("GEN. HOLM", None), ("MS. HOLM", None)],
)
def test_an_office_in_a_label_is_a_role(label: str, role: str | None) -> None:
    text = f"{label}: We have 12 boats.\n\nMR. LANE: Is it £3 million?\n\n{label}: It is. That is all.\n\nMR. LANE: So the Prime Minister told me that it cost £4 million.\n"
    response = run(text)
    holm = response["turns"][0]["speaker"]
    assert {s["id"]: s["role"] for s in response["speakers"]}[holm] == role
    assert (response["money"][-1]["attribution"]["source"] == holm) is (role == "Prime Minister")
