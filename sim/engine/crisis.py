"""A crisis: a Mesa model that holds W worlds and moves them on a turn at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.engine.actor import Actor
from sim.engine.dice import Dice, PairedDice
from sim.engine.late import mesa
from sim.engine.orders import OrderRefused, Orders, obey, read_orders
from sim.engine.phases.decide import Outlook
from sim.engine.policies import Policy, find_policy
from sim.engine.rows import REAL, Figures, Places, Rows
from sim.engine.rules import Rules, rules_of, scenario_of
from sim.engine.varied import Varied
from sim.scenario.faults import did_you_mean
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pyarrow as pa

SPREAD = 0x9E3779B97F4A7C15  # odd and irregular, so that forks of forks land far apart


class Crisis(mesa.Model):  # type: ignore[misc]  # Mesa gives no types
    """W worlds of one scenario, from the first turn to the end.

    Args:
        scenario: a scenario, or the id or path of one.
        worlds: how many worlds.
        first_world: the number of the first; world 17 is the same in every ensemble.
        seed: chooses the luck of all worlds.
        policies: actor: policy, in place of those of the scenario; `all` stands for every actor.
        varied: numbers of the scenario that differ between points. `worlds` are played at each
            point, by the same luck, those of the first point first. They are the same worlds, bit
            for bit, as those of a scenario with the settings of that point.

    Raises:
        ScenarioError: the scenario can't be read or is not sound.
        ValueError: a number is out of its range or can't be varied, or an actor or policy has no
            such name.
    """

    def __init__(
        self,
        scenario: Scenario | str,
        worlds: int = 1,
        first_world: int = 0,
        seed: int | None = None,
        policies: Mapping[str, str] | None = None,
        varied: Varied | None = None,
        **mesa_options: Any,
    ) -> None:
        if worlds < 1:
            raise ValueError(f"worlds: {worlds} is not 1 or more")
        dice = Dice(seed or 0, first_world, worlds)  # before Mesa, which refuses in other words
        super().__init__(rng=dice.seed, **mesa_options)
        self._count_step, self._is_taken = self.step, False
        self.step = self._take_step  # type: ignore[method-assign]  # as Mesa does, to count steps
        self.varied = varied
        self.points = varied.points if varied else 1
        self.origin = scenario_of(scenario)  # as it is before anything is varied
        if varied:
            self.rules = Rules(varied.into(self.origin), self.points)
            dice = PairedDice(dice.seed, first_world, worlds, points=self.points)
        else:
            self.rules = rules_of(self.origin)
        self.worlds = self.rules.start.worlds(dice)
        self._seat_actors(policies or {})
        self._journal: list[Rows] = []

    def _seat_actors(self, policies: Mapping[str, str]) -> None:
        own = self.rules.book.scenario.actors
        for name in policies:
            if name != "all" and name not in own:
                raise ValueError(did_you_mean(name, "actor", [*own, "all"]))
        self.actors: dict[str, Actor] = {}
        for name, part in own.items():
            policy = policies.get(name, policies.get("all", part.policy.name))
            self.actors[name] = Actor(self, name, policy)
        # Mesa 3.3 counts agents in a dictionary of its class that keeps every model for ever.
        # No more agents will come, so this model's entry is not needed again.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        self.assign_policies()

    def assign_policies(self) -> None:
        """Let actors that share a policy think together; called when a policy is changed."""
        groups: dict[str, list[int]] = {}
        for number, actor in enumerate(self.actors.values()):
            groups.setdefault(actor.policy, []).append(number)
        self._minds = [self._mind(name, actors) for name, actors in groups.items()]

    def _mind(self, name: str, actors: list[int]) -> tuple[list[int], Policy]:
        """The places of the actors' moves in the book, and the policy that weighs them."""
        if name not in self.rules.minds:
            self.rules.minds[name] = find_policy(name)(self.rules)
        own = map(self.rules.book.moves_of, actors)
        return [place for places in own for place in places], self.rules.minds[name]

    # -- a turn ------------------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """The turn that was played last; 0 before the first."""
        return self.worlds.turn

    def step(self, orders: Orders | None = None, injects: Collection[str] = ()) -> None:
        """One turn in every world; worlds that are over stand still.

        orders: what people do in this turn, as {actor: {"deed": move, "word": move}}; what is
            left out is chosen by the actor's policy.
        injects: events that a teacher puts in at the beginning of this turn.

        Raises:
            OrderRefused: an order is not a legal move, or an inject unknown; the turn was not
                taken.
        """
        if self._is_taken or not self.running:
            return
        worlds, book, turn = self.worlds, self.rules.book, self.turn
        before = worlds.table.copy() if orders or injects else worlds.table
        try:
            ordered = read_orders(book, orders or {})
            outlook = self.open_turn(injects)
            chosen = self.rules.draw(worlds, self.weigh(outlook))
            obey(book, ordered, chosen, outlook.legal, worlds.alive)
            self.close_turn(outlook, chosen)
        except OrderRefused:
            worlds.go_back(before, turn)
            raise

    def _take_step(self, orders: Orders | None = None, injects: Collection[str] = ()) -> None:
        """Take a turn, then have Mesa count it.

        Mesa puts a method of its own in place of `step`, which counts steps and then calls it; from
        3.5 on with no arguments, and on a schedule that a refusal would end.
        """
        type(self).step(self, orders, injects)
        self._is_taken = True
        try:
            self._count_step()
        finally:
            self._is_taken = False

    def open_turn(self, injects: Collection[str] = ()) -> Outlook:
        """Phases 1 and 2, and what stands before the actors then."""
        worlds, rules = self.worlds, self.rules
        worlds.begin_turn()
        rules.events(worlds)
        if injects:
            rules.injects.put_in(worlds, injects)
        rules.perceive(worlds)
        answers = rules.decision.answer(worlds)
        return Outlook(worlds, answers, rules.legality(worlds, answers))

    def weigh(self, outlook: Outlook) -> Rows:
        """Phase 3: whole-number weights of all moves, 0 where one is not legal.

        Returns:
            (moves + 1, W), the last row 0.
        """
        if len(self._minds) == 1:
            weights = self._minds[0][1].weigh(outlook)
        else:
            weights = np.zeros(outlook.legal.shape, dtype=REAL)
            for places, mind in self._minds:
                weights[places] = mind.weigh(outlook)[places]
        weights *= outlook.legal
        if len(outlook.worlds.added):
            self.rules.pacts.keep_word(outlook, weights)
        return weights

    def close_turn(self, outlook: Outlook, chosen: Places) -> None:
        """Phases 4 to 8."""
        worlds, rules = self.worlds, self.rules
        rules.resolve(worlds, chosen, outlook.answers)
        rules.commitments(worlds, chosen, outlook.answers)
        rules.pacts(worlds, chosen)
        rules.incidents(worlds)
        rules.drift(worlds)
        rules.endings(worlds)
        self.running = not worlds.all_over
        self._journal.append(np.add.reduce(worlds.group("indicator"), 1))

    def run(self) -> Crisis:
        """Play to the end of every world."""
        while self.running:
            self.step()
        return self

    # -- afterwards --------------------------------------------------------------------------

    def fork(
        self, world: int | None = None, copies: int = 1, luck: int | None = 1, point: int = 0
    ) -> Crisis:
        """What could follow from here: copies of one world, or of each, that go their own ways.

        world: the number of a world; None branches off every world of this crisis.
        copies: how many of each, side by side.
        luck: copies with the same luck number meet the same luck in every fork, so that
            differences are paired; None keeps the luck that the worlds would have had (one copy).
        point: at which point that world is, if numbers are varied.

        Raises:
            ValueError: there is no such world here, or copies that could not differ are wanted.
        """
        if copies < 1 or (luck is not None and not 0 <= luck < 2**32):
            raise ValueError(f"copies: {copies} or luck: {luck} is out of range")
        if luck is None and copies != 1:
            raise ValueError("copies with the luck of their world would all be the same")
        columns, varied = np.arange(self.worlds.count), self.varied
        if world is not None:
            columns = np.array([self.column(world, point)])
            varied = varied and varied[point : point + 1]
        points = varied.points if varied else 1
        first = int(columns[0]) % self.copies
        dice = self._dice_of_fork(first, len(columns) * copies // points, luck, points)
        future = Crisis(self.origin, dice.worlds, seed=dice.seed, varied=varied)
        future.worlds = self.worlds.branch(columns.repeat(copies), dice)
        for name, actor in self.actors.items():
            future.actors[name]._policy = actor.policy
        future.assign_policies()
        future.running = not future.worlds.all_over
        return future

    def __deepcopy__(self, memo: dict[int, Any]) -> Crisis:
        """A crisis that goes on as this one does; NumPy would tear a table's rows off the table."""
        copied = self.fork(luck=None)
        copied.steps, copied._journal = self.steps, [*self._journal]
        return copied

    def _dice_of_fork(self, column: int, width: int, luck: int | None, points: int) -> Dice:
        """The luck of futures: that of the worlds themselves, or new luck by its number."""
        old = self.worlds.dice
        first, stream = old.first_world + column, old.stream
        if luck is not None:
            # Neither the stream of the worlds themselves nor one that an earlier fork met: a
            # future must not be told what will really come.
            first, stream = 0, (old.stream * SPREAD + luck + 1) % 2**60
        if points == 1:
            return Dice(old.seed, first, width, stream)
        return PairedDice(old.seed, first, width, stream, points)

    @property
    def copies(self) -> int:
        """How many worlds stand side by side: all, or at each point those."""
        return self.worlds.count // self.points

    def column(self, world: int, point: int = 0) -> int:
        """Where the world of that number stands, at a point; ValueError if it is not here."""
        place = world - self.worlds.dice.first_world
        if not 0 <= place < self.copies:
            first = self.worlds.dice.first_world
            last = first + self.copies - 1
            raise ValueError(f"world {world} is not here; these are worlds {first} to {last}")
        if not 0 <= point < self.points:
            raise ValueError(f"point {point} is not here; the last one is {self.points - 1}")
        return point * self.copies + place

    def state_hash(self, world: int = 0, point: int = 0) -> str:
        """A text that is the same for the same world in any ensemble."""
        return self.worlds.hash(self.column(world, point))

    def scores(self) -> Rows:
        """How far each actor's goals are reached, 0 to 100, (actors, W); violence caps them."""
        losses = self.rules.true_losses
        lost = np.zeros((len(self.actors), self.worlds.count))
        loss = losses.loss(losses.distance(self.worlds.table))
        for side, row in zip(losses.sides, loss, strict=True):
            lost[side.actor] += row
        score = 100 * (1 - lost)
        scenario = self.rules.book.scenario
        violent = np.array([ending.violent for ending in scenario.endings.values()] + [False])
        ending = self.worlds.row("ending", "ending").astype(np.intp)
        cap = self.rules.book.figures(scenario.dynamics.violent_cap).repeat(self.copies)
        return np.where(violent[ending], np.minimum(score, cap), score)

    @property
    def datacollector(self) -> mesa.DataCollector:
        """For Mesa's own tools: after each turn, the mean of each indicator over the worlds."""
        names = enumerate(self.rules.book.indicators)
        collector = mesa.DataCollector({name: partial(_mean, place) for place, name in names})
        for turn, sums in enumerate(self._journal, 1):
            collector.collect(_Moment(turn, float(turn), sums / self.worlds.count))
        return collector

    def results(self) -> pa.Table:
        """A row a world: ending, turns, peaks, last values, moves by kind, goal scores."""
        from sim.engine.results import results_table  # Arrow takes 25 MB; who only plays needs none

        return results_table(self)


class _Moment(NamedTuple):
    """What Mesa's collector looks at after a turn: its number, as step and as time, and means."""

    steps: int
    time: float
    means: Figures


def _mean(place: int, moment: _Moment) -> float:
    """That of the indicator at the place."""
    return float(moment.means[place])
