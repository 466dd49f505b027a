"""`standoff schema`: the JSON Schema with which an editor helps to write a file."""

from __future__ import annotations

import click

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command(short_help="The JSON Schema of scenario files, for editors.")
@click.option(
    "--of",
    "kind",
    type=click.Choice(["scenario", "source", "conflicts"]),
    default="scenario",
    show_default=True,
    help="Which kind of file.",
)
def command(kind: str) -> None:
    """Print the JSON Schema of a kind of file.

    Saved as KIND.schema.json beside the files, editors find it by the first line of each file.
    """
    click.echo(schema_text(kind))


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of file."""
    import json

    from pydantic import BaseModel

    from sim.scenario.schema import Scenario
    from sim.scenario.sources import ConflictFile, Source

    models: dict[str, type[BaseModel]] = {
        "scenario": Scenario,
        "source": Source,
        "conflicts": ConflictFile,
    }
    schema = {"$schema": DIALECT, **models[kind].model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False)
