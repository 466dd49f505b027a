"""Where the tables of a class part, and how they split."""

from __future__ import annotations

from sim.analysis.classes.seating import read_table
from sim.analysis.classes.splits import Split, all_splits, biggest, parting, split_of
from sim.session import Vow
from tests.support.class_saves import class_of, holding, sending, striking
from tests.support.sessions import give


def read(folder, *scripts):
    """The tables of a class, looked back on."""
    saves = class_of(folder, *scripts)
    return [read_table(number, path, "en") for number, path in saves.items()]


def test_tables_part_in_the_first_turn_in_which_orders_differ(tmp_path):
    found = parting(read(tmp_path, holding, striking, holding))
    assert found.turn == 2
    assert {(split.role, split.channel) for split in found.by} == {
        *(("a", "deed"), ("a", "word"), ("b", "deed"))
    }


def test_tables_that_did_the_same_never_part(tmp_path):
    assert parting(read(tmp_path, striking, striking)) is None


def test_tables_that_signed_something_part_without_orders(tmp_path):
    def signing(session):
        give(session)
        hold = Vow(sense="refrain", what="*", until=4)
        number = session.propose("a", "b", hold, Vow(sense="do", what="send", until=4))
        session.answer("b", number, sign=True)
        give(session)

    found = parting(read(tmp_path, holding, signing))
    assert (found.turn, found.by) == (2, ())


def test_camps_are_what_people_chose_and_the_largest_comes_first(tmp_path):
    tables = read(tmp_path, striking, holding, holding)
    assert split_of(tables, "a", 2, "deed").camps == (("hold", (2, 3)), ("strike", (1,)))


def test_what_a_policy_chose_is_in_no_camp(tmp_path):
    tables = read(tmp_path, striking, holding)
    assert split_of(tables, "a", 3, "deed").camps == ()
    assert {split.turn for split in all_splits(tables) if split.camps} == {1, 2}


def test_the_biggest_split_sets_most_tables_against_each_other():
    even = Split("a", 3, "deed", (("x", (1, 2)), ("y", (3, 4))))
    uneven = Split("a", 1, "deed", (("x", (1, 2, 3)), ("y", (4,))))
    scattered = Split("a", 1, "deed", tuple((str(table), (table,)) for table in range(1, 5)))
    agreed = Split("a", 2, "deed", (("x", (1, 2, 3, 4)),))
    assert biggest([agreed, scattered, uneven, even]) == even
    assert biggest([agreed]) is None


def test_of_equal_splits_the_earlier_is_taken(tmp_path):
    tables = read(tmp_path, striking, sending, holding)
    assert biggest(all_splits(tables)).turn == 2
