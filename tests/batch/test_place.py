"""Results go to any file system that pyarrow or fsspec reaches, and what can be seen is whole."""

from __future__ import annotations

import os
import pickle
import subprocess
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from pyarrow import fs

from sim.batch.place import UNFINISHED, Folder, Place, file_here, place_of
from sim.batch.rows import find_row
from sim.batch.store import Batch
from tests.support.batches import small_batch
from tests.support.shipped import FILES, shipped


@pytest.fixture
def memory():
    """A file system of fsspec's in memory, which belongs to the process."""
    yield "memory://runs/first"
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def mock_place() -> Place:
    """A place on pyarrow's own file system for tests."""
    return Place("mock://runs", fs.SubTreeFileSystem("runs", fs.FileSystem.from_uri("mock://")[0]))


@pytest.fixture(params=["folder", "file://", "memory://", "mock://"])
def place(request, tmp_path, memory):
    """A new place of each kind."""
    if request.param == "mock://":
        return mock_place()
    names = {"folder": tmp_path, "file://": tmp_path.as_uri(), "memory://": memory}
    return place_of(names[request.param])


def test_what_is_written_can_be_read_found_and_taken_away(place):
    assert place.is_unused()
    place.write("worlds/part-1", b"one")
    place.write("worlds/part-1", b"two")
    place.write("top", b"")
    assert place.read("worlds/part-1") == b"two"
    assert (place.has("top"), place.has("worlds"), place.has("none")) == (True, False, False)
    assert place.names() == ["top", "worlds/part-1"]
    assert place.names("worlds", end="1") == ["worlds/part-1"]
    assert place.names("nowhere") == []
    place.delete("top")
    assert place.names() == ["worlds/part-1"]
    assert not place.is_unused()


def test_a_file_that_is_not_there_is_not_found(place):
    with pytest.raises(FileNotFoundError):
        place.read("none")


def test_what_an_interrupted_run_left_makes_no_place_used(place):
    place.write(f"manifest.json.1{UNFINISHED}", b"{")
    assert place.is_unused()


def test_a_batch_is_the_same_anywhere(place, tmp_path_factory):
    """Written, cut short, gone on with, and read again, with a row that opens."""
    scenario = FILES[0]
    uncut = small_batch(tmp_path_factory.mktemp("uncut"), scenario, trace=True)
    small_batch(place, scenario, trace=True)
    place.delete("worlds/part-00003.parquet")
    place.write(f"worlds/part-00003.parquet.1{UNFINISHED}", b"PAR1")
    batch = small_batch(place, scenario, trace=True, resume=True)
    assert batch.manifest["timings"]["worlds"] == 32
    assert batch.digest() == uncut.digest()
    assert batch.worlds.to_table().equals(uncut.worlds.to_table())
    assert batch.scenario == shipped(scenario)
    assert not any(name.endswith(UNFINISHED) for name in place.names())
    with pytest.raises(ValueError, match="holds another batch"):
        small_batch(place, scenario, trace=True, seed=8)
    if place.is_shared and place.name != "mock://runs":
        assert find_row(place.name, 17).scenario == shipped(scenario)


def test_the_digest_is_that_of_common_tools(tmp_path):
    """`sha256sum */*.parquet | sha256sum`, which is in every Linux."""
    batch = small_batch(tmp_path, trace=True)
    command = "sha256sum */*.parquet | sha256sum"
    printed = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert printed.stdout.split()[0] == batch.digest()
    lost = batch.place.read("trace/part-00000.parquet")
    batch.place.write("trace/part-00000.parquet", lost[:-1])
    assert printed.stdout.split()[0] != batch.digest()


def test_a_folder_keeps_what_is_there_until_the_new_file_is_on_the_disk(tmp_path, monkeypatch):
    place = place_of(tmp_path)
    place.write("a", b"old")

    def cut(file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(OSError, match="No space"):
        place.write("a", b"new")
    assert place.read("a") == b"old"


def test_an_object_store_is_written_to_without_renaming(monkeypatch):
    """There an object is seen once it is whole, and renaming would copy it."""
    place = mock_place()
    monkeypatch.setattr("sim.batch.place.OBJECT_STORES", {"mock"})
    monkeypatch.setattr(Place, "_put", lambda self, path, content: seen.append(path))
    seen: list[str] = []
    place.write("a", b"")
    assert seen == ["a"]


def test_another_process_opens_a_place_by_its_name(tmp_path, memory):
    for name in (str(tmp_path), tmp_path.as_uri(), memory):
        there = pickle.loads(pickle.dumps(place_of(name)))
        assert (str(there), type(there)) == (name, type(place_of(name)))


def test_only_a_uri_is_the_same_for_everybody(tmp_path):
    assert [place_of(name).is_shared for name in (tmp_path, tmp_path.as_uri(), "memory://x")] == [
        False,
        True,
        True,
    ]
    assert isinstance(place_of(tmp_path.as_uri()), Folder)


def test_a_file_in_a_place_is_called_by_where_it_is(memory):
    assert place_of("results").inside("a.json") == str(Path("results", "a.json"))
    assert place_of(memory).inside("a.json") == "memory://runs/first/a.json"
    name = "s3://bucket/run?region=us-east-1"
    there = Place(name, mock_place().files)
    assert there.inside("a.json") == "s3://bucket/run/a.json?region=us-east-1"


def test_a_file_elsewhere_is_fetched_for_those_who_read_files(memory):
    place_of(memory).write("design.csv", b"clock.turns\n4\n")
    with file_here(f"{memory}/design.csv") as file:
        assert (file.name, file.read_text()) == ("design.csv", "clock.turns\n4\n")
    assert not file.exists()
    with file_here("design.csv") as file:
        assert file == Path("design.csv")


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("foo://x", '"foo://x" can\'t be opened: Protocol not known: foo.*install fsspec'),
        ("abfs://x/y", "can't be opened: .*account"),
        ("s3://me:secret@x/y", '"s3://…@x/y" has a password in it'),
    ],
)
def test_a_uri_that_leads_nowhere_is_refused(uri, words):
    with pytest.raises(ValueError, match=words):
        Batch(uri)
