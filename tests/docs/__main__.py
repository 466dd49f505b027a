"""`python -m tests.docs` writes anew what the guide says that commands say; look at the diff."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.guide import GUIDE, followed

with tempfile.TemporaryDirectory() as folder:
    text, _evening = followed(Path(folder))
GUIDE.write_text(text, "utf-8")
