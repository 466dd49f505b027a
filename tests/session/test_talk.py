"""Talk: messages, and promises that two roles sign."""

from __future__ import annotations

import pytest

from sim.session import (
    EVERYTHING,
    PUBLIC,
    Proposal,
    SaveBroken,
    Session,
    SessionRefused,
    Vow,
    Watch,
    forecast,
    replay,
)
from sim.session.hindsight import look_back
from tests.support.sessions import give, play_on
from tests.support.three import three, three_parts
from tests.support.tiny import ending, tiny

CALM = Vow(sense="refrain", what="*", until=3)
WATCH = Vow(sense="do", what="watch", until=3)
SEND = Vow(sense="do", what="send", until=2)


def session(people: str = "abc", **more: object) -> Session:
    """People at a table of three."""
    return Session.begin(three(), people, seed=8, **more)


def agreed(public: bool = True, people: str = "abc", **more: object) -> Session:
    """`a` has promised calm up to turn 3, and `c` to watch by then."""
    played = session(people, **more)
    played.propose("a", "c", CALM, WATCH, public=public, text="Deal?")
    played.answer("c", 1, True)
    return played


def known(played: Session, role: str) -> Proposal:
    """The one proposal of which a role knows."""
    [proposal] = played.view(role).proposals
    return proposal


def headlines(played: Session, role: str, turn: int = 1) -> list[str]:
    """What was told of pacts in a turn."""
    steps = played.view(role).played[turn - 1].steps
    return [step.report.headline for step in steps if step.report.kind == "pact"]


# -- messages ----------------------------------------------------------------------------------


def test_messages_reach_those_they_are_for():
    played = session(watchers=[PUBLIC, EVERYTHING])
    played.say("a", "To all")
    played.say("b", "Between us", ["a"])
    texts = {who: [said.text for said in played.view(who).messages] for who in (*"abc", PUBLIC)}
    assert texts == {
        "a": ["To all", "Between us"],
        "b": ["To all", "Between us"],
        "c": ["To all"],
        PUBLIC: ["To all"],
    }
    assert played.view("c").messages[0].turn == 1
    assert len(played.view(EVERYTHING).messages) == 2


def test_once_it_is_over_everything_is_open():
    played = session()
    played.say("b", "Between us", ["a"])
    played.propose("b", "a", SEND, Vow(sense="do", what="wait", until=2))
    assert (played.view("c").messages, played.view("c").proposals) == ((), ())
    view = play_on(played, seed=1).view("c")
    assert [said.text for said in view.messages] == ["Between us"]
    assert [(each.number, each.fate) for each in view.proposals] == [(0, "lapsed")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two \n lines\t", "two lines"),
        ("e\u0301te\u0301", "été"),
        ("\x1b[31mred\x07", "[31mred"),
        ("left \u202ethgir", "left thgir"),
        ("zal" + "\u0336" * 40, "zal" + "\u0336" * 4),
    ],
)
def test_texts_are_plain(text: str, shown: str):
    """No line that isn't one, no control, no other direction, no pile of marks."""
    played = session()
    played.say("a", text)
    assert played.view("b").messages[0].text == shown


@pytest.mark.parametrize(
    ("text", "to", "why"),
    [
        ("x" * 2001, "b", "2,000 characters at most; this one has 2,001"),
        (" \n\u200b", "b", "nothing in the message"),
        ("x", "a", '"a" is not an? other side'),
        ("x", "bb", "Name everybody once"),
    ],
)
def test_what_can_not_be_said_is_refused(text: str, to: str, why: str):
    played = session()
    with pytest.raises(SessionRefused, match=why):
        played.say("a", text, list(to))
    assert not played.entries


def test_nobody_writes_without_end():
    played = session()
    for number in range(60):
        played.say("a", str(number))
    with pytest.raises(SessionRefused, match="last of 60"):
        played.say("a", "one more")
    give(played).say("a", "a new turn")


# -- proposals ---------------------------------------------------------------------------------


def test_a_proposal_is_between_two_until_it_is_signed():
    played = session()
    played.propose("a", "c", CALM, WATCH, public=True, text="Deal?")
    proposal = known(played, "c")
    assert (proposal.number, proposal.author, proposal.text) == (1, "a", "Deal?")
    assert proposal.give.words == "Ash: nothing that escalates, up to turn 3"
    assert proposal.ask.words == "Cedar: “Watch” by turn 3"
    assert played.view("b").proposals == ()
    played.answer("c", 1, True)
    assert (known(played, "b").number, known(played, "b").fate) == (0, "signed")
    assert headlines(give(played), "b") == ["Ash and Cedar sign a pact"]


def test_it_can_be_declined_withdrawn_or_lapse():
    played = session()
    for _ in range(3):
        played.propose("a", "c", CALM, WATCH)
    played.answer("c", 1, False)
    played.withdraw("a", 2)
    give(played)
    assert [each.fate for each in played.view("a").proposals] == ["declined", "withdrawn", "lapsed"]
    for number, why in ((1, "declined"), (2, "withdrawn"), (3, "time to sign it is over")):
        with pytest.raises(SessionRefused, match=why):
            played.answer("c", number, True)


def test_it_stays_open_as_long_as_its_author_says():
    played = session()
    played.propose("a", "c", CALM, WATCH, until=2)
    give(played).answer("c", 1, True)
    assert known(played, "a").settled == 2


def test_what_is_open_when_it_ends_lapses_or_still_binds():
    parts = three_parts()
    parts["endings"] = {"war": ending("x > 54", violent=True), "over": ending()}
    played = Session.begin(tiny(**parts), "abc", seed=8)
    until = {"until": 6}
    calm, watch, send = (vow.model_copy(update=until) for vow in (CALM, WATCH, SEND))
    played.propose("a", "b", calm, send, until=6)
    played.propose("a", "c", calm, watch)
    played.answer("c", 1, True)
    played.propose("b", "c", send, watch)
    played.answer("c", 2, True)
    view = give(played, a="strike").view("b")
    assert view.ending.id == "war"
    assert [proposal.standing for proposal in view.proposals] == [
        "Nobody signed it by turn 1.",
        *["Signed on turn 1."] * 2,
    ]
    freed = "No longer binding since turn 1: the other side broke its word."
    assert view.proposals[1].ask.outcome == freed
    assert view.proposals[2].ask.outcome == "Still binding when it ended."
    assert not any(each.may_answer or each.may_withdraw for each in view.proposals)


def test_nobody_answers_for_others():
    played = session()
    played.propose("a", "c", CALM, WATCH)
    for role, act in (("a", "answer"), ("b", "answer"), ("b", "withdraw"), ("c", "withdraw")):
        with pytest.raises(SessionRefused, match=r"Nobody has proposed|You have made no such"):
            played.answer(role, 1, True) if act == "answer" else played.withdraw(role, 1)
    assert known(played, "c").fate == "open"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"ask": Vow(sense="do", what="wach", until=3)}, 'Did you mean "watch"'),
        ({"ask": Vow(sense="do", what="*", until=3)}, "public move that c can promise"),
        ({"give": Vow(sense="do", what="watch", until=3)}, "public move that a can promise"),
        ({"to": "b", "ask": Vow(sense="do", what="meet", until=3)}, "public move that b"),
        ({"to": "a"}, "other side"),
        ({"ask": Vow(sense="do", what="watch", until=7)}, "turns 1 to 6, not for turn 7"),
        ({"ask": Vow(sense="do", what="watch", until=0)}, "turns 1 to 6, not for turn 0"),
        ({"until": 4}, "open in turns 1 to 3, not up to turn 4"),
    ],
)
def test_what_can_not_be_promised_is_refused(given: dict, why: str):
    played = session()
    wanted = {"role": "a", "to": "c", "give": CALM, "ask": WATCH} | given
    with pytest.raises(SessionRefused, match=why):
        played.propose(**wanted)
    assert not played.entries


def test_a_policy_answers_at_once_and_a_person_who_left_is_played_by_one():
    """Both answer as they would be expected to."""
    for played in (session("ab"), session("abc")):
        if "c" in played.people:
            played.leave("c")
        played.propose("a", "c", CALM, WATCH)
        assert known(played, "a").fate in ("signed", "declined")
    person = session()
    person.propose("a", "c", CALM, WATCH)
    assert person.would_sign("c", 1) == (known(played, "a").fate == "signed")


# -- pacts -------------------------------------------------------------------------------------


def test_a_broken_promise_is_told_with_what_it_cost():
    """`a` pays as for its threat: 10 of its pride at once, and 0.2 of its credibility."""
    played = give(agreed(), a="strike", c="watch")
    assert headlines(played, "b") == [
        "Ash and Cedar sign a pact",
        "Ash breaks its promise to Cedar",
        "Cedar keeps its promise to Ash",
    ]
    broken = known(played, "b").give
    assert (broken.fate, broken.settled, broken.price, broken.audience) == (
        *("broken", 1, 10.0, "Pride"),
    )
    assert played.view("b").side("a").credibility == pytest.approx(0.3)
    [step] = [s for s in played.view("a").played[0].steps if "breaks" in s.report.headline]
    assert {c.label: round(c.after - c.before, 4) for c in step.changes} == {
        "Pride": -10,
        "How far Ash is believed": -20,
    }


def test_a_private_pact_shows_when_it_is_broken():
    played = agreed(public=False)
    give(played, c="watch")
    assert (played.view("b").proposals, headlines(played, "b")) == ((), [])
    assert headlines(played, "c") == ["Ash and Cedar sign a pact", "Cedar keeps its promise to Ash"]
    give(played, a="strike")
    assert headlines(played, "b", 2) == ["Ash breaks its promise to Cedar"]
    assert (known(played, "b").text, known(played, "c").text) == ("", "Deal?")


def test_the_steps_of_a_turn_with_a_pact_add_up_to_it():
    """What each step changed, one after the other, is what the turn changed."""
    played = give(agreed(watchers=[EVERYTHING]), a="strike", b="send")
    played = give(played, a="hold", b="send")
    for played_turn in played.view(EVERYTHING).played:
        values: dict[str, float] = {}
        for change in (c for step in played_turn.steps for c in step.changes):
            assert values.get(change.label, change.before) == change.before
            values[change.label] = change.after


def test_forecasts_know_what_was_signed():
    """Policies keep their word, so after a promise of calm nobody expects a strike of `a`."""
    played, twin = agreed(), session()
    one, other = (s.knowledge("c") for s in (played, twin))
    assert forecast(one, "hold", "silence", 60) != forecast(other, "hold", "silence", 60)


def test_forecasts_know_what_became_of_it():
    """What stands in a side's own world is what stands in the true one."""
    played = give(agreed(public=False), a="strike", c="watch")
    truth = played._table.crisis.worlds.added
    assert truth.any()
    for role in "ac":
        assert (played._table.seats[role].memory.worlds.added == truth).all()


def test_who_can_not_see_the_audience_still_knows_the_price():
    """`b` is not told of Ash's pride, but that 10 of it are lost."""
    parts = three_parts()
    parts["indicators"]["a.pride"]["seen_by"] = {"default": "hidden"}
    parts["events"].pop("rumour")
    played = Session.begin(tiny(**parts), "abc", seed=8)
    played.propose("a", "c", CALM, WATCH, public=True)
    played.answer("c", 1, True)
    give(played, a="strike")
    assert played.view("b").quantity("a.pride").value == 40
    [step] = [s for s in played.view("b").played[0].steps if "breaks" in s.report.headline]
    assert step.unseen == ("Pride",)


def test_a_decision_is_looked_back_on_with_what_was_signed_before_it():
    played = agreed()
    before = played.knowledge("a")
    give(played)
    [lived] = look_back(played.path, "a").turns
    assert lived.knowledge == before
    assert len(lived.truth) > played._table.crisis.worlds.layout.height


# -- files -------------------------------------------------------------------------------------


def talk_of_all_kinds(people: str = "abc") -> Session:
    """Five turns in which people say, propose, sign, decline, withdraw, keep and break."""
    played = session(people)
    played.say("a", "Hello")
    played.propose("a", "c", CALM, WATCH, public=True)
    played.propose("a", "b", CALM, SEND, until=2)
    played.say("a", "Psst", ["c"])
    if "c" in people:
        played.answer("c", 1, True)
        played.propose("c", "a", WATCH, CALM)
        played.withdraw("c", 2)
    give(played, c="watch")
    give(played, a="strike", b="send")
    return give(played)


@pytest.mark.parametrize("people", ["abc", "a"])
def test_a_session_with_talk_is_rebuilt_from_its_file(people):
    played = talk_of_all_kinds(people)
    seen = [(played.view(role), played.knowledge(role)) for role in people]
    played.close()
    again = Session.resume(played.path)
    assert again.hashes == played.hashes
    assert [(again.view(role), again.knowledge(role)) for role in people] == seen
    assert again.talked == played.talked
    assert [state.hashes for state in replay(played.path)][-1] == played.hashes


@pytest.mark.parametrize("people", ["abc", "a"])
def test_branches_and_those_who_take_over_find_what_was_signed(people):
    played = talk_of_all_kinds(people)
    for who in (people, "b"):
        branch = played.branch(3, people=who)
        assert branch.hashes == played.hashes[:2]
        branch.close()
        again = Session.resume(branch.path)
        assert again.hashes == branch.hashes
        assert again.talked == branch.talked == (*played.talked[:2], ())
    assert [said.text for said in again.view("b").messages] == ["Hello"]


def test_watching_shows_what_was_said_until_each_turn_was_decided():
    played = talk_of_all_kinds()
    watch = Watch(played)
    texts = [said.text for said in watch.view(1, "c").messages]
    assert texts == ["Hello", "Psst"]
    assert [p.fate for p in watch.view(1, EVERYTHING).proposals] == ["signed", "open", "withdrawn"]
    assert [p.fate for p in watch.view(4, EVERYTHING).proposals] == [
        *("signed", "lapsed", "withdrawn"),
    ]
    assert watch.view(4, "a").proposals == played.view("a").proposals


def test_a_file_with_other_texts_than_can_be_written_is_refused():
    played = session()
    played.say("a", "Hello")
    played.close()
    log = played._log.open(played.path)
    log._connection.execute("UPDATE input SET content = replace(content, 'Hello', 'a\\u202eb')")
    log.close()
    with pytest.raises(SaveBroken, match="damaged"):
        Session.resume(played.path)


# -- secrets -----------------------------------------------------------------------------------


def test_private_talk_of_others_leaves_no_trace():
    """Two worlds in which only what `b` and `c` say, propose and sign in private differs."""
    silent, talking = (session(watchers=[PUBLIC]) for _ in range(2))
    for turn in range(4):
        talking.say("b", f"Between us, {turn}", ["c"])
        talking.propose(
            "b", "c", Vow(sense="do", what="calm", until=6), Vow(**vars(WATCH) | {"until": 6})
        )
        talking.answer("c", turn + 1, turn != 1)
        for played in (silent, talking):
            played.say("a", "Anybody there?")
            played.propose(
                "a", "b", CALM.model_copy(update={"until": 6}), SEND.model_copy(update={"until": 6})
            )
        for role in ("a", PUBLIC):
            assert talking.view(role) == silent.view(role)
        assert talking.knowledge("a") == silent.knowledge("a")
        for played in (silent, talking):
            give(played, b=("hold", "calm"), c="watch")
    assert silent.hashes != talking.hashes, "the two worlds are the same"
    for role in ("a", PUBLIC):
        assert talking.view(role) == silent.view(role)
