"""`standoff report DIR`: a batch as one page, with charts, tables and what it rests on."""

from __future__ import annotations

from pathlib import Path

import click

PAGE = "report.html"


@click.command(short_help="A batch as one page that opens anywhere.")
@click.argument("folder", metavar="DIR")
@click.option(
    "--html",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where it goes.",
)
@click.option("--point", type=click.IntRange(min=0), help="Of a sweep: which of its points.")
def command(folder: str, target: Path | None, point: int | None) -> None:
    """Write the page of the batch in DIR: DIR/report.html, if no other FILE is given.

    It says what was run, how the worlds went and ended, how far to believe it and what it rests
    on. Of a sweep, it compares all points; --point is about one: DIR/report-POINT.html. DIR may be
    a URI.
    """
    from sim.batch.store import Batch
    from sim.report.batch_page import batch_page, manifest_of
    from sim.report.page import MissingLibrary, write_page
    from sim.report.sweep_page import sweep_page

    try:
        batch = Batch(folder)
        all_points = point is None and manifest_of(batch).get("design")
        page = sweep_page(batch) if all_points else batch_page(folder, point)
    except ValueError as refusal:
        raise click.UsageError(str(refusal)) from refusal
    except MissingLibrary as missing:
        raise click.ClickException(str(missing)) from missing
    if target:
        write_page(target, page)
        click.echo(target)
    else:
        from sim.batch.place import place_of

        name = PAGE if point is None else f"report-{point}.html"
        place_of(folder).write(name, page.encode("utf-8"))
        click.echo(place_of(folder).inside(name))
