"""Values that change while a text is read: declared like data classes, and quick to declare.

``dataclasses`` brings ``inspect`` and writes more methods than the stages use, which is a
twentieth of a short run. A record has an ``__init__`` of its fields, and is itself alone:
two with the same fields are two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


class _Fresh(NamedTuple):
    factory: Callable[[], Any]


def fresh(*, factory: Callable[[], T]) -> T:
    """A default made anew for each record: a list, a dict."""
    return _Fresh(factory)  # type: ignore[return-value]


@dataclass_transform(eq_default=False, field_specifiers=(fresh,))
def record(cls: type[T]) -> type[T]:
    """Give a class the ``__init__`` of its annotated fields, in their order."""
    defaults = {name: vars(cls)[name] for name in cls.__annotations__ if name in vars(cls)}
    given = (f"{name}=defaults[{name!r}]" if name in defaults else name for name in cls.__annotations__)
    kept = (
        f"self.{name} = {name}.factory() if {name} is defaults[{name!r}] else {name}"
        if isinstance(defaults.get(name), _Fresh)
        else f"self.{name} = {name}"
        for name in cls.__annotations__
    )
    written: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(given)}):\n " + "\n ".join(kept), {"defaults": defaults}, written)  # noqa: S102
    cls.__init__ = written["__init__"]  # type: ignore[method-assign]
    return cls
