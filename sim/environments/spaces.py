"""Gymnasium's words for what a role sees and does."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.environments.eyes import Eyes
from sim.environments.hands import Hands
from sim.environments.libraries import gymnasium

Seen = dict[str, Any]
"""`observation`, what a role knows, (numbers,); `action_mask`, 1 where it may, (actions,)."""


def observation_space(eyes: Eyes, hands: Hands) -> gymnasium.spaces.Dict:
    """What the role knows, and which actions are legal."""
    return gymnasium.spaces.Dict(
        {
            "observation": gymnasium.spaces.Box(0.0, 1.0, (len(eyes.names),), np.float32),
            "action_mask": gymnasium.spaces.Box(0, 1, (len(hands.names),), np.int8),
        }
    )


def action_space(hands: Hands) -> gymnasium.spaces.Discrete:
    """Every pair of a deed and a word."""
    return gymnasium.spaces.Discrete(len(hands.names))


def of_one_world(observation: Seen) -> Seen:
    """The observation of the first world alone."""
    return {name: part[0] for name, part in observation.items()}
