"""Duties told by rows of tables, whose cells may say "Như trên" or be drawn over several rows."""

from __future__ import annotations

import re

from diemtua.plans.reading import deadlines, leads, roles
from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.duty import Duty, Mute
from diemtua.plans.reading.leads import Context
from diemtua.plans.reading.model import Deadline
from diemtua.plans.reading.outline import Node
from diemtua.plans.reading.tables import Cell, Row, Table

MERGED = "Ô cơ quan chủ trì để trống; lấy theo dòng trên."
DITTO = re.compile(r"(?:như trên|nt|n/t|-nt-|//|″|\"|như (?:nhiệm vụ|mục|dòng) trên)\.?")


class Rows:
    """Rows read one after another, each with what the one above left; ``duties`` and ``mutes`` are the walk's."""

    def __init__(self, ctx: Context, duties: list[Duty], mutes: list[Mute]) -> None:
        self.ctx, self.duties, self.mutes = ctx, duties, mutes
        self._ditto: dict[str, list[Mention]] = {}
        self._ditto_time: Deadline | None = None
        self._beside: list[Mention] = []
        self._above: Node | None = None
        self._heads: tuple[Table, set[str]] | None = None

    def read(self, node: Node) -> None:
        assert node.row is not None and node.table is not None
        row, table = node.row, node.table
        if not table.assigns:
            return
        if row.group and (not node.label[:1].isdigit() or self._stands_bare(row)):
            self._above = None
            return
        self._duty(node, row.cells)

    def _stands_bare(self, row: Row) -> bool:
        """A numbered row with nothing but a heading in capitals, or with no row above to share its cells with."""
        content = row.cells.get("content")
        return (
            content is None
            or self._above is None
            or self.ctx.view.text[content.start : content.end].isupper()
        )

    def _duty(self, node: Node, cells: dict[str, Cell]) -> None:
        """A row's duty, its "Như trên" answered by the row above, and a lead cell left blank by the merged one above it."""
        content = cells.get("content") or cells.get("product")
        if content is None:
            return
        self._beside = []
        merged = self._merged(node, cells)
        if node.row is not None and node.row.group and not merged:
            self._above = None
            return
        party = self._ditto.get("lead", []) if merged else self._column("lead", cells)
        helpers = self._beside + (
            self._column("support", cells)
            if "support" in cells or not merged
            else self._ditto.get("support", [])
        )
        helpers = helpers + self._column("doer", cells)
        deadline = self._row_time(cells) if "time" in cells or not merged else self._time_above()
        if not party:
            acting = leads.subject(self.ctx, content.start, content.end)
            party = acting.mentions if acting else []
        if not party:
            self.mutes.append(
                Mute(node, content.start, content.end, "Dòng của bảng không nêu cơ quan chủ trì.")
            )
            return
        receivers = self._column("receiver", cells)
        self.duties.append(
            Duty(node, content.start, content.end, party, [h for h in leads.distinct(helpers) if h not in party],
                 deadline, 0.7 if merged else 0.95, "row", receivers=receivers, doubts=[MERGED] if merged else [])
        )  # fmt: skip

    def _merged(self, node: Node, cells: dict[str, Cell]) -> bool:
        """A numbered row whose lead cell is blank, under a row of the same group that has one: the cell was drawn over both."""
        above, self._above = self._above, node
        if (
            "lead" in cells
            or node.table is None
            or "lead" not in node.table.roles
            or not self._ditto.get("lead")
        ):
            return False
        if above is None or above.table is not node.table or above.parent is not node.parent:
            return False
        return node.label not in self._parents(node.table)

    def _parents(self, table: Table) -> set[str]:
        """Labels that rows beneath carry on: 3 for 3.1."""
        if self._heads is None or self._heads[0] is not table:
            self._heads = table, {row.label.rpartition(".")[0] for row in table.rows if row.label}
        return self._heads[1]

    def _time_above(self) -> Deadline:
        above = self._ditto_time
        return Deadline("none") if above is None else above._replace(confidence=min(above.confidence, 0.7))

    def _column(self, role: str, cells: dict[str, Cell]) -> list[Mention]:
        cell = cells.get(role)
        if cell is None:
            return []
        if DITTO.fullmatch(self.ctx.folded[cell.start : cell.end].strip()):
            return self._ditto.get(role, [])
        if role == "lead" and "phối hợp" in self.ctx.folded[cell.start : cell.end]:
            found, self._beside = roles.roles(self.ctx, cell.start, cell.end)
        else:
            found = roles.cell(self.ctx, cell.start, cell.end)
        self._ditto[role] = found
        return found

    def _row_time(self, cells: dict[str, Cell]) -> Deadline:
        cell = cells.get("time")
        if cell is None:
            return Deadline("none")
        words = self.ctx.folded[cell.start : cell.end].strip()
        if DITTO.fullmatch(words) and self._ditto_time is not None:
            above = self._ditto_time
            return Deadline(
                above.kind,
                above.value,
                self.ctx.view.quote(cell.start, cell.end),
                cell.start,
                cell.end,
                above.confidence,
                above.doubts,
            )
        self._ditto_time = self._time_of(cell.start, cell.end)
        return self._ditto_time

    def _time_of(self, start: int, end: int) -> Deadline:
        return deadlines.best(self.ctx.view.text, start, end, frame=self.ctx.frame, column=True)
