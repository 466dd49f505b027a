"""`python -m tests.golden` writes the golden files anew; look at the diff before keeping it."""

from __future__ import annotations

from tests.support.transcript import golden

for path, text in golden().items():
    changed = not path.exists() or path.read_text("utf-8") != text
    path.write_text(text, "utf-8")
    print(f"{path.name}: {'changed' if changed else 'as before'}")
