"""Who is let in: with a token, with the code, or because the teacher says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from game.classroom.classroom import Classroom, Refused
from game.classroom.door import digest, is_same
from game.classroom.limits import LONGEST_NAME, MOST_KNOCKS, MOST_KNOCKS_OF_ONE, MOST_STUDENTS
from game.classroom.plain import Plain
from game.classroom.protocol import VERSION, Hello, NotLetIn
from game.classroom.register import Student
from game.classroom.sheet import clean
from game.words import _


@dataclass(frozen=True)
class Knock:
    """Somebody who asks to be let in.

    Attributes:
        student: who has that name already; "" if nobody has.
    """

    number: int
    name: str
    token: str
    address: str
    student: str


class Guests:
    """The one place where it is decided who somebody is.

    Args:
        turn_out: closes the connection of a student or a knock: (id, why, sentence).
    """

    def __init__(self, room: Classroom, turn_out: Callable[[str, str, str], None]) -> None:
        self.room = room
        self.knocks: dict[int, Knock] = {}
        self._turn_out = turn_out
        self._count = 0

    def welcome(self, hello: Hello, address: str) -> Student | Knock:
        """Who says hello as a student.

        Raises:
            NotLetIn: and why.
            SaveBroken: the class can't be written to.
        """
        check_version(hello)
        register = self.room.register
        student = register.of_token(digest(hello.token))
        if student:
            return student
        knocking = [knock for knock in self.knocks.values() if knock.token == hello.token]
        if knocking:
            return knocking[0]
        if not hello.code:
            raise NotLetIn("token", _("This device is not in the class yet: type the code."))
        is_sure = self._knows_code(hello.code, address)
        return self._join(self._name(hello), hello.token, address, is_sure)

    def _knows_code(self, code: str, address: str) -> bool:
        """True: it is right. False: too much was tried, so nothing was looked at."""
        door, register, now = self.room.door, self.room.register, monotonic()
        if not door.may_try(address, now):
            return False
        is_right = is_same(code.strip().upper(), register.code)
        if not is_right or register.locked or register.phase == "closed":
            door.was_wrong(address, now)
            raise NotLetIn("code", _("That code opens no class. Look at it again, or ask."))
        door.was_right(address)
        return True

    def _name(self, hello: Hello) -> str:
        name = clean(hello.name, LONGEST_NAME).strip()
        if not name:
            raise NotLetIn("name", _("Type a name by which your teacher knows you."))
        return name

    def _join(self, name: str, token: str, address: str, is_sure: bool) -> Student | Knock:
        known = self.room.register.named(name)
        if known and known.removed:
            raise NotLetIn("removed", _("Your teacher has to let you in again."))
        if known or not is_sure:
            return self._knock(name, token, address, known.id if known else "")
        if self.is_full():
            raise NotLetIn("full", _("The class is full. Ask your teacher."))
        return self.room.join(name, token)

    def is_full(self) -> bool:
        """Have as many come as a class may have?"""
        return len(self.room.register.students) >= MOST_STUDENTS

    # -- knocking ------------------------------------------------------------------------------

    def _knock(self, name: str, token: str, address: str, student: str) -> Knock:
        """Wait for the teacher."""
        own = [knock for knock in self.knocks.values() if knock.address == address]
        if len(own) >= MOST_KNOCKS_OF_ONE or len(self.knocks) >= MOST_KNOCKS:
            raise NotLetIn("busy", _("Too many wait at the door. Try again in a minute."))
        self._count += 1
        knock = Knock(self._count, name, token, address, student)
        self.knocks[knock.number] = knock
        self.room.touch(None)
        return knock

    def knock(self, number: int | None) -> Knock:
        """Who knocks with that number; Refused if nobody does any more."""
        if number not in self.knocks:
            raise Refused(_("Nobody waits at the door with that number any more."))
        return self.knocks[number]

    def frames(self) -> list[Plain]:
        """Who waits at the door, for the teacher."""
        return [
            {
                "knock": knock.number,
                "name": knock.name,
                "student": knock.student,
                "why": "taken" if knock.student else "busy",
                "says": self._says(knock),
            }
            for knock in self.knocks.values()
        ]

    def _says(self, knock: Knock) -> str:
        if knock.student:
            words = _("{name} is in the class already. Is this the same person at another device?")
        else:
            words = _("{name} wants to come in; the code could not be looked at.")
        return words.format(name=knock.name)

    def let_in(self, knock: Knock) -> None:
        """The waiting is over: the device says hello again, and is known."""
        self.knocks.pop(knock.number, None)
        self._turn_out(f"knock {knock.number}", "busy", _("You are let in."))

    def turn_away(self, knock: Knock) -> None:
        """Not let in."""
        self.knocks.pop(knock.number, None)
        says = _("Your teacher did not let you in. Ask, or try another name.")
        self._turn_out(f"knock {knock.number}", "code", says)

    def went_away(self, who: str) -> None:
        """Whoever knocked did not wait."""
        number = who.removeprefix("knock ")
        if number.isdecimal():
            self.knocks.pop(int(number), None)
            self.room.touch(None)

    def free_name(self, name: str) -> str:
        """The name, or with a number behind it if somebody has it."""
        number, free = 2, name
        while self.room.register.named(free):
            number, free = number + 1, f"{name} {number}"
        return free

    # -- out -----------------------------------------------------------------------------------

    def send_out(self, student: str) -> None:
        """The teacher sent a student out."""
        self._turn_out(student, "removed", _("Your teacher has sent you out. Talk to each other."))

    def go_on_elsewhere(self, student: str) -> None:
        """Another device goes on."""
        self._turn_out(student, "approved", _("You go on at another device now."))


def check_version(hello: Hello) -> None:
    """A program of another version is told so.

    Raises:
        NotLetIn: it is one.
    """
    if hello.v != VERSION:
        words = _("This page speaks version {theirs}, the host {ours}. Load the page again.")
        raise NotLetIn("version", words.format(theirs=hello.v, ours=VERSION))
