"""An assay: a scenario played thousands of times by every cast, and what that says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.analysis.assay.bench import Bench
from sim.analysis.assay.casts import USUAL, Cast, alike, recast
from sim.analysis.assay.crew import Crew, Progress
from sim.analysis.assay.leads import OTHERS, Dominant, Lead, LeadTrial, dominants
from sim.analysis.assay.outcomes import CastTrial, Outcome
from sim.analysis.assay.screening import Decisive, Screening
from sim.analysis.calibration import Verdict, against_bands, against_record
from sim.analysis.intervals import Frequency
from sim.analysis.sense import remarks_by_play
from sim.scenario.check import open_scenario
from sim.scenario.faults import Fault
from sim.scenario.schema import Scenario

WORLDS = 2_000
FEWEST = 100
FIRST_TURNS = 2  # what is over by then was hardly a game


@dataclass(frozen=True)
class Leverage:
    """How much hangs on how a role is played, the others as usual.

    peace, score, moved: by policy, how often it ends peacefully, how far the role's own goals are
        reached (0 to 100), and the share of worlds that come to another ending than as written.
        The usual policy is among them.
    """

    role: str
    peace: Mapping[str, float]
    score: Mapping[str, float]
    moved: Mapping[str, float]

    @property
    def of_peace(self) -> float:
        """From the policy with the fewest peaceful ends to that with most, 0 to 1."""
        return max(self.peace.values()) - min(self.peace.values())

    @property
    def of_goals(self) -> float:
        """From the policy that serves the role worst to that which serves it best, in points."""
        return max(self.score.values()) - min(self.score.values())

    @property
    def of_endings(self) -> float:
        """By the policy that moves most worlds to another ending, 0 to 1."""
        return max(self.moved.values())

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        names = ("of_peace", "of_goals", "of_endings")
        return asdict(self) | {name: getattr(self, name) for name in names}


@dataclass(frozen=True, eq=False)
class Assay:
    """What was found.

    Attributes:
        worlds: of each cast.
        outcomes: how it ends under each cast.
        leads: what each move brings its actor that makes it at every chance.
        decisive: the numbers that decide, the most decisive first; dials: how many were tried.
        remarks: what was found by playing that an author should know (see `sense`).
    """

    scenario: Scenario
    worlds: int
    seed: int
    outcomes: Mapping[Cast, Outcome]
    leads: tuple[Lead, ...]
    decisive: tuple[Decisive, ...]
    dials: int
    remarks: tuple[Fault, ...]

    @property
    def usual(self) -> Outcome:
        """How it ends as the scenario stands."""
        return self.outcomes[USUAL]

    @property
    def by_policy(self) -> dict[str | None, Outcome]:
        """How it ends when all play alike; None: as the scenario says."""
        return {cast.policy: self.outcomes[cast] for cast in alike(self.scenario)}

    @property
    def leverage(self) -> list[Leverage]:
        """Of every role, the largest on peace first."""
        found = [self._leverage(role) for role in self.scenario.actors]
        return sorted(found, key=lambda each: -each.of_peace)

    def _leverage(self, role: str) -> Leverage:
        played = {self.scenario.actors[role].policy.name: self.usual}
        for cast in recast(self.scenario):
            if cast.role == role:
                played[str(cast.policy)] = self.outcomes[cast]
        return Leverage(
            role=role,
            peace={policy: outcome.peace.share for policy, outcome in played.items()},
            score={policy: outcome.score(role) for policy, outcome in played.items()},
            moved={policy: outcome.apart(self.usual) for policy, outcome in played.items()},
        )

    @property
    def dominant(self) -> list[Dominant]:
        """Moves that nothing beats, whatever the others do."""
        return list(dominants(self.leads))

    @property
    def bands(self) -> list[Verdict]:
        """Beside what the scenario itself expects."""
        return against_bands(self.scenario, self._endings)

    @property
    def record(self) -> list[Verdict]:
        """Beside recorded crises of several kinds."""
        return against_record(self.scenario, self._endings)

    @property
    def _endings(self) -> dict[str, Frequency]:
        return {name: self.usual.ended(name) for name in self.scenario.endings}

    def plain(self) -> dict[str, Any]:
        """Everything as plain data, for scripts."""
        return {
            "scenario": self.scenario.id,
            "worlds": self.worlds,
            "seed": self.seed,
            "casts": [
                {"policies": cast.policies, **outcome.plain()}
                for cast, outcome in self.outcomes.items()
            ],
            "leverage": [each.plain() for each in self.leverage],
            "numbers": [each.plain() for each in self.decisive],
            "leads": [asdict(each) for each in self.leads],
            "dominant": [asdict(each) for each in self.dominant],
            "bands": [asdict(each) | {"inside": each.is_inside} for each in self.bands],
            "recorded_crises": [asdict(each) | {"inside": each.is_inside} for each in self.record],
            "remarks": [asdict(each) for each in self.remarks],
        }


def assay(
    name_or_path: str | Path,
    *,
    worlds: int = WORLDS,
    seed: int = 0,
    workers: int = 2,
    progress: Progress = lambda done, total: None,
) -> Assay:
    """Play a scenario by every cast, move and number.

    Args:
        name_or_path: its id or path.
        worlds: for each cast; other trials take a part of that.
        seed: chooses the luck of all worlds. The same seed gives the same assay.
        workers: processes at work, this one included.
        progress: called with how many trials are done, and about how many there are.

    Raises:
        ScenarioError: the scenario is not sound.
        ValueError: there are too few worlds or workers.
    """
    if worlds < FEWEST or workers < 1:
        raise ValueError(f"worlds: {worlds} is below {FEWEST}, or workers: {workers} below 1")
    document, scenario = open_scenario(name_or_path)
    bench = Bench(document, scenario, worlds, seed)
    casting = [CastTrial(cast) for cast in (*alike(scenario), *recast(scenario))]
    leading = [LeadTrial(role, others) for role in scenario.actors for others in OTHERS]
    screening = Screening(bench)
    total = len(casting) + len(leading) + screening.trials
    with Crew(bench, workers, total, progress) as crew:
        played = crew.do(casting)
        leads = crew.do(leading)
        numbers = screening.decisive(played[0].endings, crew.do)
    return Assay(
        scenario=scenario,
        worlds=worlds,
        seed=seed,
        outcomes=dict(zip((trial.cast for trial in casting), played, strict=True)),
        leads=tuple(lead for found in leads for lead in found),
        decisive=tuple(numbers),
        dials=len(screening.dials),
        remarks=tuple(remarks_by_play(document, scenario, worlds, seed)),
    )
