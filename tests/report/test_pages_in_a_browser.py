"""Pages in real Chromium: drawn, printed, and nothing complains. Without Chromium, left out."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from sim.report.batch_page import batch_page
from sim.report.debrief_page import debrief_page
from sim.report.describe.page import as_page
from sim.report.describe.whole import whole
from sim.report.ground import ground_of
from sim.session import Session
from tests.support.batches import small_batch
from tests.support.reviews import made_up_review
from tests.support.sessions import play_on
from tests.support.told import hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
COMMAND = [
    *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
    *("--disable-dev-shm-usage", "--virtual-time-budget=2000"),
]
COMPLAINT = "CONSOLE"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def pages(tmp_path_factory, page):
    """A batch's page, and pages of a scenario whose texts are turned against them."""
    folder = tmp_path_factory.mktemp("pages")
    session = play_on(Session.begin(hostile(), ["a"], seed=3, path=folder / "save"), 1)
    batch = small_batch(folder / "batch", hostile())
    made = {
        "batch": page,
        "hostile-batch": batch_page(batch.folder),
        "hostile-debrief": debrief_page(session, made_up_review(session, "a")),
        "hostile-scenario": as_page(whole(hostile(), ground_of(hostile()))),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


def browse(page, *options):
    logged = ["--enable-logging=stderr", "--v=0"]
    command = [*COMMAND, *logged, *options, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("name", ["batch", "hostile-batch", "hostile-debrief", "hostile-scenario"])
def test_nothing_complains_in_the_console_and_no_script_is_found(pages, name):
    done = browse(pages / f"{name}.html", "--dump-dom")
    assert COMPLAINT not in done.stderr
    assert "</html>" in done.stdout
    assert "<script" not in done.stdout


def test_the_check_sees_a_complaint(pages):
    """A script in a page breaks its policy, and the console says so."""
    page = pages / "broken.html"
    text = (pages / "batch.html").read_text("utf-8")
    page.write_text(text.replace("</body>", "<script>alert(1)</script></body>"), "utf-8")
    assert COMPLAINT in browse(page, "--dump-dom").stderr


@pytest.mark.parametrize("name", ["batch", "hostile-debrief"])
@pytest.mark.parametrize("size", ["1280,900", "390,800"])
def test_it_is_drawn_at_the_size_of_a_desk_and_of_a_telephone(pages, tmp_path, size, name):
    picture = tmp_path / "page.png"
    browse(pages / f"{name}.html", f"--window-size={size}", f"--screenshot={picture}")
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("name", ["batch", "hostile-debrief"])
def test_it_prints(pages, tmp_path, name):
    printed = tmp_path / "page.pdf"
    browse(pages / f"{name}.html", "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    assert printed.read_bytes().startswith(b"%PDF")
