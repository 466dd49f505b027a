"""Imported by the process that stands by: once it has played a world, its copies know the way.

Loading what is compiled takes most of a second, which every worker would need for its first part.
"""

from __future__ import annotations

from contextlib import suppress

from sim.batch.plan import plan_of

with suppress(OSError, ValueError):  # whoever plays for good will say what is wrong
    plan_of("tutorial", worlds=1).crisis(0, 1).run()
