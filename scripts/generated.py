"""Pages that are written by the code they describe; ``--check`` tells which are out of date.

python -m scripts.generated [--check]
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
DOCS = HOUSE / "docs"
RULE = re.compile(r"^@source\(", re.MULTILINE)
HEAD = "<!-- Trang này do `python -m scripts.generated` viết ra; sửa ở mã nguồn, không sửa ở đây. -->\n\n"


def law_index() -> str:
    """Every rule with its text and dates, and the time limits of victims' cases, which are rows."""
    import_rules()
    from diemtua.cases.rules.catalogue import table
    from diemtua.kernel.sources import law_index_table

    limits = f"# Thời hạn trong hồ sơ nạn nhân\n\n{table()}"
    return f"# Chỉ mục căn cứ pháp lý\n\n{law_index_table()}\n{limits}"


def import_rules() -> None:
    """Import every module that states a rule, so that the register of rules is whole."""
    for path in sorted((HOUSE / "diemtua").rglob("*.py")):
        if RULE.search(path.read_text(encoding="utf-8")):
            import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts))


def tasks_diagram() -> str:
    """The life of a task, drawn from its table."""
    from diemtua.plans.states import TASK_LIFE

    return f"# Vòng đời của một việc\n\n```mermaid\n{TASK_LIFE.mermaid('Việc được giao')}```\n"


def cases_diagram() -> str:
    """The four lives of a victim's case, each drawn from its table, with what each move asks for."""
    from diemtua.cases.states import LIVES

    chapters = [
        f"## {title}\n\n```mermaid\n{life.table.mermaid(title)}```\n\n"
        "| Việc làm | Điều kiện, hỏi theo thứ tự | Phải có khi thực hiện |\n|---|---|---|\n"
        + "\n".join(
            f"| {move.label} (`{name}`) | {'; '.join(map(first_line, move.guards))} |"
            f" {'; '.join(map(first_line, life.needs.get(name, ())))} |"
            for name, move in life.table.moves.items()
        )
        for title, life in LIVES.items()
    ]
    return "# Bốn vòng đời của một hồ sơ nạn nhân\n\n" + "\n\n".join(chapters) + "\n"


def coordination_diagram() -> str:
    """The life of a movement, the four ways, and what each purpose of a referral shows."""
    from diemtua.coordination.rules.needs import shown_for
    from diemtua.coordination.rules.ways import ways
    from diemtua.coordination.states import MOVEMENT_LIFE

    title = "Một lần chuyển hồ sơ giữa các cơ quan"
    columns = list(ways().values())
    rows = {
        "Ai bắt đầu": [way.starts.label for way in columns],
        "Khi nào đổi cơ quan giữ": [way.changes.label for way in columns],
        "Nơi nhận thấy gì": [way.sees.label for way in columns],
        "Nơi nhận trả lời": [
            _labels(MOVEMENT_LIFE.table.moves[name].label for name in way.answers) for way in columns
        ],
        "Hết quyền xem khi": [_labels(state.label for state in way.ends) for way in columns],
        "Cần đồng ý": [_labels(what.label for what in way.consents) for way in columns],
        "Không có đồng ý": ["có căn cứ và lý do" if way.overridable else "–" for way in columns],
        "Ra ngoài hệ thống": [way.outside.label for way in columns],
    }
    table = "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items())
    needs = "\n".join(
        f"| {need.purpose.label} | {'; '.join(part.label for part in need.parts)} | {need.instead} |"
        for need in shown_for()
    )
    return (
        f"# {title}\n\n```mermaid\n{MOVEMENT_LIFE.table.mermaid(title)}```\n\n## Bốn cách\n\n"
        f"| | {' | '.join(way.kind.label for way in columns)} |\n|---|{'---|' * len(columns)}\n{table}\n\n"
        f"## Mục đích chuyển tuyến cần những phần nào\n\n| Mục đích | Phần được chia sẻ, nhiều nhất | Ghi chú |\n|---|---|---|\n{needs}\n"
    )


def _labels(words: Iterable[str]) -> str:
    return "; ".join(sorted(words)) or "–"


def permissions() -> str:
    """Which guard each move asks, in order: the permission matrix."""
    from diemtua.plans.states import TASK_LIFE

    rows = [
        f"| {move.label} (`{move.name}`) | {', '.join(str(s.label) for s in move.sources)} | {move.target.label} |"
        f" {'; '.join(first_line(guard) for guard in move.guards)} |"
        for move in TASK_LIFE.moves.values()
    ]
    return "\n".join(
        [
            "# Ai được làm gì với một việc",
            "",
            "| Việc làm | Từ tình trạng | Đến | Điều kiện, hỏi theo thứ tự |",
            "|---|---|---|---|",
            *rows,
            "",
            "# Đường dẫn và cửa của nó",
            "",
            "| Đường dẫn | Cửa |",
            "|---|---|",
            *(f"| `/{route}` | {door} |" for route, door in doors()),
            "",
        ]
    )


def first_line(guard: Callable[..., object]) -> str:
    return f"`{guard.__name__}`"


def doors() -> list[tuple[str, str]]:
    """Every route of ours with its door."""
    from diemtua.access.checks import routes

    return sorted((route, view.guard) for route, view in routes() if hasattr(view, "guard"))


PAGES: dict[str, Callable[[], str]] = {
    "law-index.md": law_index,
    "diagrams/tasks.md": tasks_diagram,
    "diagrams/cases.md": cases_diagram,
    "diagrams/coordination.md": coordination_diagram,
    "permissions.md": permissions,
}


def stale() -> list[str]:
    """Names of pages whose file is not what the code says."""
    return [name for name, write in PAGES.items() if not is_current(DOCS / name, HEAD + write())]


def is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
    import django

    django.setup()
    if "--check" in words:
        for name in stale():
            print(f"docs/{name} không còn đúng với mã nguồn: chạy python -m scripts.generated")
        return 1 if stale() else 0
    for name, write in PAGES.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + write(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
