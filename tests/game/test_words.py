"""Every text passes one place, so that a language can be added without touching the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from game import words
from game.locale import __main__ as catalogs
from game.words import _, language, languages, ngettext, pgettext, use_language

SPOKEN = [
    path for folder in catalogs.SPEAKERS for path in sorted((catalogs.ROOT / folder).rglob("*.py"))
]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of catalogs of our own, with the template and nothing else."""
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogs, "TEMPLATE", tmp_path / "standoff.pot")
    return tmp_path


def translate(path: Path, rendering) -> None:
    """Fill in every text of a catalog as `rendering` has it."""
    catalog = read_po(BytesIO(path.read_bytes()))
    for text in catalog:
        if text.id:
            forms = [text.id] if isinstance(text.id, str) else list(text.id)
            done = [rendering(form) for form in forms]
            text.string = done[0] if len(done) == 1 else tuple((done * 3)[: catalog.num_plurals])
    path.write_bytes(catalogs.written(catalog))


def test_the_template_has_every_text_that_the_code_has():
    """`python -m game.locale` renews it."""
    is_renewed = catalogs.TEMPLATE.read_bytes() == catalogs.written(
        catalogs.template(), header=False
    )
    assert is_renewed, "python -m game.locale renews it"


def test_every_compiled_catalog_is_what_its_source_says():
    for code in catalogs.catalogs():
        path = words.LOCALE / code / "LC_MESSAGES" / "standoff.po"
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(path.read_bytes())))
        assert path.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_a_text_is_one_plain_literal_that_is_translated_when_it_is_shown(path):
    """Neither made up of parts, which no tool finds, nor fixed when its module loads."""
    tree = ast.parse(path.read_text("utf-8"))
    late = {id(node) for function in functions(tree) for node in ast.walk(function)}
    for call in translations(tree):
        texts = call.args[: 2 if call.func.id in ("ngettext", "pgettext") else 1]
        where = f"line {call.lineno}"
        assert all(isinstance(text, ast.Constant) for text in texts), where
        assert id(call) in late, where
        gaps = [gap for text in texts for gap in re.findall(r"\{([^}]*)\}", text.value)]
        assert all(gap.isidentifier() or gap.isdecimal() for gap in gaps), (
            f"{where}: figures are made by figures.py"
        )


def functions(tree):
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def translations(tree):
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_" | "ngettext" | "pgettext")):
                yield node


def test_english_is_spoken_unless_another_language_is_asked_for():
    assert (language(), _("Monday"), ngettext("one", "many", 2)) == ("en", "Monday", "many")


def test_a_language_without_a_catalog_is_answered_with_english():
    assert use_language("tlh") == "en"
    assert languages() == {"en": "English"}


def test_a_language_is_added_by_translating_one_file(shelf):
    """Begun, it is not offered; when it is whole, it is there, by its own name."""
    assert catalogs.main(["sq"]) == 0
    assert languages() == {"en": "English"}
    path = shelf / "sq" / "LC_MESSAGES" / "standoff.po"
    translate(path, lambda text: "Shqip" if text == "English" else f"sq {text}")
    assert catalogs.main([]) == 0
    assert languages() == {"en": "English", "sq": "Shqip"}
    assert use_language("sq") == "sq"
    assert (_("Monday"), pgettext("in a date", "May")) == ("sq Monday", "sq May")


def test_a_translation_with_a_gap_of_its_own_is_not_whole(shelf, capsys):
    """It would fail when it is shown."""
    catalogs.main(["sr"])
    path = shelf / "sr" / "LC_MESSAGES" / "standoff.po"
    translate(path, lambda text: "{nubmer} %" if text == "{number} %" else text)
    catalogs.main([])
    assert "1 of" in capsys.readouterr().out.splitlines()[-1]
    assert "sr" not in languages()


def test_what_is_no_language_is_refused(shelf, capsys):
    assert catalogs.main(["klingon"]) == 2
    assert "klingon" in capsys.readouterr().err
    assert not list(shelf.iterdir())


def test_the_pseudo_language_is_two_fifths_longer_and_keeps_gaps():
    use_language("qps")
    assert _("Turn {turn} of {turns}") == "[ŤŤúúřň {turn} óóf {turns}]"
    text = "Type the number of a deed and of a word."
    assert len(_(text)) >= 1.4 * len(text)
    assert _("{low}, {high}") == "{low}, {high}"


def test_the_words_of_a_session_are_spoken_in_the_same_language():
    from sim.session.words import listed

    use_language("qps")
    assert listed(["a", "b"]) == "a [ááňňď] b"


def test_the_window_and_the_terminal_need_no_babel():
    program = "import game.words, game.text.terminal, game.play, sys; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert done.stdout == "False\n"
