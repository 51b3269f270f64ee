"""One entry for each person, organisation, office or group; who speaks without labels; and whom a credit means."""

from __future__ import annotations

from typing import Any

import pytest

from service.attribution.names import Name, agree, parse_name
from service.attribution.people import Entry
from service.attribution.references import Form
from service.attribution.scan import references
from service.attribution.speakers import Cast, cast
from service.attribution.turns import DraftTurn, draw_turns
from service.model import RosterEntry, Span
from service.reading import Reading, read
from service.transcript.formats import read_document

HEAD = "(2 years ago)\nCommons Chamber"


def casting(text: str, format: str = "auto", roster: tuple[RosterEntry, ...] = ()) -> tuple[Cast, Reading, list[DraftTurn]]:
    reading = read(read_document(text, format), "en-GB")
    drafts = draw_turns(reading)
    return cast(reading, drafts, roster), reading, drafts


def credits(text: str, *words: str, format: str = "auto", roster: tuple[RosterEntry, ...] = ()) -> list[Entry | None]:
    people, reading, drafts = casting(text, format, roster)
    found = []
    at = 0
    for w in words:
        at = reading.document.text.index(w, at)
        turn = next((n for n, d in enumerate(drafts) if d.start <= at < d.end), None)
        found.append(people.credited(reading, Span(at, at + len(w)), turn))
        at += len(w)
    return found


def speakers(*paragraphs: str, head: str = HEAD, format: str = "hansard") -> list[str | None]:
    people, _, _ = casting(head + "\n".join(paragraphs), format)
    return [s and (s.name or s.label) for s in people.speakers]


# --- names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "full", "gender"),
    [
        ("MR. KIRKBY", "Kirkby", "male"),
        ("Jane Example", "Jane Example", "female"),
        ("ANN-MARIE O'BRIEN", "Ann-Marie O'Brien", "female"),
        ("Dr. Example-Jones", "Example-Jones", None),
        ("Lord Example of Northbridge", "Lord Example of Northbridge", "male"),
        ("Baroness Ann Example MLA", "Baroness Ann Example", "female"),
        ("Sir Iain Middle Example", "Iain Middle Example", "male"),
        ("Diana R. Example", "Diana R. Example", "female"),
        ("Example, Jane", "Jane Example", "female"),
        ("Xoqua Yamba", "Xoqua Yamba", None),
        ("Ursula van der Example", "Ursula van der Example", "female"),
    ],
)
def test_names_are_read(text: str, full: str, gender: str | None) -> None:
    name = parse_name(text)
    assert name.full == full
    assert name.gender == gender


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Mr Example", "John Example", True),
        ("Mrs Example", "John Example", False),
        ("J. Example", "John Example", True),
        ("Jim Example", "John Example", False),
        ("Lady Example", "Baroness Example", True),
        ("Lord Example of Northbridge", "Lord Example of Southbridge", False),
        ("Lord Example", "Lord Example of Southbridge", True),
        ("Steve Example", "Steven Example", True),
        ("John Example", "John Sample", False),
    ],
)
def test_names_agree(a: str, b: str, same: bool) -> None:
    assert agree(parse_name(a), parse_name(b)) is same
    assert agree(parse_name(b), parse_name(a)) is same


def test_a_given_name_alone_agrees_with_the_full_name() -> None:
    assert agree(Name(None, ("Naomi",), None), parse_name("Naomi Example"))
    assert not agree(Name(None, ("Naomi",), None), parse_name("Nora Example"))


# --- references -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I thank my hon. Friend the Member for Northbridge (Jane Example).",
            {"form": Form.MEMBER, "seat": "northbridge", "ally": True, "gender": "female"},
        ),
        ("the right hon. Member for Stoke, North (Mr. Example) said", {"form": Form.MEMBER, "seat": "stoke north", "right": True, "gender": "male"}),
        ("as the hon. and learned Gentleman knows", {"form": Form.MEMBER, "gender": "male", "ally": False, "seat": None, "name": None}),
        ("The noble Lord, Lord Example of Northbridge, asked", {"form": Form.PEER, "gender": "male"}),
        ("My noble friend Lady Example", {"form": Form.PEER, "ally": True, "gender": "female"}),
        ("my right hon. Friend the Prime Minister", {"form": Form.MEMBER, "office": "prime minister", "right": True, "name": None}),
        (
            "the former Foreign Secretary, Jane Example, said",
            {"form": Form.OFFICE, "office": "foreign secretary", "former": True, "gender": "female"},
        ),
        ("the Chair of the Select Committee on Health", {"form": Form.OFFICE, "office": "chair: health"}),
        ("the Health Committee Chair", {"form": Form.OFFICE, "office": "chair: health"}),
        ("Jane Example, Chair of the Health Committee, said", {"form": Form.NAME, "office": "chair: health"}),
        ("the Minister with responsibility for Africa", {"form": Form.OFFICE, "office": "minister with responsibility for africa"}),
        ("I am grateful to you, Madam Deputy Speaker.", {"form": Form.CHAIR}),
        ("the Secretary-General, Xoqua Yamba, said", {"form": Form.OFFICE, "office": "secretary general"}),
        ("Senator Bob Example said", {"form": Form.NAME, "gender": "male"}),
        ("hon. Members will know", {"form": Form.MEMBER, "plural": True}),
    ],
)
def test_references_are_found(text: str, expected: dict[str, Any]) -> None:
    reading = read(read_document(text, "plain"), "en-GB")
    found = references(reading).items
    assert found, text
    assert {k: getattr(found[0], k) for k in expected} == expected


def test_a_list_of_members_is_one_reference_each() -> None:
    text = "the hon. Members for Ashford and Deal (Jane Example), for Stoke, North (Mr. Sample) and for Hull (Ann Other) spoke"
    found = references(read(read_document(text, "plain"), "en-GB")).items
    assert [(r.seat, r.name and r.name.full) for r in found] == [
        ("ashford and deal", "Jane Example"),
        ("stoke north", "Sample"),
        ("hull", "Ann Other"),
    ]


# --- credited words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("The United Nations said so. The UN said more. A UN report found 30.", ["The United Nations", "The UN", "A UN report"], "United Nations", "organisation"),
        ("The National Rivers Agency (NRA) said so. The NRA said more. NRA figures show 6.", ["The National Rivers Agency (NRA)", "The NRA", "NRA figures"], "National Rivers Agency", "organisation"),
        ("Mary Example, the former president of Utopia, said so. She said more. Example said 3.", ["Mary Example, the former president of Utopia", "She", "Example"], "Mary Example", "person"),
        ("The Secretary-General, Xoqua Yamba, said so. Mr Yamba said 40. He said more.", ["The Secretary-General, Xoqua Yamba", "Mr Yamba", "He"], "Xoqua Yamba", "person"),
        ("The Foreign Secretary said so. The Foreign Secretary, James Example, said it. Mr Example did. He said.", ["The Foreign Secretary", "The Foreign Secretary, James Example", "Mr Example", "He"], "James Example", "person"),
        ("The spokesman for the ministry, Yusuf Example, said 5. Example said 6.", ["The spokesman for the ministry, Yusuf Example", "Example"], "Yusuf Example", "person"),
        ("Prime Minister Xo Yamba said 5. The Prime Minister said 6.", ["Prime Minister Xo Yamba", "The Prime Minister"], "Xo Yamba", "person"),
        ("The charity Riverwatch said 5. Riverwatch's report found 6.", ["The charity Riverwatch", "Riverwatch's report"], "Riverwatch", "organisation"),
        ("The National Rivers Agency said 5. The agency said 6.", ["The National Rivers Agency", "The agency"], "National Rivers Agency", "organisation"),
        ("Amnesty International said so. It added that 4 died.", ["Amnesty International", "It"], "Amnesty International", "organisation"),
        ("Villagers said so. They added that 4 died.", ["Villagers", "They"], "Villagers", "group"),
        ("Police Chief Bob Example said so. Chief Example said 5.", ["Police Chief Bob Example", "Chief Example"], "Bob Example", "person"),
        ("President Xo Yamba said so. Mr. Xo said it.", ["President Xo Yamba", "Mr. Xo"], "Xo Yamba", "person"),
        ("The Ministry of Rivers said so. The ministry's report said more. The report of the Ministry of Rivers said 3.", ["The Ministry of Rivers", "The report of the Ministry of Rivers"], "Ministry of Rivers", "organisation"),
    ],
)  # fmt: skip
def test_many_names_are_one_entry(text: str, words: list[str], name: str, kind: str) -> None:
    found = credits(text, *words)
    assert found[0] is not None
    assert all(e is found[0] for e in found)
    assert (found[0].name, found[0].kind.value) == (name, kind)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Officials", "group"), ("A senior aide", "person"), ("One resident", "person"), ("Rescue workers", "group"), ("The mayor", "office"),
        ("The coordinator", "office"), ("The inquiry", "organisation"), ("The Kilburn study", "organisation"), ("Phivolcs", "organisation"),
        ("Jane Example's office", "organisation"), ("Jane Example", "person"), ("The Duke of Utopia", "office"),
    ],
)  # fmt: skip
def test_kinds_of_sources(words: str, kind: str) -> None:
    (entry,) = credits(f"{words} said that 5 people had died.", words)
    assert entry is not None
    assert entry.kind.value == kind


def test_another_report_is_another_source() -> None:
    un, other = credits("The UN said so. A separate UN report found 30.", "The UN", "A separate UN report")
    assert un is not other


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He said that 5 people died.", "He"),
        ("Jane Example left. He said that 5 people died.", "He"),
        ("It said that 5 people died.", "It"),
        ("We said that 5 people died.", "We"),
    ],
)
def test_a_pronoun_that_nobody_can_bear_is_nobody(text: str, word: str) -> None:
    assert credits(text, word) == [None]


def test_pronouns_go_by_gender() -> None:
    he, she = credits("Jane Example met John Sample. He said 4. She said 5.", "He", "She")
    assert he is not None
    assert she is not None
    assert (he.name, she.name) == ("John Sample", "Jane Example")


def test_my_committee_is_the_committee() -> None:
    text = HEAD + "The Health Committee met in May. My Committee’s recent report found that 50 people were ill. Our inquiry found that 3 died."
    committee, report, inquiry = credits(text, "The Health Committee", "My Committee’s recent report", "Our inquiry", format="hansard")
    assert committee is report is inquiry
    assert committee is not None
    assert committee.name == "Health Committee"


def test_an_office_is_one_entry_in_each_section_and_a_name_joins_them() -> None:
    text = (
        HEAD + "The Minister said that 5 came. Jane Example said 6.\n(1 year ago)\nCommons ChamberThe Minister said that 7 came. Jane Example said 8."
    )
    first, jane, second, again = credits(text, "The Minister", "Jane Example", "The Minister", "Jane Example", format="hansard")
    assert first is not second
    assert jane is again


def test_mentions_are_all_in_the_text() -> None:
    text = "MR. EXAMPLE:  Good morning.\n\nQ    Thank you.  Has John Example more?\n\nMR. EXAMPLE:  Example is at rest."
    people, reading, _ = casting(text)
    (entry,) = [e for e in people.entries if e.name == "John Example"]
    assert sorted(reading.document.text[m.start : m.end] for m in entry.mentions) == ["Example", "John Example", "MR. EXAMPLE", "MR. EXAMPLE"]


# --- labels ---------------------------------------------------------------------------------------------------------------


def test_short_labels_join_fuller_forms() -> None:
    people, _, _ = casting("WOLF HARDING, ANCHOR: Good evening.\nHARDING: Ann Lowell is here.\nLOWELL: I am.\nHARDING: Thank you.")
    assert [s and s.name for s in people.speakers] == ["Wolf Harding", "Wolf Harding", "Ann Lowell", "Wolf Harding"]


def test_reporters_are_one_q_but_for_those_who_are_called() -> None:
    text = "MS. EXAMPLE:  Good morning.\n\nQ    What of the wall?\n\nMS. EXAMPLE:  Go ahead, Naomi.\n\nQ    Is it high?\n\nMS. EXAMPLE:  Yes.\n\nQ    And long?\n\nMS. EXAMPLE:  It is long too.\n\nQ    Thanks.  What of the quay?"
    people, _, _ = casting(text)
    assert [s and (s.name or s.label) for s in people.speakers] == ["Example", "Q", "Example", "Naomi", "Example", "Naomi", "Example", "Q"]
    (q,) = [e for e in people.entries if e.label == "Q"]
    assert (q.name, q.kind.value) == (None, "person")


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Lita Baldor, AP. Is that so?", "Lita Baldor"),
        ("Thanks. Prashant Jha, Hindustan Times. Is that so?", "Prashant Jha"),
        ("Xanthe Orlu, The Kivu Tribune: is that so?", "Xanthe Orlu"),
        ("Jumana Seif with the Global Post. Is that so?", "Jumana Seif"),
        ("South Korea, Japan. Do they agree?", None),
        ("Two Questions, Minister. Is that so?", None),
    ],
)
def test_reporters_who_give_their_paper_are_named(opening: str, name: str | None) -> None:
    for before in ("", "MR KIRBY: Good morning.\n\n"):
        people, _, drafts = casting(f"{before}QUESTION: {opening}\n\nMR KIRBY: It is.")
        asked = people.speakers[len(drafts) - 2]
        assert asked is not None
        assert asked.name == name


def test_labels_give_offices_and_seats() -> None:
    text = (
        "Jane Harrow (Northbridge) (Lab)\nThe Minister said that 40 came. Will he say more?\n\n"
        "The Minister for Rivers (Tom Lowell)\nThe hon. Member for Northbridge said that 60 would follow.\n"
    )
    minister, member = credits(text, "The Minister", "The hon. Member for Northbridge", format="hansard")
    assert minister is not None
    assert member is not None
    assert (minister.name, member.name) == ("Tom Lowell", "Jane Harrow")


def test_the_roster_is_known() -> None:
    roster = (RosterEntry("Jane Example", ("JE",), "mayor", "Northbridge", "female"),)
    people, _, _ = casting("JE: Good morning, all of you.\nEXAMPLE: I said so before.\nJE: And again.\nEXAMPLE: Indeed.", "labelled", roster)
    assert {s and s.name for s in people.speakers} == {"Jane Example"}
    (entry,) = people.entries
    assert (entry.role, entry.affiliation, entry.gender) == ("mayor", "Northbridge", "female")


# --- who speaks without labels --------------------------------------------------------------------------------------------

CALL = "I call the Chair of the Health Committee."
ASKED = "I thank the Minister for his statement. Will the Minister say what he will do for the sick?"
ANSWERED = (
    "I thank the Chair of the Select Committee for what she has said. We have allocated £5 million, and we have published a plan for my Department."
)


def test_the_called_and_the_asked() -> None:
    assert speakers(CALL, ASKED, ANSWERED) == ["Chair", "Chair of the Health Committee", "Minister"]


def test_names_join_offices_across_sections() -> None:
    text = HEAD + f"{CALL}\n{ASKED}\n{ANSWERED}" + "\n(1 year ago)\nCommons ChamberI call Jane Example, Chair of the Health Committee.\n" + ASKED
    people, _, _ = casting(text, "hansard")
    names = [s and s.name for s in people.speakers]
    assert names == [None, "Jane Example", None, None, "Jane Example"]


def test_who_gives_way_names_the_next() -> None:
    found = speakers(
        "We must make the harbour safe. I give way to the hon. Member for Northbridge (Jane Example).",
        "I am grateful to my right hon. Friend for giving way. Will he say when the wall will stand?",
        "My hon. Friend is right to ask that, and I will write to her.",
    )
    assert found[1] == "Jane Example"


def test_self_reference_names_the_member() -> None:
    found = speakers(
        "I congratulate my hon. Friend the Member for Ashford (Ann Sample) on securing the debate. The hon. Member for Northbridge (Jane Example) has done much for the rivers too.",
        "I join in the praise of the hon. Member for Ashford (Ann Sample). We are proud in Northbridge of our wardens, who walk the banks by night. Will the Minister look at their pay?",
        "I am grateful to the hon. Member for that intervention. We have published a plan, and we have set up a fund of £3 million for my Department to spend.",
    )
    assert found[1] == "Jane Example"
    assert found[2] == "Minister"


def test_a_later_reference_names_an_earlier_turn() -> None:
    statement = "With permission, I present the report of the Health Committee to the House. My Committee heard from doctors and nurses in every region of the country. I commend it to the House."
    asked = "I thank the hon. Lady for her Committee’s report. The Government promised to carry out recommendation 9 of the Kilburn review of rural dentistry. Does the hon. Lady agree that the Kilburn review was right?"
    reply = "I agree with every word that the hon. Lady has said. Dentists have no better friend in this House."
    more = "I thank my hon. Friend for her statement. What does she say of the ambulances that never came to the islands?"
    last = "I share the concern of my hon. Friend. The hon. Member for Congresbury (Fiona Sample) mentioned recommendation 9 of the Kilburn review of rural dentistry, which we support."
    people, _, _ = casting(HEAD + f"{statement}\n{asked}\n{reply}\n{more}\n{last}", "hansard")
    assert people.speakers[1] is not None
    assert people.speakers[1].name == "Fiona Sample"
    assert any(e.cue == "speaker.back_reference" for e in people.evidence[1])


def test_nobody_is_named_where_nothing_points_to_anybody() -> None:
    assert speakers(
        "The weather was fine in the hills that year.", "Does he not think that the rain came late?", "It came in time for the harvest."
    ) == [None, None, None]


def test_a_speaker_is_not_who_the_turn_speaks_of() -> None:
    found = speakers(
        CALL,
        "I thank the hon. Member for Northbridge (Jane Example) for her work. I say so as a friend of hers.",
        head="(1 year ago)\nCommons ChamberJane Example, Chair of the Health Committee, is here.\n",
    )
    assert found[-1] != "Jane Example"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Georgia Bureau of Investigation said that 40 went.", "Georgia Bureau of Investigation", "organisation"),
        ("The Carolina Board of Nursing said that 40 went.", "Carolina Board of Nursing", "organisation"),
        ("The Jordan Ministry said that 40 went.", "Jordan Ministry", "organisation"),
        ("Darlene said that 40 went.", "Darlene", "person"),
        ("Jordan said that 40 went.", "Jordan", "organisation"),
    ],
)
def test_a_place_that_is_a_given_name_is_no_person(text: str, name: str, kind: str) -> None:
    end = text.index(" said")
    (entry,) = credits(text, text[:end], format="plain")
    assert entry is not None
    assert (entry.name, entry.kind.value) == (name, kind)


# --- debates without labels ---------------------------------------------------------------------------------------------

LONG = " ".join(
    f"The parish of Upper Wickle has {n} mills along its stream, and its people have kept every one of them in order since the flood."
    for n in range(2, 9)
)


def test_the_chair_calls_in_many_forms() -> None:
    found = speakers(
        "Order. Before I call the hon. Member for Northbridge (Jane Example), I remind the House that there is a limit of ten minutes on speeches.",
        f"I rise to speak for the millers of my county. {LONG}",
    )
    assert found == ["Chair", "Jane Example"]
    found = speakers(
        "I will give two minutes to Tom Example before the winding-up speeches.",
        "I rise to make two points in the time that is left. The mills are old and the stream is low.",
    )
    assert found == ["Chair", "Tom Example"]
    found = speakers(
        "Lastly, Mr Tom Example. Order. However tired Members may be, the hon. Gentleman will be heard in silence by both sides of the House.",
        "I am most grateful to you, Mr Speaker. Will the Minister say when the mills are to be mended?",
    )
    assert found == ["Chair", "Tom Example"]


def test_who_asked_to_intervene_does() -> None:
    found = speakers(
        f"I beg to move, That this House notes the state of the mills. {LONG}",
        "Will the hon. Lady give way?",
        "I will.",
        "Does the hon. Lady agree that the mill at Lower Wickle should be mended first, before the winter comes?",
        "I thank the hon. Gentleman for his intervention. I give way to the hon. Member for Northbridge (Tom Example).",
        "I am grateful to the hon. Lady for giving way again. Would she mend the weir as well?",
    )
    assert found[5] == "Tom Example"
    assert found[1] == found[3] is None
    found = speakers(
        f"I beg to move, That this House notes the state of the mills. {LONG}",
        "Will my hon. Friend give way?",
        "I will.",
        "Does my hon. Friend agree that the mill at Lower Wickle should be mended first, before the winter comes?",
        "Let me say to my hon. Friend the Member for Northbridge (Tom Example) that it will be.",
    )
    assert found[1] == found[3] == "Tom Example"


def test_a_supplementary_is_asked_by_whoever_asked_first() -> None:
    found = speakers(
        "What steps he is taking to mend the mills of the north.",
        "What steps he is taking to mend the mills of the north.",
        "We have put aside £3 million for the mills, and my officials have met the millers.",
        "I am grateful to the Minister. Will he come and see the mill in my constituency, and bring his officials with him?",
        "I should be glad to come. The hon. Lady speaks well for her millers.",
        "Will the Minister tell us when the money for the weirs will be paid, and to whom?",
        "Let me say to my hon. Friend the Member for Northbridge (Tom Example) that it will be paid in May.",
    )
    assert found[5] == found[1] == "Tom Example"
    assert found[0] is None
    assert found[3] is None


def test_the_mover_has_the_last_word() -> None:
    found = speakers(
        f"I beg to move, That this House has considered the mills. {LONG}",
        "Does my hon. Friend agree that the weir should be mended?",
        "I do indeed. My hon. Friend knows the weir well.",
        f"I congratulate the hon. Member for Northbridge (Jane Example) on securing this debate. {LONG}",
        f"I rise to speak as somebody who was born in a mill. I thank the hon. Member for Northbridge (Jane Example) for securing the debate. {LONG}",
        f"It has been a good debate, and I shall reply to it for the Government. {LONG} Will the House join me in thanking the millers?",
        "Will the Minister write to the Members who spoke?",
        "I will certainly write to them, and to the millers.",
        "I thank all hon. Members who have taken part, and the Minister for what she said of the weir. We shall hold her to it when the winter comes.",
    )
    assert found[0] == found[-1] == "Jane Example"


def test_who_stands_in_a_list_has_said_nothing_there() -> None:
    weir = (
        "Does the Minister know that the weir at Crookstone lost its sluice gates in the gale, and that otters nest in the ruin of its fish ladder?"
    )
    close = (
        "{} They wished to know of the weir at Crookstone, the sluice gates lost in the gale, and the otters that nest in the ruin of its fish ladder. "
        + LONG
    )
    alone = speakers(
        weir, "I did not know it, and shall look into it.", f"I rise to support the motion. {LONG}",
        close.format("It has been a good debate. The hon. Member for Northbridge (Tom Example) asked about it.").replace("They wished", "He wished"),
    )  # fmt: skip
    assert alone[0] == "Tom Example"
    listed = speakers(
        weir, "I did not know it, and shall look into it.", f"I rise to support the motion. {LONG}",
        close.format("It has been a good debate. The hon. Members for Northbridge (Tom Example) and for Southbridge (Ann Hope) asked about it."),
    )  # fmt: skip
    assert listed[0] is None


def test_whoever_calls_the_holder_right_honourable_does_not_hold_the_floor() -> None:
    found = speakers(
        f"I beg to move, That this House has considered the mills. {LONG}",
        "Does the right hon. Lady agree that the weir should be mended?",
        "I do indeed. The hon. Gentleman knows the weir well.",
        "The right hon. Lady is right to speak of the weir. Nobody wants it to fall, and few have done more for it in all the years that it has stood.",
        f"I congratulate the right hon. Member for Northbridge (Jane Example) on securing this debate. {LONG}",
    )
    assert found[0] == found[2] == "Jane Example"
    assert found[3] is None


def test_an_office_thanked_for_its_statement_made_it_and_replies() -> None:
    statement = (
        "With permission, Mr Speaker, I would like to make a statement on the harbour fund. The towns of the coast lost their walls in the storm. "
        "Nobody who has stood on what is left of them will forget it. The stones lie in the road, the boats lie on the stones, and the people who "
        "live behind them do not sleep when the wind is in the west. The fund will pay for new walls in every one of the towns that asked for them."
    ) * 2
    asked = (
        "I thank the Secretary of State for advance sight of her statement. Why have the towns of the north had nothing, and when will they be told?"
    )
    reply = "I thank the hon. Lady for her questions and for her tone. The towns of the north will hear from us next month."
    people, _, drafts = casting(f"{HEAD}{statement}\n{asked}\n{reply}", "hansard")
    assert len(drafts) == 3
    assert [s and s.label for s in people.speakers] == ["Secretary of State", None, "Secretary of State"]
