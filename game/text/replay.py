"""Replay in the terminal: what was played, turn by turn, forward and back, or as one account."""

from __future__ import annotations

from collections.abc import Iterator

from game.play import Play
from game.showing import Showing
from game.text import state, turns
from game.text.console import Console, NoMoreInput
from game.text.sentences import stop
from game.text.terminal import play_to_the_end
from game.words import _
from sim.session import EVERYTHING


def tell(console: Console, play: Showing, only: bool = False) -> None:
    """The turn that is shown and all after it, without asking anything; or only that one."""
    last = play.turn if only else play.last
    for turn in range(play.turn, last + 1):
        play.go_to(turn)
        console.say(*account(play), "")


def look_on(console: Console, play: Showing) -> None:
    """Turn by turn as the person wants, who may take over."""
    console.say(*account(play), "", ways())
    while True:
        try:
            said = console.listen().casefold()
        except NoMoreInput:
            return
        if said == "q":
            return
        if said == "t" and play.may_take_over:
            take_over(console, play)
            return
        if answered(play, said):
            console.say(*account(play))
        else:
            console.say(ways())


def ways() -> str:
    """What can be typed."""
    return _(
        "Enter: the turn after; b: the turn before; a number: that turn; v: through other eyes; "
        "t: take over from here; q: leave."
    )


def answered(play: Showing, said: str) -> bool:
    """Go where was asked; False if that means nothing."""
    match said:
        case "":
            play.go_to(play.turn + 1)
        case "b":
            play.go_to(play.turn - 1)
        case "v":
            place = play.eyes.index(play.role) + 1
            play.look_through(play.eyes[place % len(play.eyes)])
        case number if number.isdecimal():
            play.go_to(int(number))
        case _:
            return False
    return True


def account(play: Showing) -> Iterator[str]:
    """A turn: how it began for these eyes, and what was done in it; or how it all came out."""
    view, played = play.view, play.played
    if not played and view.ending:
        yield _("It is over: {label}.").format(label=view.ending.label)
        yield stop(view.ending.text)
        yield from state.human_cost(view)
        return
    yield _("Turn {turn} of {turns}, {when}, {eyes}.").format(
        turn=play.turn, turns=view.turns, when=play.moment(view.moment), eyes=seen(play)
    )
    yield state.rung(view)
    yield from state.human_cost(view)
    if not played:
        yield _("This turn has not been played yet.")
        return
    for number, step in enumerate(played.steps, 1):
        yield f"{number}. {turns.happened(view, step, fully=step.phase != 'drift')}"


def seen(play: Showing) -> str:
    """Through whose eyes."""
    if play.role == EVERYTHING:
        return _("everything, as it really was")
    return _("as {side} saw it").format(side=play.view.side(play.role).name)


def take_over(console: Console, play: Showing) -> None:
    """Choose a side, and play on in the terminal."""
    sides = [play.view.side(name) for name in play.chairs]
    question = _("Which side do you take over?")
    try:
        chosen = sides[console.choose(question, [side.name for side in sides])]
    except NoMoreInput:
        return
    console.say(_("{side} from turn {turn} on.").format(side=chosen.name, turn=play.turn))
    play_to_the_end(console, Play(play.take_over((chosen.id,))))
