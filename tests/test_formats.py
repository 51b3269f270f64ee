"""Every format becomes the same Document: words, speakers, times and the way back to what was sent."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import TranscriptError
from service.model import SpeakerKind
from service.transcript.document import BlockRole, Document
from service.transcript.formats import FORMATS, Segment, read_document, read_segments
from service.transcript.formats.labels import parse_label
from service.transcript.formats.plain import day_of
from service.transcript.sentences import sentences
from service.transcript.tokens import tokenise
from tests.conftest import run

FIXTURES = Path(__file__).parent / "fixtures" / "formats"
FORMAT_OF = {
    "plain.txt": "plain", "labelled.txt": "labelled", "timed.txt": "labelled", "cnn.txt": "labelled", "briefing.txt": "labelled", "inquiry.txt": "labelled",
    "inquiry-numbered.txt": "labelled", "un.txt": "labelled", "congress.txt": "labelled", "names-above.txt": "labelled", "hansard.txt": "hansard", "hansard-portraits.txt": "hansard", "hansard-lines.txt": "hansard", "hansard-site.txt": "hansard",
    "australia.txt": "labelled", "canada.txt": "hansard", "ireland.txt": "labelled", "new-zealand.txt": "labelled", "european-parliament.txt": "labelled", "house.txt": "labelled", "hearing.txt": "labelled",
    "deposition.txt": "labelled", "captions.txt": "labelled", "talk.txt": "labelled", "clock-lines.txt": "plain",
    "subtitles.srt": "srt", "subtitles.vtt": "vtt", "subtitles.ttml": "ttml", "parlparse.xml": "hansard-xml", "akoma-ntoso.xml": "akoma-ntoso",
    "parlamint.xml": "tei", "parlamint-annotated.xml": "tei", "whisper.json": "whisper", "whisperx.json": "whisperx", "assemblyai.json": "assemblyai",
    "deepgram.json": "deepgram", "aws-transcribe.json": "aws-transcribe", "google-speech.json": "google-speech", "rev-ai.json": "rev-ai",
    "speechmatics.json": "speechmatics", "speechmatics-1.json": "speechmatics", "podcast.json": "podcast",
}  # fmt: skip
ASKED = "The flood killed 12 people in the Arden valley. What will the repairs cost?"
ANSWERED = "We have set aside £3.4 million & more may follow. That is 20% of the budget."
THANKED = "Thank you."
NAMED = (
    "labelled.txt",
    "hansard-site.txt",
    "timed.txt",
    "names-above.txt",
    "talk.txt",
    "subtitles.srt",
    "subtitles.vtt",
    "subtitles.ttml",
    "parlparse.xml",
    "akoma-ntoso.xml",
    "parlamint.xml",
    "whisperx.json",
    "podcast.json",
)
NUMBERED = (
    "assemblyai.json",
    "deepgram.json",
    "aws-transcribe.json",
    "google-speech.json",
    "rev-ai.json",
    "speechmatics.json",
    "speechmatics-1.json",
)


def fixture(name: str) -> str:
    return (FIXTURES / name).read_text("utf-8")


def heard(document: Document) -> list[tuple[str | None, str]]:
    """Who says what, turn by turn, as the format settles it."""
    turns: list[tuple[str | None, str]] = []
    for block in document.blocks:
        if block.role is not BlockRole.SPEECH:
            continue
        words = " ".join(document.text[block.start : block.end].split())
        if block.opens_turn is not False or not turns:
            label = block.label
            turns.append(((label.name or label.text) if label else None, words))
        else:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]} {words}".strip())
    return turns


def assert_sound(document: Document, text: str) -> None:
    """Blocks and sections are in order, and every character that is read leads back to one that was sent."""
    sent = document.sent if document.sent is not None else document.text
    assert sent == text or document.returns_text
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end <= len(document.text)
        assert block.turn_start <= block.start
        at = block.end
    at = 0
    for section in document.sections:
        assert at <= section.start < section.end <= len(document.text)
        at = section.end
    for sentence in sentences(document, tokenise(document.text)):
        assert document.text[sentence.start : sentence.end].strip()
    offsets = document.offsets
    if offsets is None:
        return
    before = 0
    for i, read in enumerate(document.text):
        start, end = offsets.start(i), offsets.end(i + 1)
        assert before <= start <= end <= len(sent)
        slice_ = sent[start:end]
        assert slice_ == read or not slice_ or (read == "\n" and slice_.isspace()) or slice_.startswith("&")
        before = start


# --- recognised -----------------------------------------------------------------------------------------------------


def test_every_fixture_is_listed() -> None:
    assert {p.name for p in FIXTURES.iterdir()} == set(FORMAT_OF)
    assert {f.name for f in FORMATS} == set(FORMAT_OF.values()) | {"auto"}


@pytest.mark.parametrize(("name", "format"), FORMAT_OF.items())
def test_recognised(name: str, format: str) -> None:
    text = fixture(name)
    document = read_document(text)
    assert document.format == format
    assert_sound(document, text)
    assert heard(read_document(text, format)) == heard(document)


# --- the same words and speakers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMED)
def test_same_turns(name: str) -> None:
    assert heard(read_document(fixture(name))) == [("Ann Archer", ASKED), ("Ben Baker", ANSWERED), ("Ann Archer", THANKED)]


@pytest.mark.parametrize("name", NUMBERED)
def test_same_turns_of_numbered_speakers(name: str) -> None:
    document = read_document(fixture(name))
    (first, asked), (second, answered), (third, thanked) = heard(document)
    assert (asked, answered, thanked) == (ASKED, ANSWERED, THANKED)
    assert first == third != second
    keys = [b.label.key for b in document.blocks if b.label]
    assert keys[0] == keys[2] != keys[1]


@pytest.mark.parametrize("name", [*NAMED, *NUMBERED])
def test_same_facts(name: str) -> None:
    def facts(response: dict) -> list[tuple]:
        names = {s["id"]: s["name"] or s["label"] for s in response["speakers"]}
        turns = {t["id"]: names.get(t["speaker"]) for t in response["turns"]}
        numbered = sorted(set(turns.values()), key=list(turns.values()).index)
        found = []
        for kind in ("money", "casualties", "quantities"):
            for fact in response[kind]:
                value = fact.get("amount") or fact.get("count") or fact.get("quantity")
                found.append((kind, value["value"], numbered.index(turns[fact["turn"]])))
        return sorted(found)

    assert facts(run(fixture(name))) == facts(run(fixture("labelled.txt")))


KINDS = ("money", "casualties", "dates", "quantities", "quotes")


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
@pytest.mark.parametrize("name", FORMAT_OF)
def test_offsets_slice_what_was_sent(name: str, unit: str) -> None:
    sent = fixture(name).replace("Arden", "Ardén🙂")
    response = run(sent, offset_unit=unit)
    text = response["document"].get("text", sent)
    encoding = {"codepoint": "utf-32-le", "utf16": "utf-16-le", "byte": "utf-8"}[unit]
    width = {"codepoint": 4, "utf16": 2, "byte": 1}[unit]
    data = text.encode(encoding)
    assert response["document"]["length"] * width == len(data)
    facts = [fact for kind in KINDS for fact in response[kind]]
    assert facts
    for fact in facts:
        words = data[fact["start"] * width : fact["end"] * width].decode(encoding)
        assert words == fact["text"]
        assert all(word in unescape(re.sub(r"<[^>]*>|(?<=-)\n", "", words)) for word in fact.get("plain", "").split())


@pytest.mark.parametrize("name", FORMAT_OF)
def test_furniture_holds_no_facts(name: str) -> None:
    text = fixture(name)
    response = run(text)
    silent = ("3,000 copies", "7 questions", "7 Members", "300 Members", "three hours", "Column 14", "24-12345", "10.00", "cue {")
    places = [(text.index(words), text.index(words) + len(words)) for words in silent if words in text]
    for fact in (fact for kind in KINDS for fact in response[kind]):
        assert not any(start < fact["end"] and fact["start"] < end for start, end in places), fact["text"]


def test_times_in_seconds() -> None:
    for name in ("subtitles.srt", "subtitles.vtt", "subtitles.ttml", "whisperx.json", "assemblyai.json", "deepgram.json", "aws-transcribe.json", "google-speech.json",
                 "speechmatics.json", "speechmatics-1.json", "podcast.json"):  # fmt: skip
        blocks = [b for b in read_document(fixture(name)).blocks if b.opens_turn]
        assert [b.time.start for b in blocks if b.time] == [1.0, 9.0, 17.0], name
        assert blocks[-1].time is not None
        assert blocks[-1].time.end == 18.0
    assert [b.time.start for b in read_document(fixture("timed.txt")).blocks if b.time] == [1.0, 9.0, 17.0]


def test_whisper_without_speakers() -> None:
    document = read_document(fixture("whisper.json"))
    assert document.returns_text
    assert all(b.label is None for b in document.blocks)
    assert [b.opens_turn for b in document.blocks] == [True, True, False, False]  # three seconds of silence before the answer


def test_rolling_captions_are_read_once() -> None:
    document = read_document(
        "WEBVTT\nKind: captions\n\n00:01.000 --> 00:03.000 align:start\n \nthe<00:01.200><c> flood</c><00:01.500><c> killed 12</c>\n\n00:03.000 --> 00:03.010\nthe flood killed 12\n \n\n"
        "00:03.010 --> 00:05.000\nthe flood killed 12\npeople<00:04.000><c> on Monday</c>\n\n00:05.000 --> 00:05.010\npeople on Monday\n\n00:09.000 --> 00:10.000\npeople on Monday\n"
    )
    assert " ".join(document.text.split()) == "the flood killed 12 people on Monday people on Monday"


def test_two_voices_in_a_cue() -> None:
    document = read_document(
        "1\n00:00:01,000 --> 00:00:02,000\n- Did 12 people die?\n- They did.\n\n2\n00:00:02,000 --> 00:00:03,000\n>> BEN BAKER: Yes,\n- 5 degrees it was.\n"
    )
    assert heard(document) == [(None, "Did 12 people die?"), (None, "They did."), ("Ben Baker", "Yes,"), (None, "5 degrees it was.")]
    document = read_document("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Archer>12 people</v> <v Ben Baker>died</v>\n")
    assert heard(document) == [("Ann Archer", "12 people"), ("Ben Baker", "died")]


def test_subtitles_run_on_over_cues() -> None:
    text = fixture("subtitles.vtt")
    document = read_document(text)
    start = document.text.index("£3.4")
    end = document.text.index("million") + len("million")
    assert document.offsets is not None
    assert not document.offsets.contiguous(start, end)
    assert text[document.offsets.start(start) : document.offsets.end(end)].startswith("£3.4\n\n00:12.300")
    at = document.text.index("&")
    assert text[document.offsets.start(at) : document.offsets.end(at + 1)] == "&amp;"


# --- what each format says ------------------------------------------------------------------------------------------


def test_cnn_labels() -> None:
    document = read_document(fixture("cnn.txt"))
    labels = [b.label for b in document.blocks if b.label]
    assert [(x.name, x.role, x.affiliation) for x in labels] == [
        ("Ann Archer", "EVENING HOUR HOST", None), ("Gov. Ben Baker", None, "Arden County, I-AR"), ("Archer", None, None), (None, None, None),
    ]  # fmt: skip
    assert [document.text[b.start : b.end] for b in document.blocks if b.role is BlockRole.FURNITURE][1:] == [
        "(BEGIN VIDEO CLIP)",
        "(END VIDEO CLIP)",
    ]
    assert "Aired June 4, 2024 - 18:00 ET" in [document.text[b.start : b.end] for b in document.blocks if b.role is BlockRole.HEADING]


def test_a_surname_that_may_head_an_entry() -> None:
    text = "ANN HOLM, HOST: Good evening.\n\nTOM PAGE, WITNESS (on tape): It fell.\n\nHOLM: And then?\n\nPAGE (through translator): Forty homes went.\n\nPAGE: More."
    assert [t.label.name for t in read_document(text).blocks if t.label] == ["Ann Holm", "Tom Page", "Holm", "Page", "Page"]
    headed = "ANN HOLM: Good evening, all.\n\nTOM ROOK: It fell.\n\nPAGE: 12\n\nANN HOLM: And then?"
    assert [t.label.name for t in read_document(headed).blocks if t.label] == ["Ann Holm", "Tom Rook", "Ann Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "Ms Rook, a baker, said she was paid £5 an hour. Her firm denied this: its lawyer, Omar Hale, said all had £9.",
        "Mr Rook, who runs the mill, had a plan: he would sell it.",
        "Dr Ana Roe, a surgeon, told the hearing this: nine had died.",
    ],
)
def test_running_words_before_a_colon_are_no_label(text: str) -> None:
    assert [b.label for b in read_document(text).blocks] == [None]


def test_an_interviewer_on_a_line_alone() -> None:
    text = "INTERVIEWER\nHow many left?\n\nMRS ROE\nForty.\n\nINTERVIEWER\nAnd the others?\n\nMRS ROE\nNone came back."
    assert [who for who, _ in heard(read_document(text))] == ["INTERVIEWER", "Mrs Roe", "INTERVIEWER", "Mrs Roe"]


def test_briefing_joins_wrapped_lines() -> None:
    document = read_document(fixture("briefing.txt"))
    assert [name for name, _ in heard(document)] == ["Ms. Archer", "Q", "Mr. Baker", "Q", "Ms. Archer"]
    assert len(document.blocks) == 6
    assert document.blocks[0].turn_start == 0
    assert document.text[document.blocks[0].start :].startswith("The flood killed")


def test_un_record() -> None:
    text = fixture("un.txt")
    document = read_document(text)
    president, archer, again = heard(document)
    assert president[0] == again[0] == "The President"
    assert archer[0] == "Ms. Archer"
    assert "help with the bridges, without" in archer[1]  # the page's head stood between
    labels = [b.label for b in document.blocks if b.label]
    assert [x.kind for x in labels] == [SpeakerKind.OFFICE, SpeakerKind.PERSON, SpeakerKind.OFFICE]
    assert labels[1].affiliation == "Arland"
    assert "S/PV.9999" not in document.text
    assert "two-thirds of the 3,000-odd people" in document.text


def test_a_printed_hearing_of_a_committee() -> None:
    text = fixture("hearing.txt")
    answer = run(text, locale="en-US")
    by = {p["id"]: p["label"] for p in answer["speakers"]}
    assert [by[t["speaker"]] for t in answer["turns"]] == ["The Chairman", "Dr. Orwell", "Senator Crane", "Dr. Orwell", "The Chairman"]
    (quote,) = answer["quotes"]
    assert (quote["type"], quote["text"]) == ("direct", "We never had \nthe money for a second gate.")


def test_double_marks_of_a_printed_record() -> None:
    text = "Mr. Holm called it ``a `long' day'' and wrote that the $4 million ``were `gone.'''"
    assert [(q["type"], q["text"]) for q in run(text)["quotes"]] == [("direct", "a `long' day"), ("mixed", "the $4 million ``were `gone.'''")]


def test_congressional_record() -> None:
    document = read_document(fixture("congress.txt"))
    turns = heard(document)
    assert [name for name, _ in turns] == ["Chairman Archer", "Secretary Baker", "Ms. Crane", "The CHAIRMAN", "Chairman Archer"]
    assert turns[0][1].endswith("Secretary Baker, what will the repairs cost?")
    assert [b.label.affiliation for b in document.blocks if b.label] == [None, None, "Arland", None, None]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("australia.txt", [("Ms Archer", None, "Arden Vale"), ("Mr Baker", "Minister for Rivers", "Bow"), ("Ms Crane", "Deputy Speaker", None), ("Ms Archer", None, "Arden Vale")]),
        ("canada.txt", [("Ms. Ann Archer", None, "Arden—Les Rives, Ind."), ("Hon. Ben Baker", "Minister of Rivers", "Lib."), (None, None, None), (None, "Speaker", None), ("Ms. Ann Archer", None, None)]),
        ("ireland.txt", [("Deputy Ann Archer", None, None), ("Deputy Ben Baker", "Minister for Rivers", None), (None, "An Ceann Comhairle", None), ("Deputy Ann Archer", None, None)]),
        ("new-zealand.txt", [("Hon Ann Archer", None, "Arden Vale, Independent"), ("Hon Ben Baker", "Minister for Rivers", None), (None, None, None), ("Hon Cora Crane", "Chairperson", None), ("Hon Ann Archer", None, None)]),
        ("european-parliament.txt", [(None, "President", None), ("Ann Archer", None, "Arden Group"), ("Ben Baker", "Member of the Commission", None), ("Cora Crane", None, "Verts/ALE")]),
        ("house.txt", [("Ms. Archer", None, "Arland"), ("Ms. Crane", "Acting Chair", None), ("Mr. Baker", None, None), (None, "Speaker pro tempore", None), ("Ms. Archer", None, "Arland")]),
        ("deposition.txt", [(None, None, None), (None, None, None), (None, "Court Reporter", None), ("Mr. Crane", None, None), (None, "Videographer", None), (None, None, None), (None, None, None)]),
        ("captions.txt", [("Ann Archer", None, None), (None, None, None), (None, "Anchor", None)]),
    ],
)  # fmt: skip
def test_labels_of_parliaments_courts_and_captions(name: str, labels: list[tuple[str | None, str | None, str | None]]) -> None:
    document = read_document(fixture(name))
    assert [(b.label.name, b.label.role, b.label.affiliation) for b in document.blocks if b.label] == labels


def test_a_line_of_a_deposition_that_ends_in_a_small_word_goes_on() -> None:
    assert "The cost of it is 20% of the budget." in heard(read_document(fixture("deposition.txt")))[1][1]


def test_a_hearing_says_who_presides_and_goes_on() -> None:
    text = "Senator Holm [presiding]. The committee will come to order.\n\nMr. Lane. We lost 300 homes.\n\nSenator Holm. And the cost?\n\nMr. Lane [continuing]. It was £3 million.\n"
    assert [name for name, _ in heard(read_document(text))] == ["Senator Holm", "Mr. Lane", "Senator Holm", "Mr. Lane"]


def test_captions_begin_behind_their_marks() -> None:
    turns = heard(read_document(fixture("captions.txt")))
    assert turns[2] == (None, "THAT IS 20% OF THE BUDGET. WE LOST 300 HOMES.")
    assert turns[1] == ("Reporter", "THE MAYOR HAS SET ASIDE £3.4 MILLION.")


def test_times_on_lines_of_their_own() -> None:
    document = read_document(fixture("clock-lines.txt"))
    assert document.prose
    assert "£3.4\nmillion" in document.text
    response = run(fixture("clock-lines.txt"))
    assert [m["amount"]["value"] for m in response["money"]] == ["3400000"]
    assert response["turns"][0]["time"] == {"start": 1.0, "end": None}
    talk = run(fixture("talk.txt"))
    assert [t["time"]["start"] for t in talk["turns"]] == [1.0, 9.0, 17.0]
    matches = "Kick-off is at 15:00.\n15:00\nThe game begins.\n14:00\nIt is over.\n16:00\n12 people came.\n"
    assert all(b.time is None for b in read_document(matches).blocks)


TALKS = {
    "name and clock": "Ann Holm (00:12):\nHow many homes were lost?\n\nTom Lane (00:15):\nThere were 300. [crosstalk 00:16] Yes.\n\n[foreign language 00:20:01]\n\nAnn Holm (00:22):\nThank you.\n",
    "clock and name": "[00:00:12] Ann Holm\nHow many homes were lost?\n\n[00:00:15] Tom Lane\nThere were 300. Yes.\n\n[00:00:22] Ann Holm\nThank you.\n",
    "stretches": "0:0:12.000 --> 0:0:14.100\nAnn Holm\nHow many homes were lost?\n0:0:15.0 --> 0:0:20.1\nTom Lane\nThere were 300. Yes.\n0:0:22.0 --> 0:0:24.1\nAnn Holm\nThank you.\n0:0:25.0 --> 0:0:27.1\nTom Lane\nNo.\n",
    "numbered": "Speaker 1 (00:12):\nHow many homes were lost?\nSpeaker 2 (00:15):\nThere were 300. Yes.\nSpeaker 1 (00:22):\nThank you.\n",
    "chat": "00:00:12 From Ann Holm to Everyone: How many homes were lost?\n00:00:15 From Tom Lane to Everyone: There were 300. Yes.\n00:00:22 From Ann Holm to Everyone: Thank you.\n",
}  # fmt: skip


@pytest.mark.parametrize("text", TALKS.values(), ids=TALKS)
def test_names_and_times_of_talks(text: str) -> None:
    document = read_document(text)
    turns = heard(document)
    first, second, third = turns[:3]
    assert (first[0], first[1]) == (third[0], "How many homes were lost?")
    assert second[0] in ("Tom Lane", "Speaker 2")
    assert third[1] == "Thank you."
    opened = [b for b in document.blocks if b.opens_turn]
    assert [b.time.start for b in opened if b.time][:3] == [12.0, 15.0, 22.0]
    assert_sound(document, text)


def test_an_agenda_has_no_speakers() -> None:
    agenda = "10:00 Opening Session\nHall A\n10:30 Keynote Address\nOn 12 bridges.\n11:00 Coffee Break\nFoyer\n11:30 Opening Session\nHall B\n12:00 Coffee Break\n"
    assert read_document(agenda).format == "plain"


def test_soft_hyphens_are_not_read() -> None:
    text = "MS. HOLM: It cost £30 mil\xadlion, and 12 peo\xad\nple came.\n\nQ    Is it 40 per\xadcent?\n\nMS. HOLM: It is.\n"
    response = run(text)
    assert [m["amount"]["value"] for m in response["money"]] == ["30000000"]
    assert response["money"][0]["text"] == "£30 mil\xadlion"


def test_a_label_that_is_wrapped_behind_a_comma() -> None:
    text = "ANN HOLM, CNN SENIOR NATIONAL\nCORRESPONDENT: The flood killed 12 people.\n\nTOM LANE, CNN HOST: It cost £3 million.\n\nHOLM: It did.\n"
    assert [name for name, _ in heard(read_document(text))] == ["Ann Holm", "Tom Lane", "Holm"]


def test_a_page_of_hansard_with_one_seat() -> None:
    text = "Rivers\n10.15 am\n\nJane Holm (Bow) (Con)\n\nHow many homes were lost?\n\nThe Minister for Rivers (Tom Lane)\n\nWe lost 300.\n\nJane Holm\n\nIs it 40% less?\n"
    document = read_document(text)
    assert document.format == "hansard"
    assert [name for name, _ in heard(document)] == ["Jane Holm", "Tom Lane", "Jane Holm"]


def test_inquiry_marks() -> None:
    assert [name for name, _ in heard(read_document(fixture("inquiry.txt")))] == ["Mr Baker", "Lady Holm", "Q", "A", "Q", "A"]
    document = read_document(fixture("inquiry-numbered.txt"))
    assert [name for name, _ in heard(document)] == ["Mr Baker", "Lady Holm", "A", "Q", "A"]
    assert not re.search(r"^\d{1,2} ", document.text, re.MULTILINE)


def test_hansard_page_without_labels() -> None:
    document = read_document(fixture("hansard.txt"))
    assert [(document.text[s.heading.start : s.heading.end]) for s in document.sections if s.heading] == ["(1 year, 2 months ago)", "(2 years ago)"]
    speech = [b for b in document.blocks if b.role is BlockRole.SPEECH]
    assert [b.opens_turn for b in speech] == [True, None, None, True]
    assert document.text[speech[0].start :].startswith("I call Ann Archer")
    assert document.text[speech[0].turn_start : speech[0].start] == "Commons Chamber"
    assert [document.text[b.start : b.end][:13] for b in document.blocks if b.role is BlockRole.FURNITURE] == [
        "Commons Chamb", "Westminster H", "Each debate i", "This informat",
    ]  # fmt: skip


MOVED = "(1 year ago)\nCommons Chamber{said}\n{motion}\n{next}\nWill the Minister say how many homes were lost?\n"


@pytest.mark.parametrize(
    ("said", "motion", "next", "opens"),
    [
        ("I beg to move,", "That this House has considered floods in Arden.", "I am grateful to the Backbench Business Committee for this debate.", [True, False, False, None]),
        ('I beg to move an amendment, to leave out from "House" to the end and add:', '"welcomes the £3 million for Arden."', "This is an important debate.", [True, False, False, None]),
        ("I beg to move,", "That this House notes—\n(1) the flood;\n(2) the cost.", "Is it not right that we meet?", [True, False, False, False, False, None]),
        ("I beg to move amendment 3, in page 2, at end insert—", "“(4) The Minister must report.”", "With this it will be convenient to discuss amendment 4.", [True, False, None, None]),
        ("I do not beg to move.", "That is clear.", "I am grateful to the Minister.", [True, None, None, None]),
    ],
)  # fmt: skip
def test_whoever_moves_a_motion_reads_it_and_speaks_on(said: str, motion: str, next: str, opens: list[bool | None]) -> None:
    document = read_document(MOVED.format(said=said, motion=motion, next=next))
    assert [b.opens_turn for b in document.blocks if b.role is BlockRole.SPEECH] == opens


def test_hansard_page_with_portraits() -> None:
    document = read_document(fixture("hansard-portraits.txt"))
    labels = [b.label for b in document.blocks if b.label]
    assert [(x.name, x.role, x.affiliation) for x in labels] == [("Ann Archer", None, "Arden Vale, Ind"), ("Ben Baker", "Minister for Rivers", None)]
    assert document.sections[0].date == "2024-06-04"
    assert document.sections[0].heading == (0, document.text.index("\nCommons Chamber"))
    assert len(heard(document)) == 2


def test_hansard_with_names_on_lines() -> None:
    turns = heard(read_document(fixture("hansard-lines.txt")))
    assert [name for name, _ in turns] == [
        "Ben Baker",
        "Dame Cora Crane",
        "Ann Archer",
        "Ben Baker",
        "Madam Deputy Speaker",
        "Ann Archer",
        "Mr Baker",
    ]
    assert all("rose" not in words and "Column" not in words for _, words in turns)


def test_parlparse_says_what_nobody_said() -> None:
    document = read_document(fixture("parlparse.xml"))
    assert document.sections[0].date == "2024-06-04"
    assert document.sections[0].heading == (0, len("Rivers\nFlooding: Arden"))
    assert [w.code for w in document.warnings] == ["encoding_ignored"]
    labels = [b.label for b in document.blocks if b.label]
    assert labels[1].role == "Minister for Rivers"
    assert labels[1].key == "uk.org.publicwhip/person/90002"
    assert [document.text[b.start : b.end] for b in document.blocks if b.role is BlockRole.FURNITURE] == [
        "The Secretary of State was asked 7 questions"
    ]


def test_annotated_tei_is_spaced_as_it_was_said() -> None:
    assert heard(read_document(fixture("parlamint-annotated.xml"))) == [("Ben Baker", "We have set aside £3.4 million. That is 20% of the budget.")]


def test_article() -> None:
    document = read_document(fixture("plain.txt"))
    assert document.prose
    assert [b.role for b in document.blocks] == [BlockRole.SPEECH, BlockRole.HEADING, BlockRole.SPEECH, BlockRole.SPEECH, BlockRole.FURNITURE]
    assert len(heard(document)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We gave £5.", "Breakdown: £5", "Note: the sum is £5.\nSource: the ministry", "2020", "1/3", "He put it so: no.",
        "The council met.\nCost: £5 million\nThe mayor said: it is late.", "At 10:30 we left: all 5 of us.", "New York: 5 dead\nLos Angeles: 3 dead\nSan Diego: 2 dead", "London: £5 million\nParis: £6 million",
        "Twelve people died.\nIt rained all day.\nArden Vale: it was the worst of floods.\nNobody came.\nBow Vale: it was not so bad.\nThe end.",
        "First: pay. Second: leave.",
        "Twelve people died on Monday.\nThe dead by town:\nBow: 5 people\nArden: 4 people\nUpper Lane: 3 people\nThe mayor said: “We have lost 300 homes.”\nDonations: £5 million so far.",
        "The council met on Monday.\nBudget: The council approved £3 million.\nRoads: The council deferred the matter.\nHousing: Members heard that 300 homes were lost.",
        "10:05 The mayor, Ann Holm, says 12 people have died.\n10:20 Tom Lane of the rivers board: “It cost £3 million.”\n11:10 The Prime Minister will visit: Downing Street.",
    ],
)  # fmt: skip
def test_not_labels(text: str) -> None:
    document = read_document(text)
    assert document.format == "plain"
    assert all(b.label is None and b.role is BlockRole.SPEECH for b in document.blocks)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday 4th June 2024", "2024-06-04"), ("Published: June 4, 2024 - 18:00 ET", "2024-06-04"), ("2024-06-04", "2024-06-04"), ("TUESDAY, 4 JUNE 2024, 3 p.m.", "2024-06-04"),
        ("4/6/2024", None), ("Tuesday 4 June", None), ("On 4 June 2024 it rained.", None), ("4 Sept. 2024 10.30 am", "2024-09-04"),
    ],
)  # fmt: skip
def test_date_lines(line: str, day: str | None) -> None:
    assert day_of(line) == day


@pytest.mark.parametrize(
    ("printed", "name", "role", "affiliation", "kind"),
    [
        ("MR. McKEE", "Mr. McKee", None, None, "person"),
        ("Ann Archer (Arden Vale) (Ind)", "Ann Archer", None, "Arden Vale, Ind", "person"),
        ("ANN ARCHER, CNN CHIEF CORRESPONDENT (voice-over)", "Ann Archer", "CNN CHIEF CORRESPONDENT", None, "person"),
        ("Jane Roe (Chair)", "Jane Roe", "Chair", None, "person"),
        ("Jane Roe, MP", "Jane Roe, MP", None, None, "person"),
        ("The Minister for Rivers (Ben Baker)", "Ben Baker", "Minister for Rivers", None, "person"),
        ("The Minister for Rivers", None, "Minister for Rivers", None, "office"),
        ("Mr. Deputy Speaker", None, "Mr. Deputy Speaker", None, "office"),
        ("The President (spoke in Spanish)", None, "President", None, "office"),
        ("Ms. Roe (Arland) (spoke in French)", "Ms. Roe", None, "Arland", "person"),
        ("The SPEAKER", None, "Speaker", None, "office"),
        ("Ms ROE (Bow) (14:02)", "Ms Roe", None, "Bow", "person"),
        ("Right Hon. Jane Roe (Prime Minister, Lib.)", "Right Hon. Jane Roe", "Prime Minister", "Lib.", "person"),
        ("Q", None, None, None, "person"),
        ("UNIDENTIFIED FEMALE", None, None, None, "person"),
        ("Speaker 2", None, None, None, "person"),
        ("S2", None, None, None, "person"),
        ("The Earl of Roe (CB)", "The Earl of Roe", None, "CB", "person"),
        ("JANE ROE KC", "Jane Roe KC", None, None, "person"),
        ("A REPORTER", None, None, None, "person"),
        ("SEN. J.D. O'ROE (I-AR), MINORITY LEADER (on camera)", "Sen. J.D. O'Roe", "MINORITY LEADER", "I-AR", "person"),
        ("GOV. JANE ROE (D), NEW ARDEN", "Gov. Jane Roe", None, "New Arden, Democrat", "person"),
        ("REP. JANE ROE (R), JUDICIARY COMMITTEE", "Rep. Jane Roe", "JUDICIARY COMMITTEE", "Republican", "person"),
        ("PRESIDENT JANE ROE, REPUBLIC OF ARDEN", "President Jane Roe", None, "Republic of Arden", "person"),
        ("Jane Roe, on behalf of the Greens Group", "Jane Roe", None, "Greens Group", "person"),
        ("Jane Roe, in writing", "Jane Roe", None, None, "person"),
        ("Ms. Jane Roe (Arden—Les Rives, BQ)", "Ms. Jane Roe", None, "Arden—Les Rives, BQ", "person"),
        ("Hon JANE ROE (Labour—Bow)", "Hon Jane Roe", None, "Bow, Labour", "person"),
        ("Mr ROE (Bow—Minister for Rivers) (14:05)", "Mr Roe", "Minister for Rivers", "Bow", "person"),
        ("THE MINISTER OF RIVERS (DR. JANE ROE)", "Dr. Jane Roe", "Minister of Rivers", None, "person"),
        ("THE VIDEOGRAPHER", None, "Videographer", None, "office"),
        ("Y Llywydd / The Presiding Officer", None, "Presiding Officer", None, "office"),
        ("Jane Roe / Tom Roe", "Jane Roe / Tom Roe", None, None, "person"),
        ("Dr Jane Roe (via video link)", "Dr Jane Roe", None, None, "person"),
        ("JANE ROE, RESIDENT OF ARDEN", "Jane Roe", "RESIDENT OF ARDEN", None, "person"),
        ("spk_1", None, None, None, "person"),
        ("Several hon. Members", None, None, None, "group"),
        ("CROWD", None, None, None, "group"),
    ],
)
def test_label(printed: str, name: str | None, role: str | None, affiliation: str | None, kind: str) -> None:
    label = parse_label(printed)
    assert (label.name, label.role, label.affiliation, label.kind.value) == (name, role, affiliation, kind)


def test_label_spans_slice_the_text() -> None:
    for name in ("cnn.txt", "briefing.txt", "hansard-portraits.txt", "hansard-lines.txt", "timed.txt", "inquiry.txt"):
        document = read_document(fixture(name))
        labels = [b.label for b in document.blocks if b.label]
        assert labels
        for label in labels:
            assert label.span is not None
            assert document.text[label.span.start : label.span.end] == label.text, name


def test_caller_cut_segments() -> None:
    document = read_segments([
        Segment(" The flood killed 12", "Ann Archer", 0.0, 2.0), Segment("people. ", "Ann Archer", 2.0, 3.0), Segment("  ", None, 3.0, 4.0),
        Segment("We set aside £3.4 million.", "Ben Baker", 4.0, 6.0), Segment("That is all.", "Ben Baker"),
    ])  # fmt: skip
    assert document.text == " The flood killed 12\npeople. \n  \nWe set aside £3.4 million.\nThat is all."
    assert heard(document) == [
        ("Ann Archer", "The flood killed 12 people."),
        ("Ben Baker", "We set aside £3.4 million."),
        ("Ben Baker", "That is all."),
    ]
    assert document.blocks[0].time is not None
    assert tuple(document.blocks[0].time.__getattribute__(f) for f in ("start", "end")) == (0.0, 3.0)
    assert document.blocks[2].time is None
    assert read_segments([Segment("no stops here", None), Segment("none there", None)]).blocks[1].opens_turn is True


# --- broken ---------------------------------------------------------------------------------------------------------


def _twins(text: str) -> dict[str, str]:
    swapped = text.replace("</speech>", "</p>", 1).replace("</seg>", "</u>", 1).replace("</answer>", "</p>", 1).replace("</div>", "</tt>", 1)
    lines = text.split("\n")
    return {
        "crlf": text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "mixed": "".join(line + ("\r\n" if i % 2 else "\n") for i, line in enumerate(lines)),
        "bom": "\ufeff" + text,
        "bom-crlf": "\ufeff" + text.replace("\n", "\r\n"),
        "cut": text[: len(text) * 2 // 3],
        "cut-early": text[: len(text) // 5],
        "tail": text[len(text) // 3 :],
        "swapped": swapped,
        "encoding": re.sub(r'encoding="[^"]*"', 'encoding="UTF-16"', text),
        "twice": text + text,
        "blank": "\n\n" + text.replace("\n", "\n\n"),
        "null": text.replace("e", "\x00", 1),
        "indented": "\n".join("  " + line for line in lines),
    }


def _read_or_refused(text: str, format: str) -> Document | TranscriptError:
    try:
        return read_document(text, format)
    except TranscriptError as error:
        return error


@pytest.mark.parametrize("name", FORMAT_OF)
def test_broken_twins(name: str) -> None:
    for twin, text in _twins(fixture(name)).items():
        for format in ("auto", FORMAT_OF[name]):
            answer = _read_or_refused(text, format)
            if isinstance(answer, Document):
                assert_sound(answer, text)
                continue
            assert twin not in {"crlf", "mixed", "bom", "bom-crlf", "encoding"}, format
            assert answer.status == 422
            assert not re.search(r"Archer|Arden|£|flood", answer.detail)


@pytest.mark.parametrize("name", FORMAT_OF)
def test_line_ends_and_bom_change_nothing(name: str) -> None:
    whole = fixture(name)
    for twin in ("crlf", "mixed", "bom", "bom-crlf", "encoding"):
        assert heard(read_document(_twins(whole)[twin])) == heard(read_document(whole)), twin


@pytest.mark.parametrize("name", [n for n in FORMAT_OF if n.endswith((".xml", ".ttml", ".json"))])
def test_cut_short_is_said(name: str) -> None:
    with pytest.raises(TranscriptError, match=r"line \d+, column \d+"):
        read_document(fixture(name)[:-30], FORMAT_OF[name])


@pytest.mark.parametrize("name", [n for n in FORMAT_OF if n.endswith((".xml", ".ttml"))])
def test_wrong_nesting_is_said(name: str) -> None:
    text = re.sub(r"</(\w+)>(\s*)</(\w+)>", r"</\3>\2</\1>", fixture(name), count=1)
    assert text != fixture(name)
    with pytest.raises(TranscriptError, match="mismatched tag"):
        read_document(text)


@pytest.mark.parametrize("format", [f.name for f in FORMATS if f.name not in {"auto", "plain", "labelled", "hansard"}])
def test_other_text_is_refused(format: str) -> None:
    for text in (
        "We gave £5 to the Arden valley.",
        "{}",
        '{"segments": 5}',
        '{"results": {"items": [1]}}',
        "[]",
        "<p>Arden</p>",
        "null",
        '"Arden"',
        "",
    ):
        with pytest.raises(TranscriptError) as caught:
            read_document(text, format)
        assert "Arden" not in caught.value.detail


def test_xml_of_another_kind() -> None:
    with pytest.raises(TranscriptError, match="no known kind"):
        read_document('<?xml version="1.0"?><html><body><p>We gave £5.</p></body></html>')
    assert read_document("<p>We gave £5.</p>").format == "plain"


def test_unknown_format() -> None:
    with pytest.raises(TranscriptError, match="no such format"):
        read_document("We gave £5.", "word")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><publicwhip><speech speakername="A"><p>&a;</p></speech></publicwhip>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname"><publicwhip/>',
        "<publicwhip>" + "<p>" * 5000 + "</p>" * 5000 + "</publicwhip>",
    ],
)
def test_hostile_xml(text: str) -> None:
    with pytest.raises(TranscriptError):
        read_document(text)


def test_unreadable_cue_is_warned_of() -> None:
    document = read_document(fixture("subtitles.srt").replace("00:00:09,000 -->", "0:0:9 -->"), "srt")
    assert [w.code for w in document.warnings] == ["cue_unreadable"]


SIZE = 150_000
HOSTILE = {
    "lines": "a\n", "colons": "A: ", "labels": "Mr A: b\n", "names": "Ab Cd: ", "capitals": "AB ", "brackets": "(", "ages": "(1 year ago)\n", "venues": "Commons Chamber",
    "portraits": "A Portrait ", "portrait lines": "A B Portrait A B (C)\n", "numbers": "12 a\n", "times": "00:01 --> 00:02\n", "cues": "1\n00:00:01,000 --> 00:00:02,000\na\n\n",
    "voices": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>b\n\n", "tags": "<v ", "stars": "**", "dots": ". ", "leaders": ".....", "dashes": "- ", "entities": "&amp;", "blank": " \n",
    "furniture": "This information is provided by \n", "dates": "4 June 2024\n", "commas": "A, ", "quotes": '"',
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_linear(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    begun = time.process_time()
    for format in ("auto", "labelled", "hansard", "plain", "vtt"):
        try:
            read_document(text, format)
        except TranscriptError:
            continue
    assert time.process_time() - begun < 6  # a tenth of a second each; anything quadratic takes minutes


def test_large_xml_is_linear() -> None:
    speech = '<speech id="a" person_id="{}" speakername="Ann Archer"><p>We gave £5 million &amp; more on 3 May 2021.</p></speech>\n'
    text = "<publicwhip>" + "".join(speech.format(i) for i in range(20_000)) + "</publicwhip>"
    begun = time.process_time()
    document = read_document(text)
    assert len(document.blocks) == 20_000
    assert time.process_time() - begun < 6


# --- anything at all ------------------------------------------------------------------------------------------------

_SCRAPS = st.sampled_from([
    "Ann Archer: ", "Q ", "A. ", "MR. X:", "**B**: ", "\n", "\r\n", "\n\n", "(1 year ago)", "Commons Chamber", " Portrait ", "[00:01] ", "00:01 --> 00:02\n", "WEBVTT\n", "<v Ann>", "<p>",
    "</p>", "<publicwhip>", "<tt>", "&amp;", "{", "}", '"segments": [', "12", "12 ", "5 June 2020", "the", " and so it was", ".", "?", "“", "”", ":", "\ufeff", "\u2028", "İ", "🙂", "(Laughter)", ". . . . ",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_SCRAPS | st.text(max_size=8), max_size=40).map("".join))
def test_any_text(text: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    try:
        document = read_document(text)
    except TranscriptError:
        return
    assert_sound(document, text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["segments", "text", "results", "items", "channels", "alternatives", "words", "word", "speaker", "speakers", "monologues", "elements", "value", "body", "start", "utterances", "transcript", "speaker_labels", "name", "time", "content"]),
        inner,
        max_size=4,
    ),
    max_leaves=15,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_JSON, st.sampled_from([f.name for f in FORMATS if f.description.startswith("JSON")]))
def test_any_json(data: object, format: str) -> None:
    import orjson

    try:
        text = orjson.dumps(data).decode()
    except (TypeError, orjson.JSONEncodeError):
        return
    try:
        document = read_document(text, format)
    except TranscriptError:
        return
    assert_sound(document, document.text)


def test_sections_that_markup_dates_are_the_anchor_and_a_warning_says_so() -> None:
    response = run(fixture("parlamint.xml"))
    assert [w["code"] for w in response["warnings"]] == ["header_date"]
    assert "2024-06-04" in response["warnings"][0]["detail"]


def test_a_title_above_a_label_in_wrapped_lines() -> None:
    """A line that had room for the next one's first word was not wrapped: the label below it opens a turn."""
    speech = "the road to the plateau has been closed for a\nsecond month, and 14 villages in the south of it have\nbeen cut off from the markets that they depend on.\n"
    text = (
        "Adoption of the agenda\nThe agenda was adopted.\nThe situation in the Lowland\n"
        "The President: In accordance with the rules of\nprocedure of this body, I invite Ms. Ada Holm, the\nEnvoy for the plateau, to take part in the meeting.\n"
        f"I now give the floor to Ms. Holm.\nMs. Holm: Since I last spoke here in this chamber\n{speech}"
        f"The President: I thank Ms. Holm for her briefing.\nMr. Lowe (Arland): As the Envoy has told us today,\n{speech}"
    )
    given = run(text, reference_date="2024-03-14")
    names = {s["id"]: s["label"] for s in given["speakers"]}
    assert [names.get(t["speaker"]) for t in given["turns"]] == ["The President", "Ms. Holm", "The President", "Mr. Lowe (Arland)"]
    assert text[given["turns"][0]["start"] :].startswith("The President: In accordance")
