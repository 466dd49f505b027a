"""Mesa, without the libraries that it imports and a crisis never uses: they are loaded when used.

pandas, SciPy and networkx take half of the time in which our programs start and a third of a class
host's memory. Only Mesa's data collector and its spaces need them, and find them as ever. Whoever
imports one of them elsewhere gets the very same module, loaded when its first attribute is asked
for; one that was imported before stays as it is.

`importlib.util.LazyLoader` does nearly this, but loads a module as soon as anybody looks at any
attribute; Mesa's logging looks at `__file__` of all modules that there are (`inspect.stack`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

__all__ = ["mesa"]

# Mesa takes functions from SciPy when it imports these spaces of its own; so they wait instead.
LATE = ("mesa.discrete_space", "mesa.experimental.continuous_space", "networkx", "pandas")

_loading = RLock()


class _LateModule(ModuleType):
    """Is loaded when something is asked for that only the loaded module has, or its submodules."""

    def __getattr__(self, name: str) -> Any:
        with _loading:
            spec = self.__spec__
            if spec and isinstance(spec.loader, _LateLoader):
                spec.loader.load(self, spec)
        return ModuleType.__getattribute__(self, name)


class _LateLoader(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> None:
        """As any module is made."""

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""
        module.__class__ = _LateModule
        del module.__path__  # whoever wants a submodule needs its package first

    def load(self, module: ModuleType, spec: ModuleSpec) -> None:
        """Load it in earnest; what fails is tried again when it is used again."""
        module.__path__ = spec.submodule_search_locations or []
        module.__loader__ = spec.loader = self._loader
        try:
            self._loader.exec_module(module)
        except BaseException:
            module.__loader__ = spec.loader = self
            self.exec_module(module)
            raise
        module.__class__ = ModuleType


class _LateFinder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in LATE else None
        if spec and spec.loader and spec.submodule_search_locations:
            spec.loader = _LateLoader(spec.loader)
        return spec


@contextmanager
def _late() -> Iterator[None]:
    finder = _LateFinder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


with _late():
    import mesa
