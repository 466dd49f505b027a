"""A ticket: the way back to the same seat, kept on the computer that somebody joined from."""

from __future__ import annotations

import pytest

from game.ticket import NoAddress, Ticket, address_of, tickets, tickets_path


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A place for tickets."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    "typed", ["192.168.1.7", " 192.168.1.7:8642 ", "http://192.168.1.7:8642/#K7M2QX"]
)
def test_an_address_may_be_typed_as_one_likes(typed):
    assert address_of(typed)[0] == "http://192.168.1.7:8642"


def test_the_code_may_stand_in_the_address():
    ticket = Ticket.to("https://[fe80::1]:99/#k7m2qx", name="Ana")
    assert (ticket.address, ticket.code) == ("https://[fe80::1]:99", "K7M2QX")


@pytest.mark.parametrize("typed", ["", "ftp://here", "http://", "a b", "http://host:port"])
def test_what_is_no_address_is_refused_with_an_example(typed):
    with pytest.raises(NoAddress, match="such as 192"):
        address_of(typed)


def test_each_name_at_one_computer_has_a_ticket_of_its_own():
    Ticket.to("host", "K7M2QX", "Ana").keep()
    Ticket.to("host", "K7M2QX", "Ben").keep()
    ana, ben = Ticket.to("host", name="ana"), Ticket.to("host")
    assert ana.token != ben.token
    assert (ana.name, ben.name) == ("Ana", "Ben")
    assert Ticket.to("host", name="Cem").token not in (ana.token, ben.token)


def test_tickets_that_can_not_be_read_are_none():
    Ticket.to("host", "K7M2QX", "Ana").keep()
    tickets_path().write_text("{")
    assert tickets() == []
