"""Scenarios as environments for learners, through the interfaces that these are written for.

`many` needs no other library: many worlds side by side, several roles. `parallel` is PettingZoo's
interface to one world, `single` Gymnasium's to one role, and `vector` Gymnasium's to one role in
many worlds; for these, install `standoff[rl]`. `docs/environments.md` says what a learner sees,
does and gets.
"""
