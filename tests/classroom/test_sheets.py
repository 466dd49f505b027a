"""Sheets: cheap for many tables, since words are kept, and the same as if nothing were."""

from __future__ import annotations

from random import Random

import pytest

from game.classroom import records as module
from game.classroom.classroom import Classroom
from game.classroom.sheet import sheet_of
from game.words import use_language
from sim.session import EVERYTHING, PUBLIC
from tests.classroom.conftest import read_once
from tests.support.classes import ask, playing, student


@pytest.fixture
def room(tmp_path, monkeypatch):
    """Two tables of five that have gone different ways for some turns."""
    scenario = read_once("banjska-2023")
    roles = tuple(name for name, actor in scenario.actors.items() if actor.playable)
    monkeypatch.setattr(module, "load_scenario", lambda _name: scenario)
    room = playing(tmp_path, 2 * len(roles), scenario=scenario.id, roles=roles, tables=2)
    luck = Random(5)
    for _turn in range(3):
        for table in room.tables.values():
            for role in roles:
                legal = [c for c in table.view(role).cards if c.legal and c.kind != "escalate"]
                deed, word = (
                    luck.choice([card.id for card in legal if card.channel == channel])
                    for channel in ("deed", "word")
                )
                table.session.draft(role, deed, word)
            for role in roles:
                table.session.commit(role)
            table.changed()
    return room


def seats(room: Classroom):
    """Every pair of eyes at every table."""
    return [(t, role) for t in room.tables.values() for role in (*room.roles, PUBLIC, EVERYTHING)]


def test_a_sheet_hangs_on_nothing_that_was_made_before(room):
    """Made one after the other, and again from the last to the first, with all words new."""
    told = [sheet_of(table.session.view(role, turns=2)) for table, role in seats(room)]
    use_language("en")  # another catalog, so that nothing is remembered
    again = [sheet_of(table.session.view(role, turns=2)) for table, role in reversed(seats(room))]
    assert told == again[::-1]
    assert len({str(sheet["cards"]) for sheet in told}) > len(room.roles), "tables differ"


def test_a_sheet_of_two_turns_is_that_of_all_turns(room):
    for table, role in seats(room):
        whole = table.whole_view(role)
        assert sheet_of(table.view(role)) == sheet_of(whole)
        assert whole.played[0].steps, "older turns are there for whoever wants them"


def test_a_language_is_never_mixed_with_another(room):
    """What was put into words before the language changed is not said afterwards."""
    table = room.tables[1]
    told = {}
    for code in ("en", "qps", "en"):
        use_language(code)
        told.setdefault(code, []).append(sheet_of(table.view("kosovo")))
    assert told["en"][0] == told["en"][1] != told["qps"][0]
    known = [each for group in told["qps"][0]["groups"] for each in group["quantities"]]
    assert all(each["certainty_says"].startswith("[") for each in known)


def test_a_turn_long_past_is_still_told_to_who_asks(room):
    who = next(s for s in room.register.students.values() if s.seat == (1, "kosovo"))
    found = ask(room, int(who.id[1:]), "recall", turn=1)
    whole = room.tables[1].whole_view("kosovo").played[0]
    assert [step["headline"] for step in found.data["steps"]] == [
        step.report.headline for step in whole.steps
    ]
    assert not ask(room, int(student(room, 1).id[1:]), "recall", turn=9).ok
