"""The validation of the flagship, computed and written anew: `python -m docs.validation.make`.

It takes two minutes. The page, the table and the picture stand in this folder; in `validation.md`
everything between `<!-- made: NAME -->` and `<!-- end -->` is written anew, the rest is by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sim.analysis.validity.finding import SECTIONS
from sim.analysis.validity.validity import Validity, validate_scenario
from sim.report.page import environment
from sim.report.validity.charts import surprise_chart
from sim.report.validity.files import csv_of
from sim.report.validity.page import validity_page
from sim.report.validity.words import (
    flip_text,
    found_text,
    in_short,
    sample_text,
    section_name,
    verdict_name,
    wanted_text,
)

FLAGSHIP = "banjska-2023"
FOLDER = Path(__file__).resolve().parent
TEXT = FOLDER.parent / "validation.md"
MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
DRAWING = '{% from "parts.html" import chart with context %}{{ chart(it) }}'
# A picture that stands alone has the style of the pages inside, on their paper in either light.
STYLE = """<style>
text { font: 12.5px sans-serif; fill: #59636b } .grid { stroke: #d8d5cc }
.line { fill: none; stroke-width: 2.4; stroke-linejoin: round } .line.middle { stroke: #1d2226 }
.line.history { stroke: #6b4a00; stroke-dasharray: 8 5 }
.line.knew { stroke: #1f5f93; stroke-width: 2; stroke-dasharray: 1.5 5; stroke-linecap: round }
.known path { fill: #fdfcf9; stroke: #6b4a00; stroke-width: 2 }
</style><rect width="100%" height="100%" fill="#fdfcf9"/>"""


def write(validity: Validity, folder: Path, text: Path) -> None:
    """The page, the table and the picture into the folder, and the text with its parts anew."""
    name = validity.scenario.id
    (folder / f"{name}.html").write_text(validity_page(validity), "utf-8")
    (folder / f"{name}.csv").write_text(csv_of(validity), "utf-8")
    (folder / "surprise.svg").write_text(picture(validity), "utf-8")
    text.write_text(made(text.read_text("utf-8"), validity), "utf-8")


def made(text: str, validity: Validity) -> str:
    """The text with all that is made in it made anew."""
    makers: dict[str, Callable[[Validity], Iterator[str]]] = {
        "short": short,
        "checks": checks,
        "flips": flips,
    }

    def anew(match: re.Match[str]) -> str:
        return match[1] + "\n".join(makers[match[2]](validity)) + "\n" + match[3]

    return MADE.sub(anew, text)


def short(validity: Validity) -> Iterator[str]:
    """What matters most."""
    yield f"{validity.worlds:,} worlds of each play, seed {validity.seed}."
    yield ""
    for sentence in in_short(validity):
        yield f"- {sentence}"


def checks(validity: Validity) -> Iterator[str]:
    """Every check, in a table for each section."""
    for section in SECTIONS:
        yield f"### {section_name(section)}"
        yield ""
        yield "| check | of | found | wanted | verdict |"
        yield "|---|---|---|---|---|"
        for found in validity.of(section):
            verdict = verdict_name(found.verdict)
            told = f"**{verdict}**" if found.verdict == "falls short" else verdict
            figures = (sample_text(found), found_text(found), wanted_text(found))
            yield f"| {found.title} | {' | '.join(figures)} | {told} |"
        yield ""


def flips(validity: Validity) -> Iterator[str]:
    """What would be the opposite, and by which assumption."""
    for flip in validity.flips:
        yield f"- {flip.point.label}: {flip_text(flip)}"


def picture(validity: Validity) -> str:
    """Surprise by day, as a drawing that stands alone."""
    assert validity.history
    chart = surprise_chart(validity.scenario, validity.history)
    both = environment().from_string(DRAWING).render(it=chart)
    wide = both[both.index("<svg") : both.index("</svg>") + len("</svg>")]
    opening, rest = wide.split(">", 1)
    return f'{opening} xmlns="http://www.w3.org/2000/svg">{STYLE}{rest}\n'


def main() -> None:
    """Compute and write."""

    def tell(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="", file=sys.stderr)

    write(validate_scenario(FLAGSHIP, progress=tell), FOLDER, TEXT)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
