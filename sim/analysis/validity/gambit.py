"""Gambit: its solver for logit equilibria, where it is installed.

Only for comparison; nothing in the model needs it. A game is handed over as the text of a strategic
game file, which every version reads. Gambit has one λ for all players, so the λ of each player is
put into its payoffs, and the equilibrium asked for at λ = 1.
"""

from __future__ import annotations

from io import StringIO

import numpy as np

from sim.engine.rows import Figures

HOW = 'pip install "standoff[gambit]"'


class MissingGambit(Exception):
    """Gambit's Python package is not installed; the message says how to get it."""


def logit_equilibrium(
    payoffs: tuple[Figures, Figures], rationality: tuple[float, float]
) -> tuple[Figures, Figures]:
    """The logit quantal response equilibrium of a game of two on the branch from random play.

    payoffs: of the first and the second player, (moves of the first, moves of the second).

    Returns:
        the chances of each player's moves.

    Raises:
        MissingGambit: pygambit is not installed.
    """
    try:
        import pygambit
    except ImportError:
        raise MissingGambit(f"pygambit is not installed: {HOW}") from None
    game = pygambit.read_nfg(StringIO(game_file(payoffs, rationality)))
    profile = pygambit.qre.logit_solve_lambda(game, 1.0)[0].profile
    first, second = (
        np.array([float(profile[player][str(move)]) for move in range(1, count + 1)])
        for player, count in zip(("first", "second"), payoffs[0].shape, strict=True)
    )
    return first, second


def game_file(payoffs: tuple[Figures, Figures], rationality: tuple[float, float]) -> str:
    """The game as a strategic game file: the first player's move changes fastest."""
    names = (" ".join(f'"{move + 1}"' for move in range(count)) for count in payoffs[0].shape)
    scaled = [(rate * table).T.ravel() for rate, table in zip(rationality, payoffs, strict=True)]
    numbers = " ".join(f"{one:.9f} {other:.9f}" for one, other in zip(*scaled, strict=True))
    first, second = names
    players = '{ "first" "second" }'
    return f'NFG 1 R "stage" {players} {{ {{ {first} }} {{ {second} }} }} ""\n\n{numbers}\n'
