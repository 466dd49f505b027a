"""Where results lie: a folder of this machine, or one on any file system that pyarrow reaches.

A place is called what its user called it. A path is a folder here, and means nothing elsewhere.
A URI, such as `s3://bucket/run`, is the same place whoever asks, so that workers may write there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

import pyarrow as pa
from pyarrow import fs

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # not the drive letter of a Windows path
UNFINISHED = ".unfinished"
# An object of these is seen once it is whole. Elsewhere a file is seen while it grows.
OBJECT_STORES = {"s3", "gcs", "abfs"}


class Place:
    """A folder on a file system of pyarrow's; whatever can be seen in it is whole.

    Files are named by their path in the folder, with `/`.

    Attributes:
        name: as its user gave it.
        files: the file system, of which this folder is the root.
    """

    def __init__(self, name: str, files: fs.SubTreeFileSystem) -> None:
        self.name = name
        self.files = files

    def __str__(self) -> str:
        return self.name

    def __reduce__(self) -> tuple[object, ...]:
        """Other processes open it by its name, with credentials of their own."""
        return place_of, (self.name,)

    @property
    def is_shared(self) -> bool:
        """Does it mean the same on other machines?"""
        return True

    def inside(self, path: str) -> str:
        """What its user would call a file in it."""
        folder, mark, options = self.name.partition("?")
        return f"{folder.rstrip('/')}/{path}{mark}{options}"

    def read(self, path: str) -> bytes:
        """All of a file.

        Raises:
            FileNotFoundError: there is none.
        """
        with self.files.open_input_stream(path, compression=None) as stream:
            content: bytes = stream.read()
        return content

    def write(self, path: str, content: bytes | pa.Buffer) -> None:
        """Put a file there, which is seen when all of it is written."""
        if self.files.base_fs.type_name in OBJECT_STORES:
            return self._put(path, content)
        parent = f"{self.files.base_path}{path}".rpartition("/")[0]
        if parent:
            self.files.base_fs.create_dir(parent, recursive=True)
        hidden = hidden_name(path)
        self._put(hidden, content)
        self.files.move(hidden, path)

    def _put(self, path: str, content: bytes | pa.Buffer) -> None:
        with self.files.open_output_stream(path, compression=None) as stream:
            stream.write(content)

    def has(self, path: str) -> bool:
        """Is the file there?"""
        return bool(self.files.get_file_info(path).is_file)

    def names(self, folder: str = "", *, end: str = "") -> list[str]:
        """Every file in a folder of it and below, in order; none if there is no such folder."""
        everything = fs.FileSelector(folder, recursive=True, allow_not_found=True)
        found = self.files.get_file_info(everything)
        return sorted(info.path for info in found if info.is_file and info.path.endswith(end))

    def is_unused(self) -> bool:
        """Is nothing there, but for what an interrupted run has left?"""
        found = self.files.get_file_info(fs.FileSelector("", allow_not_found=True))
        return all(info.path.endswith(UNFINISHED) for info in found)

    def delete(self, path: str) -> None:
        """Take a file away."""
        self.files.delete_file(path)

    @contextmanager
    def on_this_machine(self, without: Collection[str] = ()) -> Iterator[Path]:
        """A folder here with what lies there, for those who read files; some folders left out."""
        with TemporaryDirectory() as folder:
            for name in self.names():
                if name.partition("/")[0] not in without:
                    copy = Path(folder, name)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    copy.write_bytes(self.read(name))
            yield Path(folder)


class Folder(Place):
    """A folder of this machine; what is in it outlives a power cut."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name, fs.SubTreeFileSystem(str(folder.absolute()), fs.LocalFileSystem()))
        self.folder = folder

    @property
    def is_shared(self) -> bool:
        """A `file://` is said to be on every machine, as on a cluster with one file system."""
        return is_uri(self.name)

    def inside(self, path: str) -> str:
        """What its user would call a file in it."""
        return super().inside(path) if is_uri(self.name) else str(self.folder / path)

    def write(self, path: str, content: bytes | pa.Buffer) -> None:
        """Put a file there, which is seen when all of it is on the disk."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        hidden = self.folder / hidden_name(path)
        with hidden.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(target)

    @contextmanager
    def on_this_machine(self, without: Collection[str] = ()) -> Iterator[Path]:
        """The folder itself."""
        yield self.folder


def place_of(where: str | Path | Place) -> Place:
    """The place of that path or URI; nothing is made or looked for there yet.

    Raises:
        ValueError: no file system goes by that URI; the message says what to do.
        OSError: the store that the URI names can't be reached.
    """
    if isinstance(where, Place):
        return where
    name = str(where)
    if not is_uri(name):
        return Folder(name, Path(where))
    if urlsplit(name).password:
        raise ValueError(
            f'"{re.sub("//.*@", "//…@", name)}" has a password in it, which would stand in the '
            "manifest; give it by the environment instead, such as AWS_SECRET_ACCESS_KEY"
        )
    files, path = _file_system(name)
    if files.type_name == "local":
        return Folder(name, Path(path))
    return Place(name, fs.SubTreeFileSystem(path, files))


@contextmanager
def file_here(name: str | Path) -> Iterator[Path]:
    """A file, by its path or its URI, as one of this machine.

    Raises:
        ValueError: no file system goes by that URI.
        OSError: it can't be fetched.
    """
    if not is_uri(name):
        yield Path(name)
        return
    uri, mark, options = str(name).partition("?")
    folder, _, file = uri.rpartition("/")
    with TemporaryDirectory() as here:
        copy = Path(here, file)
        copy.write_bytes(place_of(f"{folder}{mark}{options}").read(file))
        yield copy


def is_uri(name: str | Path) -> bool:
    """Is it a URI, and not a path?"""
    return bool(URI.match(str(name)))


def hidden_name(path: str) -> str:
    """Another name, for the time of writing; nobody else's, on whatever machine they are."""
    return f"{path}.{uuid4().hex}{UNFINISHED}"


def _file_system(uri: str) -> tuple[fs.FileSystem, str]:
    """A file system of pyarrow's own, or else of fsspec's, and the path on it."""
    try:
        try:
            files, path = fs.FileSystem.from_uri(uri)
            return files, path
        except ValueError as refusal:
            if "Unrecognized filesystem type" not in str(refusal):
                raise
        from fsspec.core import url_to_fs

        files, path = url_to_fs(uri)
    except (ImportError, ValueError) as problem:
        raise ValueError(
            f'"{uri}" can\'t be opened: {problem}. Write a path, or s3://, gs://, abfs://, hdfs:// '
            "or file:// and what follows; for others, install fsspec and the library it names"
        ) from None
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path
