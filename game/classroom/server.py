"""The web server: pages, and the socket through which everything else goes."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from time import monotonic

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.classroom.addresses import is_own, qr_svg
from game.classroom.brief import land
from game.classroom.claims import claim_texts
from game.classroom.door import is_same
from game.classroom.export import class_zip
from game.classroom.frames import refused
from game.classroom.guard import Guard, peer
from game.classroom.host import Host
from game.classroom.limits import MOST_CONNECTIONS, MOST_STRANGERS, SECONDS_FOR_HELLO
from game.classroom.line import Line
from game.classroom.plain import frame
from game.classroom.views import pack_land
from game.words import Reader, _, language
from sim.session import PUBLIC, SaveBroken

PAGES = Path(__file__).parent / "pages"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
KINDS |= {".woff2": "font/woff2", ".html": "text/html"}
TRY_LATER = 1013
FOR_GOOD = "max-age=31536000, immutable"
SAID = re.compile(r'\b_\(\s*("(?:[^"\\]|\\.)*")')


class Server:
    """What can be asked for over the network.

    Args:
        teacher_anywhere: the teacher's page may be opened from other computers too.
        from_anywhere: students may connect from outside the local network.
        names: what the host may be called (see `Guard`).
    """

    def __init__(
        self,
        host: Host,
        teacher_anywhere: bool = False,
        from_anywhere: bool = False,
        names: tuple[str, ...] = (),
    ) -> None:
        self.host = host
        self.teacher_anywhere = teacher_anywhere
        self.guard = Middleware(Guard, names=names, from_anywhere=from_anywhere)
        self._connections = 0
        self._strangers: dict[str, int] = {}

    def app(self) -> Starlette:
        """For the server that listens."""
        routes = [
            Route("/", self.page("student.html")),
            Route("/teacher", self.page("teacher.html")),
            Route("/projector", self.page("projector.html")),
            Route("/pages/{name}", self.file),
            Route("/pages/{version}/{name}", self.file),
            Route("/claims.json", self.claims),
            Route("/land.json", self.land),
            Route("/words.json", self.words),
            Route("/qr.svg", self.qr),
            Route("/export", self.export, methods=["POST"]),
            WebSocketRoute("/socket", self.socket),
        ]
        packed = Middleware(GZipMiddleware, minimum_size=1_000)
        return Starlette(routes=routes, middleware=[self.guard, packed], lifespan=self._life)

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        self.host.start()
        yield
        await self.host.stop()

    # -- pages ---------------------------------------------------------------------------------

    def page(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """A page as it lies in the folder."""

        async def serve(request: Request) -> Response:
            if name == "teacher.html" and not self._may_teach(peer(request.scope)):
                return PlainTextResponse(not_here(), 403)
            html = (PAGES / name).read_text("utf-8")
            return HTMLResponse(html.replace('"/pages/', f'"/pages/{version()}/'))

        return serve

    async def file(self, request: Request) -> Response:
        """A script, a style or a picture; only what lies there under just that name.

        Under the version of all of them it is never asked for again, however often one comes back.
        """
        name, asked = request.path_params["name"], request.path_params.get("version")
        known = {path.name: path for path in PAGES.iterdir() if path.suffix in KINDS}
        if name not in known or name.endswith(".html"):
            return PlainTextResponse(_("There is no such page."), 404)
        headers = {"cache-control": FOR_GOOD} if asked == version() else {}
        return FileResponse(known[name], media_type=KINDS[known[name].suffix], headers=headers)

    async def land(self, request: Request) -> Response:
        """The shapes of the map; the same for everybody."""
        found: list[bytes] = []

        def look() -> None:
            tables = self.host.room.tables
            view = tables[1].view(PUBLIC) if tables else None
            if view and "whole" not in request.query_params:
                found.append(frame(land(view)).encode())
            else:
                found.append(pack_land(view.chart if view else None))

        await self.host.worker.do(look)
        return Response(found[0], media_type="application/json")

    async def claims(self, _request: Request) -> Response:
        """What the sources say."""
        return JSONResponse(claim_texts())

    async def words(self, _request: Request) -> Response:
        """The texts of the pages in the language of the host."""
        spoken = {text: Reader.catalog.gettext(text) for text in texts_of_pages()}
        return JSONResponse(spoken, headers={"content-language": language()})

    async def qr(self, _request: Request) -> Response:
        """The address with the code, while the code is shown."""
        register = self.host.room.register
        if not register.code_shown or register.locked or not self.host.addresses:
            return PlainTextResponse(_("The code is hidden."), 404)
        picture = qr_svg(f"{self.host.addresses[0]}/#{register.code}")
        return Response(picture, media_type="image/svg+xml")

    async def export(self, request: Request) -> Response:
        """The class as a zip, for whoever has the teacher's secret."""
        if not self._may_teach(peer(request.scope)):
            return PlainTextResponse(not_here(), 403)
        said = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not is_same(said, self.host.secret):
            return PlainTextResponse(_("That opens nothing here."), 403)
        wanted = ["messages" in request.query_params, "bom" in request.query_params]
        folder = self.host.room.folder
        try:
            packed = await asyncio.to_thread(class_zip, folder, *wanted)
        except (SaveBroken, OSError) as broken:
            return PlainTextResponse(not_taken_home(broken), 500)
        headers = {"content-disposition": f'attachment; filename="{folder.name}.zip"'}
        return Response(packed, media_type="application/zip", headers=headers)

    # -- the socket ----------------------------------------------------------------------------

    async def socket(self, socket: WebSocket) -> None:
        """One client, from hello to goodbye."""
        address = peer(socket.scope)
        if self._connections >= MOST_CONNECTIONS or self._too_many_strangers(address):
            return await socket.close(TRY_LATER)
        self._connections += 1
        try:
            await socket.accept()
            await self._serve(socket, Line(address))
        finally:
            self._connections -= 1

    async def _serve(self, socket: WebSocket, line: Line) -> None:
        sender = asyncio.create_task(line.send_all(socket))
        try:
            await self._listen(socket, line, sender)
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass  # it is gone, or sent what is no text
        finally:
            await self.host.worker.do(lambda: self.host.detach(line))
            line.finish()
            with suppress(WebSocketDisconnect, RuntimeError, OSError):
                await sender

    async def _listen(self, socket: WebSocket, line: Line, sender: asyncio.Task[None]) -> None:
        hello = await self._hello(socket, line.address)
        if hello is None:
            return
        if not self._may_teach(line.address) and is_for_teacher(hello):
            return line.end(frame(refused("place", not_here())))
        await self.host.worker.do(lambda: self.host.attach(line, hello))
        while not sender.done() and not line.ended:
            text = await socket.receive_text()
            now = monotonic()
            is_teacher = line.who == "teacher"
            if not is_teacher and line.floods(now):
                return line.end(frame(refused("slow", _("Far too many requests."))))
            in_time = is_teacher or line.may_ask(now)
            answer = self.host.receive if in_time else self.host.too_fast
            await self.host.worker.do(partial(answer, line, text))

    async def _hello(self, socket: WebSocket, address: str) -> str | None:
        """The first frame; None if it does not come in time."""
        self._strangers[address] = self._strangers.get(address, 0) + 1
        try:
            return await asyncio.wait_for(socket.receive_text(), SECONDS_FOR_HELLO)
        except TimeoutError:
            return None
        finally:
            self._strangers[address] -= 1
            if not self._strangers[address]:
                del self._strangers[address]

    def _too_many_strangers(self, address: str) -> bool:
        return self._strangers.get(address, 0) >= MOST_STRANGERS

    def _may_teach(self, address: str) -> bool:
        return self.teacher_anywhere or is_own(address)


@cache
def version() -> str:
    """Of all files of the pages together; another one if any of them is another one."""
    files = (path.read_bytes() for path in sorted(PAGES.iterdir()) if path.suffix in KINDS)
    return sha256(b"".join(files)).hexdigest()[:12]


@cache
def texts_of_pages() -> tuple[str, ...]:
    """All that the pages say, read once: every student's page asks for it."""
    scripts = (page.read_text("utf-8") for page in PAGES.glob("*.js"))
    return tuple(sorted({text for script in scripts for text in said_in(script)}))


def said_in(script: str) -> list[str]:
    """The texts that a script says, each as `_("…")`."""
    return [json.loads(found) for found in SAID.findall(script)]


def not_here() -> str:
    """Why the teacher's page does not open."""
    return _("The teacher's page opens on the host's own computer only (or --teacher-anywhere).")


def not_taken_home(broken: Exception) -> str:
    """Why there is no zip."""
    if isinstance(broken, OSError):
        words = _("The class can't be packed ({problem}); is there room on the disk?")
        return words.format(problem=broken.strerror or broken)
    return str(broken)


def is_for_teacher(hello: str) -> bool:
    """Does it want to be the teacher?"""
    with suppress(ValueError, RecursionError):
        said = json.loads(hello)
        return isinstance(said, dict) and said.get("as") == "teacher"
    return False
