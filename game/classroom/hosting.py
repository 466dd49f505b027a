"""Opening a class to the network: what the command was told, what it prints, and the end."""

from __future__ import annotations

import gc
import os
import shlex
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from errno import EADDRINUSE
from pathlib import Path
from secrets import randbits
from socket import SO_REUSEADDR, SOL_SOCKET, socket
from time import monotonic

import click
import uvicorn

from game.classroom.addresses import local_addresses, qr_text, url
from game.classroom.classroom import Classroom
from game.classroom.guard import Punctual
from game.classroom.host import Host, new_secret
from game.classroom.journal import must_be
from game.classroom.limits import LARGEST_FRAME
from game.classroom.records import JOURNAL, Setting
from game.classroom.server import Server
from game.classroom.sockets import Thrifty
from game.classroom.system import allow_many_files, forget_code, use_one_heap
from game.ticket import PORT
from game.words import _
from sim import load_scenario
from sim.session import SaveBroken, Session, saves_folder

SECRET = "teacher-secret.txt"
DOOR = "port.txt"  # where it listened, for pages that are still open when the class goes on
EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"
LITTLE_ROOM = 100 * 10**6  # bytes; a table takes about one million


@dataclass(frozen=True)
class Wanted:
    """What the command was told."""

    scenario: str | None = None
    resume: Path | None = None
    tables: int | None = None
    seats: str | None = None
    minutes: float | None = None
    forecasts: bool = False
    seed: int | None = None
    folder: Path | None = None
    port: int | None = None
    address: str | None = None
    local_only: bool = False
    from_anywhere: bool = False
    teacher_anywhere: bool = False
    tls: tuple[Path, Path] | None = None

    def __post_init__(self) -> None:
        if bool(self.scenario) == bool(self.resume):
            raise click.UsageError("give a SCENARIO, or --resume FOLDER to go on with a class")
        begins = self.tables or self.seats or self.minutes or self.forecasts or self.folder
        if self.resume and (begins or self.seed is not None):
            raise click.UsageError("--resume goes on with a class as it is; leave out the rest")
        if self.resume:  # said before anything is said of a port
            with told():
                must_be(self.resume / JOURNAL)
        if self.tls:
            try_certificate(*self.tls)
        if self.local_only and (self.address or self.from_anywhere):
            raise click.UsageError("--local-only excludes --address and --from-anywhere")

    def setting(self) -> Setting:
        """What a new class begins with; a UsageError says what is wrong."""
        assert self.scenario
        scenario, is_file = load_scenario(self.scenario), Path(self.scenario).is_file()
        playable = tuple(name for name, actor in scenario.actors.items() if actor.playable)
        roles = tuple(self.seats.replace(" ", "").split(",")) if self.seats else playable
        for role in roles:
            if role not in playable:
                known = ", ".join(playable) or "none"
                raise click.UsageError(f'--seats: no person can play "{role}"; there is: {known}')
        if not roles:
            raise click.UsageError(f'in "{self.scenario}" there is no role that a person may take')
        return Setting(
            scenario=str(Path(self.scenario).resolve() if is_file else self.scenario),
            roles=tuple(role for role in playable if role in roles),
            tables=self.tables,
            minutes=self.minutes,
            seed=randbits(32) if self.seed is None else self.seed,
            forecasts=self.forecasts,
        )

    def room(self) -> Classroom:
        """The class itself; a UsageError says why it can't be opened."""
        with told():
            if self.resume:
                return Classroom.resume(self.resume)
            setting = self.setting()
            return Classroom.begin(self.folder or new_folder(setting.scenario), setting)

    @property
    def scheme(self) -> str:
        """Of the addresses."""
        return "https" if self.tls else "http"

    @property
    def listen(self) -> str:
        """The address at which to listen."""
        return self.address or (HERE if self.local_only else EVERYWHERE)


@contextmanager
def told() -> Iterator[None]:
    """What is wrong with a folder, as what is wrong with a command."""
    try:
        yield
    except SaveBroken as problem:
        raise click.UsageError(str(problem)) from None


def try_certificate(certificate: Path, key: Path) -> None:
    """A UsageError says what is wrong with it."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (ssl.SSLError, OSError) as problem:
        words = f"--tls: {certificate} and {key} are no certificate and its key ({problem})"
        raise click.UsageError(words) from None


def new_folder(scenario: str) -> Path:
    """A name that no other class has."""
    classes = saves_folder().parent / "classes"
    name = f"{Path(scenario).stem}-{datetime.now():%Y-%m-%d-%H%M}"
    return next(path for n in range(1, 10_000) if not (path := classes / f"{name}-{n}").exists())


def delete_class(folder: Path) -> None:
    """Delete a class, the names of its students included, if that is really meant."""
    if not (folder / JOURNAL).is_file():
        raise click.UsageError(f"--delete: {folder} is not the folder of a class")
    if not click.confirm(_("Delete {folder} and all it holds?").format(folder=folder)):
        return
    shutil.rmtree(folder)
    click.echo(_("Deleted: {folder}").format(folder=folder))


def secret_of(folder: Path) -> tuple[str, bool]:
    """The teacher's secret, and whether it is new; its file only its owner may read."""
    path = folder / SECRET
    with suppress(FileNotFoundError):
        return path.read_text("ascii").strip(), False
    secret = new_secret()
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w") as file:
        file.write(secret + "\n")
    return secret, True


def serve(wanted: Wanted) -> None:
    """Open the class, say where it is, and go on until Ctrl-C."""
    use_one_heap()
    config = configured(wanted)
    with bound(config, else_any=wanted.port is None and not wanted.resume) as listening:
        room = wanted.room()
        port = listening.getsockname()[1]
        (room.folder / DOOR).write_text(f"{port}\n")
        secret, is_new = secret_of(room.folder)
        host = Host(room, secret, addresses_of(wanted, port))
        names = (wanted.address.lower(),) if wanted.address else ()
        server = Server(host, wanted.teacher_anywhere, wanted.from_anywhere, names)
        config.app = server.app()
        for line in self_test(room):
            click.echo(line)
        gc.collect()
        gc.freeze()  # to look through all that is there and stays takes a tenth of a second
        forget_code()
        announce(host, secret if is_new else "", f"{wanted.scheme}://localhost:{port}/teacher")
        click.echo(_("Ctrl-C stops. To go on later: {command}").format(command=again(wanted, room)))
        allow_many_files()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    click.echo(_("The class is saved in {folder}.").format(folder=room.folder))


def addresses_of(wanted: Wanted, port: int) -> list[str]:
    """Where students find it, the likeliest first."""
    here = (local_addresses() or [HERE]) if wanted.listen == EVERYWHERE else [wanted.listen]
    return [url(wanted.scheme, name, port) for name in here]


def configured(wanted: Wanted) -> uvicorn.Config:
    """The web server, with everything shut that is not needed."""
    return uvicorn.Config(
        app="",
        host=wanted.listen,
        port=port_of(wanted),
        http=Punctual,
        ws=Thrifty,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=10.0,
        ws_ping_timeout=30.0,  # on a poor line it waits behind what is sent
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody may say that it comes from this very computer
        timeout_graceful_shutdown=3,
        ssl_certfile=wanted.tls[0] if wanted.tls else None,
        ssl_keyfile=str(wanted.tls[1]) if wanted.tls else None,
    )


def port_of(wanted: Wanted) -> int:
    """The one that was asked for; else the one at which the pages of a class look for it."""
    if wanted.port is not None:
        return wanted.port
    with suppress(OSError, ValueError):
        if wanted.resume:
            return int((wanted.resume / DOOR).read_text("ascii"))
    return PORT


def bound(config: uvicorn.Config, else_any: bool = False) -> socket:
    """Listen; a UsageError if the port is taken, or another port if any will do."""
    listening = socket()
    try:
        if os.name == "posix":
            listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        listening.bind((config.host, config.port))
        listening.listen(config.backlog)  # until then another may take the same port unnoticed
    except OSError as problem:
        listening.close()
        if else_any and problem.errno == EADDRINUSE:
            config.port = 0
            return bound(config)
        where = f"{config.host}:{config.port}"
        words = f"{where} can't be used ({problem.strerror}); try another --port, or 0 for any"
        raise click.UsageError(words) from None
    return listening


def again(wanted: Wanted, room: Classroom) -> str:
    """The command that goes on with the class, at the same address."""
    switches = ["local_only", "from_anywhere", "teacher_anywhere"]
    more = [f"--{name.replace('_', '-')}" for name in switches if getattr(wanted, name)]
    more += ["--address", wanted.address] if wanted.address else []
    more += ["--tls", *map(str, wanted.tls)] if wanted.tls else []
    return shlex.join(["standoff", "host", "--resume", str(room.folder), *more])


def self_test(room: Classroom) -> Iterator[str]:
    """What was looked at before anybody joins, in words."""
    free = shutil.disk_usage(room.folder).free
    if free < LITTLE_ROOM:
        words = _("Only {free} MB are free in {folder}: make room before students come.")
        yield words.format(free=free // 10**6, folder=room.folder)
    else:
        words = _("Checked: {free} GB are free in {folder}.")
        yield words.format(free=f"{free / 10**9:.1f}", folder=room.folder)
    began = monotonic()
    turns = len(Session.of_world(room.scenario, seed=room.setting.seed).hashes)
    seconds = f"{monotonic() - began:.1f}"
    words = _("Checked: policies alone play “{title}” to its end, {turns} turns in {seconds} s.")
    yield words.format(title=room.scenario.title, turns=turns, seconds=seconds)
    if not local_addresses():
        yield _("No local network was found: only this computer can join.")
    yield _("If students can't reach it, this computer's firewall has to let in its port.")


def announce(host: Host, secret: str, teacher: str) -> None:
    """What to tell whom."""
    room, code = host.room, host.room.register.code
    address = host.addresses[0]
    click.echo(qr_text(f"{address}/#{code}"))
    click.echo(_("Students: open {address} and type {code}").format(address=address, code=code))
    for other in host.addresses[1:]:
        click.echo(_("  or, in another network: {address}").format(address=other))
    click.echo(_("Teacher: open {address} on this computer").format(address=teacher))
    path = room.folder / SECRET
    if secret:
        click.echo(_("  and type this secret, shown only now: {secret}").format(secret=secret))
    click.echo(_("  The secret is in {path}, which only you can read.").format(path=path))
