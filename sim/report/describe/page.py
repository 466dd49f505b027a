"""An account as a page."""

from __future__ import annotations

from sim.report.describe.blocks import Account
from sim.report.page import render


def as_page(account: Account) -> str:
    """A page that stands alone.

    Raises:
        MissingLibrary: what makes pages is not installed.
    """
    return render("describe.html", account=account)
