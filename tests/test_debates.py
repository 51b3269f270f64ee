"""Whole debates without labels: what their speakers say of each other names them, and what leaves a doubt names nobody."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.attribution.alignment import NEVER, align
from service.attribution.speakers import cast
from service.attribution.turns import draw_turns
from service.reading import read
from service.transcript.formats import read_document

HEAD = "(2 years ago)\nCommons Chamber"
TOPICS = {
    "ferries": "The ferries to Skerrow were laid up when the slipway cracked, and crofters now row their lambs across the sound",
    "libraries": "The mobile library at Pennock has not turned a wheel since its gearbox failed, and the borrowers have sent back their tickets",
    "bees": "The beekeepers of Hollin Edge lost nine hives to the hornets, and the orchards there set no plums at all",
    "chimneys": "The brick chimney of the Tarn mill leans by a yard, and masons will not climb the scaffold to repoint it",
    "buses": "The night bus to Copley turns back at the viaduct, so that nurses must walk home along an unlit towpath",
    "eels": "The eel traps at Marsham sluice rusted through in the spring tides, and the smokehouse has let its fires go out",
    "choirs": "The choir school at Elverton cannot tune its organ since the bellows split, and its trebles rehearse in a barn",
}
LAST = " I hope that those who can will act before the winter, for the people whom I speak of have waited long enough and have asked for little."
MEMBERS = {
    "ferries": ("Tom Lowell", "Northbridge"),
    "libraries": ("Ann Hartley", "Westhaven"),
    "bees": ("Ruth Ellwood", "Southmoor"),
    "chimneys": ("Peter Holm", "Eastwick"),
    "buses": ("Clare Pym", "Ashcombe"),
    "eels": ("Mark Dunning", "Fenbury"),
    "choirs": ("Jane Harrow", "Kelbrook"),
}


def speakers(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    """The name of each turn's speaker, or None, and the cue that it rests on."""
    reading = read(read_document(HEAD + "\n".join(paragraphs), "hansard"), "en-GB")
    drafts = draw_turns(reading)
    assert len(drafts) == len(paragraphs)
    people = cast(reading, drafts, ())
    cues = [next((e.cue for e in shown if e.cue.startswith("speaker.")), None) for shown in people.evidence]
    return [(s.name if s is not None else None, cue) for s, cue in zip(people.speakers, cues, strict=True)]


def speech(topic: str) -> str:
    """A speech of its own on one topic, and on nothing else."""
    a, b = TOPICS[topic].split(", and ") if ", and " in TOPICS[topic] else TOPICS[topic].split(", so ")
    return f"I rise to speak for the people whom I represent. {TOPICS[topic]}. I have been to see it for myself: {a.lower()}, as all can see. They tell me that {b}, and I believe them.{LAST}"


def member(topic: str, *, friend: bool = False) -> str:
    """How a member who spoke on a topic is called."""
    name, seat = MEMBERS[topic]
    return f"{'my hon. Friend' if friend else 'the hon. Member'} {'the Member ' if friend else ''}for {seat} ({name})"


def said(topic: str, *, friend: bool = False) -> str:
    """What a later speech says of who spoke on a topic."""
    who = member(topic, friend=friend)
    subject = TOPICS[topic].split(", ")[0].removeprefix("The ")
    return f"{who[0].upper()}{who[1:]} spoke of how the {subject}."


def roll(*topics: str) -> str:
    return "It has been a good debate, and I thank everybody who took part in it. " + " ".join(said(t) for t in topics) + LAST * 2


# --- rolls ------------------------------------------------------------------------------------------------------------------


def test_a_roll_in_order_names_the_speeches() -> None:
    topics = ["ferries", "libraries", "bees", "chimneys", "buses"]
    found = speakers(*(speech(t) for t in topics), roll(*topics))
    assert [name for name, _ in found] == [*(MEMBERS[t][0] for t in topics), None]


def test_the_order_of_a_roll_names_a_speech_between_two_that_are_sure() -> None:
    topics = ["ferries", "libraries", "bees", "chimneys", "buses"]
    named = roll(*topics).replace(said("bees"), said("bees").split(" spoke")[0] + " spoke well.")
    found = speakers(*(speech(t) for t in topics), named)
    assert found[2] == ("Ruth Ellwood", "speaker.roll")


def test_two_speeches_for_one_name_are_left_alone() -> None:
    topics = ["ferries", "libraries", "bees", "chimneys", "buses"]
    named = roll(*topics).replace(said("bees"), said("bees").split(" spoke")[0] + " spoke well.")
    found = speakers(*(speech(t) for t in ["ferries", "libraries", "bees", "eels", "chimneys", "buses"]), named)
    assert [name for name, _ in found] == ["Tom Lowell", "Ann Hartley", None, None, "Peter Holm", "Clare Pym", None]


def test_a_roll_that_is_not_in_order_gives_no_name_by_its_order() -> None:
    topics = ["ferries", "libraries", "bees", "chimneys", "buses"]
    order = ["buses", "bees", "libraries", "chimneys", "ferries"]
    named = roll(*order).replace(said("libraries"), said("libraries").split(" spoke")[0] + " spoke well.")
    found = speakers(*(speech(t) for t in topics), named)
    assert found[1] == (None, None)
    assert all(name in (None, MEMBERS[t][0]) for t, (name, _) in zip(topics, found, strict=False))


@settings(max_examples=15, deadline=None)
@given(st.permutations(sorted(TOPICS)), st.integers(4, 7), st.randoms(use_true_random=False))
def test_no_roll_names_anybody_wrongly(topics: list[str], many: int, chance: random.Random) -> None:
    spoke = topics[:many]
    called = [t for t in spoke if chance.random() < 0.8]
    if chance.random() < 0.5:
        chance.shuffle(called)
    found = speakers(*(speech(t) for t in spoke), roll(*called))
    assert all(name in (None, MEMBERS[t][0]) for t, (name, _) in zip(spoke, found, strict=False))


# --- interventions ----------------------------------------------------------------------------------------------------------

MOTION = f"I beg to move, That this House has considered the state of the coast. {TOPICS['chimneys']}.{LAST * 3}"
ASKS = "Does my hon. Friend agree that nobody can be asked to wait for another year, when so much has been promised to so many for so long?"
OTHER_SIDE = (
    "Does the hon. Lady not accept that these things take time, and that the money has to be found from somewhere before any of it can be spent?"
)
YES = "I do agree with my hon. Friend, who knows the place well. It is a matter that I have raised before and shall raise again."
NO = "The hon. Gentleman will forgive me if I do not go down that road with him. It is a matter that I have raised before and shall raise again."
DREW = (
    f"{TOPICS['eels']}. That is the waste to which my hon. Friend the Member for Northbridge (Tom Lowell) has already drawn our attention.{LAST * 2}"
)


def test_the_one_friend_who_interrupted_is_who_spoke() -> None:
    found = speakers(MOTION, ASKS, YES, OTHER_SIDE, f"{NO} {DREW}")
    assert found[1] == ("Tom Lowell", "speaker.intervened")
    assert found[3] == (None, None)


def test_of_two_friends_who_interrupted_neither_is_named() -> None:
    found = speakers(MOTION, ASKS, YES, ASKS.replace("another year", "one more year"), f"{YES} {DREW}")
    assert found[1] == found[3] == (None, None)


def test_who_has_long_campaigned_need_not_have_interrupted() -> None:
    long = DREW.replace("has already drawn our attention", "has drawn attention for many years")
    assert speakers(MOTION, ASKS, YES, OTHER_SIDE, f"{NO} {long}")[1] == (None, None)


# --- sides --------------------------------------------------------------------------------------------------------------------


def test_a_friend_does_not_sit_on_the_other_side() -> None:
    """The words fit two interventions as well; one of the two calls who is meant a friend's opponent."""
    ask = "Does {} know that the sluice gates at Marsham rusted through, and that the eel traps hang from them like wet paper in the ebb?"
    close = f"It has been a good debate. My hon. Friend the Member for Northbridge (Tom Lowell) asked about the rusted sluice gates at Marsham and the eel traps there. {LAST * 3}"
    found = speakers(
        f"I beg to move, That this House has considered the state of the coast. {TOPICS['chimneys']}.{LAST * 2}",
        ask.format("my hon. Friend"),
        "I did not know it. My hon. Friend has a sharp eye, and I am glad of it.",
        ask.format("the hon. Lady"),
        "I have just said so. The hon. Gentleman was not listening to me or to anybody.",
        f"I congratulate my hon. Friend the Member for Kelbrook (Jane Harrow) on securing this debate. {close}",
    )
    assert found[1][0] == "Tom Lowell"
    assert found[3][0] is None


# --- Privy Counsellors ------------------------------------------------------------------------------------------------------

FLOOR = f"I rise to speak for the people whom I represent. {TOPICS['bees']}.{LAST * 2}"
CALLS = "Will the right hon. Gentleman say whether he would pay for it out of the rates, or out of his own pocket?"
ANSWERS = "I would pay for it out of neither, and the hon. Lady knows why."


def test_the_only_counsellor_who_spoke_is_who_is_called_right_honourable() -> None:
    more = f"I rise to add a few words. As the right hon. Member for Fenbury (Mr Mark Dunning) said, the hornets took the hives at Hollin Edge. {TOPICS['buses']}.{LAST}"
    found = speakers(FLOOR, CALLS, ANSWERS, more)
    assert found[0] == found[2] == ("Mark Dunning", "speaker.counsellor")


def test_of_two_counsellors_neither_is_named() -> None:
    more = (
        "I rise to add a few words. As the right hon. Member for Fenbury (Mr Mark Dunning) said, the hornets took the hives at Hollin Edge, and the right hon. Member for "
        f"Eastwick (Mr Peter Holm) made the same point. {TOPICS['buses']}.{LAST}"
    )
    found = speakers(FLOOR, CALLS, ANSWERS, more)
    assert found[0] == found[2] == (None, None)


def test_what_others_said_too_names_nobody() -> None:
    ask = "Does the Minister know that the sluice gates at Marsham rusted through, and that the eel traps hang from them like wet paper in the ebb?"
    close = f"It has been a good debate. The hon. Member for Northbridge (Tom Lowell) {{}}asked about the rusted sluice gates at Marsham and the eel traps there. {LAST * 3}"
    reply = "I did not know it, and shall look into it before the week is out."
    assert speakers(ask, reply, speech("bees"), close.format(""))[0][0] == "Tom Lowell"
    assert speakers(ask, reply, speech("bees"), close.format("and others "))[0][0] is None


# --- ministers --------------------------------------------------------------------------------------------------------------

PUTS = "Will the Minister say when the hives will be paid for?"
REPLIES = "I thank the hon. Lady for her question. We have put aside £3 million for the hives, and my officials have met the keepers."


@pytest.mark.parametrize(
    "naming",
    [
        "I look forward to hearing from the Minister, my hon. Friend the Member for Ashcombe (Clare Pym).",
        "I see that the Under-Secretary of State for Ports, the hon. Member for Ashcombe (Clare Pym), is in her place.",
        "When the Minister for Ports, my hon. Friend the Member for Ashcombe (Clare Pym), sums up, she will tell us more.",
        "I am glad that the Minister (Clare Pym) is here.",
    ],
)
def test_the_minister_is_who_the_debate_says(naming: str) -> None:
    found = speakers(f"{speech('eels')} {naming}", f"{speech('bees')} {PUTS}", REPLIES)
    assert [name for name, _ in found] == [None, None, "Clare Pym"]


@pytest.mark.parametrize(
    "naming",
    [
        "I welcome the shadow Minister, the hon. Member for Ashcombe (Clare Pym), to her place.",
        "I wrote to the Minister for Prisons, the hon. Member for Ashcombe (Clare Pym), about it.",
        "I thank the former Minister, the hon. Member for Ashcombe (Clare Pym), who is in her place.",
        "I look forward to hearing from the Minister, the hon. Member for Ashcombe (Clare Pym). The Minister, the hon. Member for Fenbury (Mark Dunning), may wish to reply too.",
        "The Minister, the hon. Member for Ashcombe (Clare Pym), and the Secretary of State are both to blame.",
    ],
)
def test_another_minister_is_not_who_answers(naming: str) -> None:
    assert speakers(f"{speech('eels')} {naming}", f"{speech('bees')} {PUTS}", REPLIES)[2][0] is None


# --- the Front Bench --------------------------------------------------------------------------------------------------------

WINDS_UP = (
    "It has been a good debate. I pay tribute to my hon. Friend the Member for Kelbrook (Jane Harrow), who opened it. "
    + " ".join(said(t, friend=t == "libraries") for t in ("ferries", "libraries", "bees", "buses"))
    + LAST * 2
)
OPENS = f"I beg to move, That this House has considered the state of the coast. {TOPICS['choirs']}.{LAST * 2}"
CLOSES = (
    "I congratulate the hon. Member for Kelbrook (Jane Harrow) on securing this debate. We have put aside £3 million for the coast, and my "
    f"officials have walked the length of it. We have also published a plan, and we have consulted on it.{LAST * 2}"
)
THANKS = (
    "I thank all hon. Members who have taken part, the Minister for what he said of the coast, and my hon. Friend the Member for Fenbury "
    "(Mark Dunning){}. We shall hold the Minister to it when the winter comes."
)


def debate(thanks: str) -> list[tuple[str | None, str | None]]:
    return speakers(OPENS, *(speech(t) for t in ("ferries", "libraries", "bees", "buses")), WINDS_UP, CLOSES, thanks)


def test_who_sits_on_the_front_bench_winds_up() -> None:
    found = debate(THANKS.format(" on the Front Bench"))
    assert found[5] == ("Mark Dunning", "speaker.front_bench")
    assert [name for name, _ in found[:5]] == ["Jane Harrow", "Tom Lowell", "Ann Hartley", "Ruth Ellwood", "Clare Pym"]


SHADOWS = CLOSES.replace(
    "on securing this debate.", "on securing this debate, and the shadow Minister, the hon. Member for Fenbury (Mark Dunning), on his speech."
)


def test_the_shadow_minister_speaks_right_before_the_minister() -> None:
    found = speakers(OPENS, speech("ferries"), speech("buses") + LAST * 2, "Will the Minister pay for the buses?", SHADOWS)
    assert found[2] == ("Mark Dunning", "speaker.front_bench")
    assert found[1][0] is None


def test_who_shadows_a_secretary_of_state_need_not_speak_last() -> None:
    other = SHADOWS.replace("shadow Minister", "shadow Secretary of State")
    found = speakers(OPENS, speech("ferries"), speech("buses") + LAST * 2, "Will the Minister pay for the buses?", other)
    assert found[2] == (None, None)


def test_who_is_thanked_for_a_point_of_order_made_it() -> None:
    found = speakers(
        speech("ferries"),
        "On a point of order, Mr Speaker. Is it right that the papers for this debate were not in the Vote Office until the bells had rung?",
        "I am grateful to the hon. Member for Fenbury (Mark Dunning) for his point of order. Order. The House has heard it, and we must now move on.",
    )
    assert found[1] == ("Mark Dunning", "speaker.answered")


def test_who_sits_elsewhere_need_not_wind_up() -> None:
    assert debate(THANKS.format(" for his advice"))[5] == (None, None)


def test_who_is_of_another_party_does_not_wind_up_for_this_one() -> None:
    other = THANKS.replace("my hon. Friend the Member for Fenbury", "the hon. Member for Fenbury")
    assert debate(other.format(" on the Front Bench"))[5] == (None, None)


# --- neighbours -------------------------------------------------------------------------------------------------------------

ASIDE = "Does the hon. Gentleman agree that the ferries should be put to sea again, and that the slipway should be mended before they are?"
AGREED = "I do agree with the hon. Lady, who knows the sound."


def test_who_is_followed_made_the_speech_before_and_no_intervention_in_it() -> None:
    more = f"It is a pleasure to follow {member('eels')}. {TOPICS['buses']}.{LAST}"
    assert speakers(speech("eels"), more)[0] == ("Mark Dunning", "speaker.followed")
    found = speakers(speech("eels"), ASIDE, AGREED, more)
    assert [name for name, _ in found] == ["Mark Dunning", None, "Mark Dunning", None]


@pytest.mark.parametrize("opening", ["I thank {} for giving way.", "I am grateful to {} for giving way to me.", "{} is making a powerful speech."])
def test_who_interrupts_names_the_holder_of_the_floor(opening: str) -> None:
    who = member("eels")
    opening = opening.format(who)
    found = speakers(speech("eels"), f"{opening[0].upper()}{opening[1:]} {ASIDE}", AGREED)
    assert [name for name, _ in found] == ["Mark Dunning", None, "Mark Dunning"]
    assert found[0][1] == "speaker.interrupted"


def test_who_has_made_a_speech_before_is_not_interrupted() -> None:
    found = speakers(speech("eels"), f"I thank {member('eels')} for his letter. {ASIDE}", AGREED)
    assert [name for name, _ in found] == [None, None, None]


# --- who goes on, and who does not --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    [
        "I beg leave to withdraw the amendment.",
        "I wish to test the opinion of the House.",
        "I feel that I must ask your Lordships to divide the House.",
    ],
)
def test_who_moved_an_amendment_has_the_last_word_on_it(end: str) -> None:
    found = speakers(
        f"My Lords, the Bill says nothing of the coast. {TOPICS['eels']}.{LAST} I beg to move.",
        f"My Lords, I speak for the people of the north. {TOPICS['bees']}.{LAST}",
        f"My Lords, I am grateful to the noble Lord, Lord Lowell, for moving the amendment. {TOPICS['buses']}.{LAST}",
        f"My Lords, I am grateful to all who have spoken. {end}",
    )
    assert found[0][0] == found[3][0] == "Lord Lowell"
    assert found[1][0] is None


def test_only_the_chair_reminds_the_house_of_its_rules() -> None:
    paragraphs = (
        "Order. I call the hon. Member for Northbridge (Tom Lowell).",
        f"I rise to speak for the people whom I represent. {TOPICS['eels']}.{LAST}",
        "I must tell my hon. Friend that the sluice was never mended at all, and that nobody has said that it would be.",
        "I must remind the House that there is a limit of five minutes on speeches in this debate.",
    )
    reading = read(read_document(HEAD + "\n".join(paragraphs), "hansard"), "en-GB")
    people = cast(reading, draw_turns(reading), ())
    assert [s is not None and s.label == "Chair" for s in people.speakers] == [True, False, False, True]


@pytest.mark.parametrize(("inner", "name"), [("the fishermen were", "Mark Dunning"), ("the hon. Gentleman was", None)])
def test_a_speech_in_which_another_may_be_heard_is_nobodys(inner: str, name: str | None) -> None:
    second = (
        f"In the same way {inner} asking for no more than what had been promised to the town in every one of the last ten years, and to the "
        f"county before it. The harbour was to be dredged, the quay was to be rebuilt, and the lamps on it were to be lit again.{LAST}"
    )
    paragraphs = speech("eels"), second, f"It is a pleasure to follow {member('eels')}. {TOPICS['buses']}.{LAST}"
    reading = read(read_document(HEAD + "\n".join(paragraphs), "hansard"), "en-GB")
    drafts = draw_turns(reading)
    assert len(drafts) == 2
    first = cast(reading, drafts, ()).speakers[0]
    assert (first.name if first is not None else None) == name


def test_whoever_answers_the_chair_need_not_hold_the_floor() -> None:
    found = speakers(
        f"I rise to speak for the people whom I represent. {TOPICS['eels']}.{LAST}",
        "rose—",
        "Were you here when the debate began, Mr Holm?",
        "Not right from the beginning, Madam Deputy Speaker.",
        "Order. I call Peter Holm.",
        f"I am grateful to you, Madam Deputy Speaker. {TOPICS['bees']}.{LAST}",
        f"It has been a good debate. The hon. Member for Fenbury (Mark Dunning) mentioned the eel traps at Marsham sluice, which rusted through in the spring tides, and the smokehouse that let its fires go out.{LAST * 2}",
    )
    assert found[0][0] == "Mark Dunning"
    assert found[3][0] != "Mark Dunning"
    assert found[5][0] == "Peter Holm"


# --- alignment -----------------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3), st.integers(1, 4), st.data())
def test_alignment_is_the_best_of_all(rows: int, columns: int, data: st.DataObject) -> None:
    worth = data.draw(
        st.lists(st.lists(st.sampled_from([NEVER, 0.0, 1.0, 2.5, 4.0]), min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
    spare_rows = data.draw(st.lists(st.sampled_from([0.0, 1.0, 3.0]), min_size=rows, max_size=rows))
    spare_columns = data.draw(st.lists(st.sampled_from([0.0, 1.0, 3.0]), min_size=columns, max_size=columns))
    totals: list[tuple[dict[int, int], float]] = []
    for many in range(min(rows, columns) + 1):
        for i in itertools.combinations(range(rows), many):
            for j in itertools.combinations(range(columns), many):
                pairs = dict(zip(i, j, strict=True))
                total = sum(worth[a][b] for a, b in pairs.items())
                total -= sum(spare_rows[a] for a in range(rows) if a not in i) + sum(spare_columns[b] for b in range(columns) if b not in j)
                totals.append((pairs, total))
    found = align(worth, spare_rows, spare_columns)
    for a in range(rows):
        assert found.spared[a] == pytest.approx(max(total for pairs, total in totals if a not in pairs))
        for b in range(columns):
            assert found.paired[a][b] == pytest.approx(max(total for pairs, total in totals if pairs.get(a) == b))
