"""The sign of a side: given by the scenario, or made so that no two sides are alike."""

from __future__ import annotations

from sim.scenario.actors import looks_of
from tests.support.tiny import actor, tiny


def signs(**sides: dict[str, object]) -> dict[str, str]:
    """The signs of some sides, each given by what it has beside a name; in the order told."""
    scenario = tiny(actors={name: actor() | more for name, more in sides.items()})
    looks = looks_of(scenario.actors)
    return {name: f"{look.letter} {look.shape} {look.colour}" for name, look in looks.items()}


def test_sides_without_a_sign_take_letters_of_their_names_and_what_comes_next():
    assert signs(a={"name": "Ash"}, b={"name": "Ash wood"}, c={"name": "9 elms"}) == {
        "a": "A circle orange",
        "b": "S square sky",
        "c": "E pentagon green",
    }


def test_a_sign_that_is_given_stays_and_is_nobody_elses():
    own = {"letter": "A", "shape": "circle", "colour": "orange"}
    assert signs(a={"name": "Ash"}, b={"name": "Bay", "look": own}) == {
        "a": "S square sky",
        "b": "A circle orange",
    }


def test_the_short_name_gives_the_letter():
    assert signs(a={"name": "United", "short": {"en": "west"}})["a"].startswith("W")


def test_with_more_sides_than_colours_letters_still_tell_them_apart():
    looks = list(signs(**{f"side{number}": {"name": "Ž"} for number in range(20)}).values())
    assert looks[:3] == ["Ž circle orange", "A square sky", "B pentagon green"]
    assert len(looks) == len({look[0] for look in looks}) == len(set(looks))


def test_a_name_in_letters_that_have_no_capitals_takes_one_of_the_alphabet():
    assert signs(a={"name": "南方"})["a"].startswith("A")
