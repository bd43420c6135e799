"""Write the icons that pages use, and no other, into one sprite: ``python -m scripts.icons [--check]``.

An icon is used when a template says ``{% icon "name" %}`` or ``icon="name"``, or Python says ``icon="name"``
(as an argument, or as a default: ``icon: str = "name"``).
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "diemtua"
SPRITE = PAGES / "ui/static/ui/icons.svg"
DRAWINGS = ROOT / "node_modules/@tabler/icons/tabler-nodes-outline.json"
USE = re.compile(r"""(?:\{%\s*icon\s+(?:\w+\|default:)?|\bicon(?::\s*str)?\s*=\s*)["']([a-z0-9-]+)["']""")

# The house's own mark: a lever resting on its point.
MARK = (
    '<symbol id="diem-tua" viewBox="0 0 24 24"><path d="M3 8.5l18 -3"/><path d="M12 7l5 12h-10z"/></symbol>'
)


def used() -> list[str]:
    """Names of the icons that templates and page code ask for, sorted."""
    files = [*PAGES.rglob("*.html"), *PAGES.rglob("*.py")]
    names = {name for file in files for name in USE.findall(file.read_text(encoding="utf-8"))}
    return sorted(names - {"diem-tua"})


def sprite(names: Iterable[str]) -> str:
    """The sprite's text. Raises ``SystemExit`` with the names that Tabler does not draw."""
    drawings = json.loads(DRAWINGS.read_text(encoding="utf-8"))
    names = list(names)
    if unknown := [name for name in names if name not in drawings]:
        raise SystemExit(f"Bộ biểu tượng không có: {', '.join(unknown)}")
    symbols = [symbol(name, drawings[name]) for name in names]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', MARK, *symbols, "</svg>", ""])


def symbol(name: str, nodes: list[tuple[str, dict[str, str]]]) -> str:
    shapes = "".join(f"<{tag} {attributes(given)}/>" for tag, given in nodes)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def attributes(given: dict[str, str]) -> str:
    return " ".join(f'{key}="{value}"' for key, value in given.items())


def main(words: list[str]) -> int:
    text = sprite(used())
    if "--check" in words:
        if SPRITE.read_text(encoding="utf-8") != text:
            print("icons.svg đã cũ: chạy .venv/bin/python -m scripts.icons")
            return 1
        return 0
    SPRITE.write_text(text, encoding="utf-8")
    print(f"{SPRITE.relative_to(ROOT)}: {text.count('<symbol')} biểu tượng, {len(text.encode())} byte")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
