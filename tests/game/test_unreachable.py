"""A class that can't be joined: each reason has its own sentence, and it ends before long."""

from __future__ import annotations

import ssl
from socket import create_server, gaierror
from threading import Thread

import pytest
from click.testing import CliRunner

from game.classroom.client import NoHost
from game.cli.join import command
from game.unreachable import why
from tests.support.classes import begin, running

ADDRESS = "http://127.0.0.1:8642"
SAFE = "https://127.0.0.1:8642"


@pytest.fixture(autouse=True)
def soon(tmp_path, monkeypatch):
    """It gives up before long, and keeps its tickets to itself."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("game.joining.LONG", 2.0)


def join(address: str, code: str = "AAAAAA") -> str:
    """What the command says to who can't join."""
    done = CliRunner().invoke(command, [address, "--text", "--name", "Ana", "--code", code])
    assert done.exit_code == 2
    assert "Your place stays" not in done.output
    return " ".join(done.output.split())


def answering(text: bytes) -> str:
    """The address of a server that says this to each who connects, and hangs up."""
    server = create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            line, _where = server.accept()
            line.recv(4096)
            line.sendall(text)
            line.close()

    Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_host_that_was_not_started_is_named_as_what_is_missing():
    told = join("http://127.0.0.1:9")
    assert "no class is open at its port 9. Has your teacher opened the class?" in told
    assert "Tries so far: 2. Tries so far: 3." in told


def test_a_wrong_code_is_told_at_once(tmp_path):
    with running(begin(tmp_path)) as class_:
        assert "That code opens no class." in join(class_.url)


def test_http_is_told_from_https(tmp_path):
    with running(begin(tmp_path)) as class_:
        safe = class_.url.replace("http", "https")
        assert f"{safe} answers, but not by https. Try {class_.url}." in join(safe)
    silent = answering(b"")  # as one does that expects https
    assert f"try {silent.replace('http', 'https')};" in join(silent)


@pytest.mark.parametrize(
    "text", [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n"]
)
def test_something_else_that_listens_there_is_no_class(text):
    assert "but it is no class. Is the number behind the colon" in join(answering(text))


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (None, "Nothing answers at http://127.0.0.1:8642."),
        (TimeoutError(), "Is this computer in the same network"),
        (gaierror(), "No computer called 127.0.0.1 is known in this network."),
        (ConnectionResetError(), "try https://127.0.0.1:8642;"),
        (NoHost(), "it is no class"),
    ],
)
def test_each_failure_has_its_own_sentence(failure, told):
    assert told in why(failure, ADDRESS)


def test_a_certificate_that_is_not_trusted_is_told_with_what_helps():
    assert "--trust" in why(ssl.SSLCertVerificationError(), SAFE)
