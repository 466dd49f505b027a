"""How much there may be of anything, so that nobody can use up the host (see the protocol)."""

from __future__ import annotations

MOST_TABLES = 50
MOST_STUDENTS = 250
MOST_CONNECTIONS = 600
MOST_STRANGERS = 40  # connections from one address that have not said who they are
MOST_KNOCKS = 30
MOST_KNOCKS_OF_ONE = 5  # from one address
MOST_WINDOWS = 20  # of the teacher, whose last answers are kept
MOST_CHANGES = 100  # of a seat's orders in one turn
MOST_NOTES = 300  # of one role
LARGEST_FRAME = 64 * 1024
LARGEST_HEARD = 2**20  # of a host: the teacher's glance at a large class takes twice a frame
LONGEST_TEXT = 2_000
LONGEST_SUGGESTION = 200
LONGEST_NAME = 40
LARGEST_NOTE = 4_096
LARGEST_LOG = 50 * 2**20
MOST_ENTRIES = 500_000
SEATS_AT_ONCE = 20  # that the teacher may pass over with one act

REQUESTS_A_SECOND = 5.0
REQUESTS_IN_A_BURST = 10
FLOOD = 10  # times that rate, and the connection is cut
MOST_ANSWERS = 100  # that wait for one who goes on asking, likewise

SECONDS_FOR_HELLO = 10.0
SECONDS_FOR_WRITING = 30.0
SECONDS_OF_GRACE = 60.0  # until a policy plays for a seat at which nobody is connected
HEARTBEAT = 5.0
