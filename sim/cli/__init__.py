"""The command line: `standoff COMMAND …`, where a new command is one new file.

Every module with a click command named `command` is a subcommand named after its file. The packages
to look in are the entry points of the group `standoff.commands`: so the game and other
distributions add theirs, and `sim` imports none of them. A command's file imports only click at its
top and the rest inside its functions, which keeps `standoff --help` quick.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import click

from sim.scenario.faults import ScenarioError, did_you_mean

GROUP = "standoff.commands"


class Commands(click.Group):
    """The subcommands that a folder scan finds, each loaded only when it is wanted."""

    @cached_property
    def modules(self) -> dict[str, str]:
        """Modules by their name on the command line."""
        found: dict[str, str] = {}
        for package in command_packages():
            for module in pkgutil.iter_modules(package.__path__):
                name = module.name.replace("_", "-")
                found.setdefault(name, f"{package.__name__}.{module.name}")
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands; a module without a `command` is a helper of the others."""
        return [name for name in sorted(self.modules) if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in self.modules:
            return None
        return getattr(import_module(self.modules[cmd_name]), "command", None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments ask for; an unknown one is told the nearest name."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(did_you_mean(args[0], "command", self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def command_packages() -> Iterator[ModuleType]:
    """The packages with commands, our own first, so that no other can take a name of ours."""

    def order(entry: EntryPoint) -> tuple[bool, str]:
        return entry.dist is None or entry.dist.name != "standoff", entry.name

    for entry in sorted(entry_points(group=GROUP), key=order):
        try:
            yield entry.load()
        except ImportError as error:
            complain(f'the commands of "{entry.value}" can\'t be loaded: {error}')


@click.group(cls=Commands)
@click.version_option(package_name="standoff", message="%(prog)s %(version)s")
def standoff() -> None:
    """A crisis simulation and teaching game.

    SCENARIO is the id of a scenario, shipped or your own, or the path of a file.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command; 0: done, 1: the run failed, 2: the input is wrong, 130: interrupted."""
    try:
        code = standoff.main(args or ["--help"], prog_name="standoff", standalone_mode=False)
        sys.stdout.flush()
    except ScenarioError as error:
        click.echo(str(error), err=True)
        return 2
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except click.Abort:
        complain("interrupted")
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        complain(f"{error.filename or 'the run failed'}: {error.strerror or error}")
        return 1
    return code if isinstance(code, int) else 0


def complain(sentence: str) -> None:
    """Tell the user what is wrong."""
    click.echo(f"standoff: {sentence}", err=True)
