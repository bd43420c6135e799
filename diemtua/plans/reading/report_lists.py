"""Reports listed under one sentence: "… gửi báo cáo về Sở Y tế theo thời hạn sau:" over one line a period."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from diemtua.plans.reading import deadlines
from diemtua.plans.reading.duties import Walk
from diemtua.plans.reading.leads import Context
from diemtua.plans.reading.model import Deadline
from diemtua.plans.reading.outline import Node

_PERIOD = re.compile(
    r"(?:đối với )?(?:báo cáo|kỳ báo cáo|định kỳ|hằng|hàng|quý|(?:0?6|sáu|0?9|chín) tháng|năm|tháng|sơ kết|tổng kết|đột xuất)\b"
)
_SENDS = re.compile(r"\b(?:gửi|báo cáo)\b")


class Line(NamedTuple):
    """One line of such a list with its term; ``head`` is the clause over it."""

    head: Node
    node: Node
    due: Deadline


def find(ctx: Context, walk: Walk, names_receiver: Callable[[int, int], bool]) -> Iterator[list[Line]]:
    """Lists of at least two lines, each with a term and none with a receiver of its own."""
    for head in _heads(walk):
        low, high = lead_in(ctx, head)
        own = ctx.folded[low:high].strip()
        if not own.endswith(":") or not _SENDS.search(own) or not names_receiver(low, high):
            continue
        lines = [Line(head, child, _due(ctx, child)) for child in head.children]
        if len(lines) > 1 and all(_is_line(ctx, line, names_receiver) for line in lines):
            yield lines


def lead_in(ctx: Context, head: Node) -> tuple[int, int]:
    """The sentence over the lines, without the heading on a line of its own before it."""
    text = ctx.view.text
    line = text.find("\n", head.body, head.own_end)
    if line == -1 or text[line - 1] in ",;:" or not text[line : head.own_end].strip()[:1].isupper():
        return head.body, head.own_end
    return line + 1, head.own_end


def _heads(walk: Walk) -> Iterator[Node]:
    seen: set[int] = set()
    for passage in walk.passages:
        for node in (passage.node, passage.node.parent if passage.node is not None else None):
            if node is not None and id(node) not in seen:
                seen.add(id(node))
                yield node


def _due(ctx: Context, node: Node) -> Deadline:
    return deadlines.due(ctx.view.text, node.body, node.end, frame=ctx.frame)


def _is_line(ctx: Context, line: Line, names_receiver: Callable[[int, int], bool]) -> bool:
    node = line.node
    short = node.end - node.body < 240 and not node.children
    return (
        short
        and line.due.kind != "none"
        and _PERIOD.match(ctx.folded, node.body) is not None
        and not names_receiver(node.body, node.end)
    )
