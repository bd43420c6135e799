"""What a value reads as when its key has been destroyed (dữ liệu đã hủy)."""

from typing import Final


class Erased:
    """Never equal to anything a person could have written; false, and printable in a page."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return "(dữ liệu đã hủy)"

    def __repr__(self) -> str:
        return "vault.ERASED"

    def __reduce__(self) -> str:
        return "ERASED"  # one of a kind, also after copying


ERASED: Final = Erased()
