"""The libraries that learners are written for, or one sentence that says how to get them."""

from __future__ import annotations

try:
    import gymnasium
    import gymnasium.vector
    import pettingzoo
except ImportError as missing:
    raise ImportError(
        f"environments for learners need {missing.name}, which is not installed: "
        'pip install "standoff[rl]"'
    ) from None

__all__ = ["gymnasium", "pettingzoo"]
