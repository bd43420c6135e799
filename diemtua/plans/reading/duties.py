"""Duties as they are found in clauses, table rows and named lines, before they become tasks or reports.

The walk goes down the tree with the party whose section it is. A duty is the
smallest clause that itself says what to do; deeper bullets belong to it unless
they name another lead or a time of their own.
"""

from __future__ import annotations

import re

from diemtua.plans.reading import deadlines, fields, leads, orphans, roles, rows
from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.duty import Duty, Mute, Passage
from diemtua.plans.reading.leads import Context
from diemtua.plans.reading.model import Deadline
from diemtua.plans.reading.outline import Node
from diemtua.plans.reading.passages import Pages, paragraphs
from diemtua.plans.reading.tables import Cell
from diemtua.plans.reading.text import fold

PURPOSE = re.compile(
    r"mục đích|^(?:các )?yêu cầu\b|mục tiêu|chỉ tiêu|quan điểm|nguyên tắc|(?:khái quát|đánh giá|đặc điểm|nhận định|thực trạng|bối cảnh)[^.]{0,20}tình hình|^tình hình|"
    r"thực trạng|^đặc điểm|^đánh giá (?:chung|kết quả)|^nhận định|sự cần thiết|^căn cứ|^phạm vi|^đối tượng|khái niệm|giải thích từ|kết quả đạt được|phương châm|^định hướng"
)
NO_TASK = re.compile(r"kinh phí|hiệu lực|điều khoản")
_FORMULA = re.compile(
    r"chịu trách nhiệm (?:thi hành|thực hiện|tổ chức thực hiện) (?:quyết định|kế hoạch|chương trình|văn bản) này\W*$|có hiệu lực (?:thi hành )?(?:kể )?từ ngày"
)
VERBS = re.compile(
    r"(?:(?:tiếp tục|tích cực|chủ động|kịp thời|thường xuyên|định kỳ|khẩn trương|tập trung|trực tiếp|nghiêm túc|hằng năm|hàng năm|hằng tháng|hằng quý|đồng thời|tổ chức)[, ]*(?:và )?)*"
    r"(?:chủ trì|phối hợp|tham mưu|tham gia|chỉ đạo|hướng dẫn|xây dựng|triển khai|thực hiện|tổ chức|rà soát|tăng cường|đẩy mạnh|"
    r"kiểm tra|thanh tra|giám sát|theo dõi|đôn đốc|tổng hợp|báo cáo|đề xuất|nghiên cứu|ban hành|bố trí|lồng ghép|cập nhật|"
    r"tuyên truyền|vận động|phổ biến|quản lý|đảm bảo|bảo đảm|cung cấp|tiếp nhận|xử lý|thẩm định|trình|lập|cử|giao|mở|duy trì|"
    r"nâng cao|nâng cấp|phát huy|phát hiện|phát động|đưa|hỗ trợ|kiện toàn|củng cố|hoàn thiện|hoàn thành|huy động|gửi|công khai|công bố|"
    r"chuẩn bị|thành lập|đào tạo|bồi dưỡng|tập huấn|thống kê|đánh giá|xác định|quán triệt|ký|phân công|đổi mới|khảo sát|số hóa|"
    r"biên soạn|thí điểm|cấp|kết nối|tích hợp|nhân rộng|nắm|điều tra|kêu gọi|vận hành|trang bị|sửa chữa|yêu cầu|thu|chi|quy hoạch|"
    r"lựa chọn|chọn|trao|treo|phát|dự báo|là (?:cơ quan|đơn vị)|chịu trách nhiệm|có trách nhiệm|căn cứ|cụ thể hóa|ưu tiên|thông tin|thông báo|khuyến khích|"
    r"kiểm soát|ngăn chặn|mua|sản xuất|nhắn tin|giải quyết|khắc phục|phòng|bảo vệ|khám|chăm sóc|dạy|thiết lập|đấu tranh|hưởng ứng|làm tốt|thường trực|giúp|tạo|chuyển|rút|tập hợp|in|đăng|sắp xếp|tiến hành|áp dụng|niêm yết|đấu thầu|tuyển|liên kết|dành|lưu)\b"
)


class Walk:
    """One walk over the tree; ``duties`` and ``mutes`` fill as it goes."""

    def __init__(self, ctx: Context, pages: Pages) -> None:
        self.ctx, self.pages = ctx, pages
        self.duties: list[Duty] = []
        self.mutes: list[Mute] = []
        self.passages: list[Passage] = []
        self.rows = rows.Rows(ctx, self.duties, self.mutes)

    def run(self, root: Node) -> None:
        for child in root.children:
            self._node(child, [], False)

    def passage(self, start: int, end: int) -> None:
        """A closing or unlabelled passage: one duty per paragraph with its own lead."""
        for a, b in paragraphs(self.pages, start, end):
            for low, high in self._by_lead(a, b):
                self._paragraph(None, low, high, [])

    # ------------------------------------------------------------ nodes

    def _node(self, node: Node, owner: list[Mention], purpose: bool) -> None:
        if node.row is not None and node.table is not None:
            self.rows.read(node)
            for child in node.children:
                self._node(child, owner, purpose)
            return
        words = fold(self.ctx.view.text[node.body : min(node.own_end, node.body + 160)])
        head = leads.opening(self.ctx, node.body, node.own_end) if node.body < node.own_end else None
        if head is None or node.kind in {"roman", "upper", "part"} and not head.mentions:
            purpose = (
                purpose
                or (bool(node.children) or node.kind in {"roman", "part", "upper"})
                and self._is_purpose(node, words)
            )
        if head is not None and self._over_others(node, list(head.mentions)):
            head = None
        if head is not None:
            purpose = False
            owner = list(head.mentions)
        elif node.children:
            owner = self._charged_heading(node) or owner
        groups = self._named_lines(node)
        if groups:
            self._lines(node, groups, owner)
            return
        body = head.body if head is not None else node.body
        if not node.children:
            self._leaf(node, body, owner, purpose)
        elif self._states(node, body, owner, purpose):
            self._whole(node, body, owner)
        else:
            own = self._own_sentence(node, body, purpose) if head is None else None
            if own is not None:
                self._paragraph(node, *self._tight(body, node.own_end), owner, purpose)
                owner = owner or list(own.mentions)
            elif head is None and owner and self._orders_report(node, body):
                self._paragraph(node, *self._tight(body, node.own_end), owner, purpose)
            elif head is not None or node.kind in {"roman", "part", "upper", "article"}:
                self._rest(node, body, owner, purpose, head is not None)
            orphan = orphans.lead(self.ctx, node, owner)
            for child in node.children:
                implied = orphan if orphan and child in orphan.children else None
                before = len(self.duties)
                self._node(child, owner, purpose)
                if implied is not None:
                    self._imply(child, implied, before)

    def _own_sentence(self, node: Node, body: int, purpose: bool) -> leads.Group | None:
        """ "1. Công an tỉnh chủ trì … nạn nhân." over "a) …": the party of a sentence that asks for something itself."""
        own = self.ctx.folded[body : node.own_end].strip()
        if (
            purpose
            or node.kind not in {"number", "decimal", "paren", "letter"}
            or len(own) < 40
            or not own.endswith((".", ";"))
        ):
            return None
        acting = leads.subject(self.ctx, body, node.own_end)
        if acting is None or any(m.generic for m in acting.mentions) or not leads.may_lead(self.ctx, acting):
            return None
        return acting

    def _orders_report(self, node: Node, body: int) -> bool:
        """ "a) Báo cáo kết quả trước ngày 15/11." over bullets: a whole sentence that orders a report."""
        own = self.ctx.folded[body : node.own_end].strip()
        return own.endswith((".", ";")) and REPORTING.match(own) is not None

    def _over_others(self, node: Node, mentions: list[Mention]) -> bool:
        """ "III. NHIỆM VỤ CỦA CÁC CƠ QUAN, ĐƠN VỊ": a heading over clauses that each head their own party."""
        if not all(m.generic for m in mentions):
            return False
        return any(
            leads.opening(self.ctx, c.body, c.own_end) is not None
            for c in node.children
            if c.kind != "bullet"
        )

    def _charged_heading(self, node: Node) -> list[Mention]:
        """ "I. Giao Sở Y tế đối với mạng lưới y tế cơ sở": the heading charges a party for all beneath."""
        own = self.ctx.folded[node.body : node.own_end].strip()
        bracket = (
            roles.bracket(self.ctx, node.body, node.own_end) if own.endswith((")", "):", ").")) else None
        )
        if bracket is not None and len(own) < 400:
            return roles.roles(self.ctx, *bracket)[0]
        lists = own.endswith(":") and (
            _HEADS_LIST.search(own) or all(c.kind != "bullet" for c in node.children)
        )
        if len(own) > 260 or own.endswith((".", ";")) or (own.endswith(":") and not lists):
            return []
        acting = leads.subject(self.ctx, node.body, node.own_end)
        if acting is None or not (lists or re.match(r"(?:đề nghị|giao|phân công|trách nhiệm)", own)):
            return []
        return list(acting.mentions) if leads.may_lead(self.ctx, acting) else []

    def _is_purpose(self, node: Node, words: str) -> bool:
        first = words.split("\n")[0][:110]
        return bool(PURPOSE.search(first)) and not re.search(
            r"nhiệm vụ|tổ chức thực hiện|giải pháp|phân công|\bgiao\b", first
        )

    def _imply(self, child: Node, orphan: orphans.Orphan, before: int) -> None:
        """Give duties under a lost heading the lead their words point to."""
        inside = set(map(id, child.walk()))
        self.passages = [
            p._replace(implied=orphan.code)
            if p.node is not None and id(p.node) in inside and not p.owner
            else p
            for p in self.passages
        ]
        if len(self.duties) > before or child.children and child.children[0].kind != "bullet":
            return
        if self.mutes and self.mutes[-1].node is child:
            self.mutes.pop()
        span = (child.body, child.end)
        self.duties.append(
            Duty(child, *span, [], leads.coordinating(self.ctx, *span, []), self._best(*span), 0.4, "orphan", orphan.code,
                 ["Mất tiêu đề nêu cơ quan chủ trì; cơ quan được suy ra từ nội dung."])
        )  # fmt: skip

    def _best(self, start: int, end: int) -> Deadline:
        return deadlines.best(self.ctx.view.text, start, leads.window(start, end), frame=self.ctx.frame)

    # ------------------------------------------------------------ clauses of prose

    def _states(self, node: Node, body: int, owner: list[Mention], purpose: bool) -> bool:
        """Whether a clause with bullets says itself what to do, so that they belong to it."""
        if purpose or any(child.kind != "bullet" for child in node.children):
            return False
        own = self.ctx.folded[body : node.own_end].strip()
        if not own:
            return False
        tail = roles.bracket(self.ctx, node.children[-1].start, node.end)
        if tail is not None and "\n" in self.ctx.view.text[tail[0] - 2 : tail[0]]:
            return True
        acting = leads.subject(self.ctx, body, node.own_end)
        if _HEADS_LIST.search(own) or (acting is not None and not own.endswith((":", ".", ";"))):
            return False
        if acting is not None:
            return not self._bullets_differ(node, acting.mentions)
        if not owner or not VERBS.match(own):
            return False
        return own.endswith(":") and not self._bullets_differ(node, owner) or node.kind == "bullet"

    def _bullets_differ(self, node: Node, owner: list[Mention]) -> bool:
        codes = {m.code for m in owner}
        for child in node.children:
            acting = leads.subject(self.ctx, child.body, child.own_end)
            if acting is not None and not codes & {m.code for m in acting.mentions}:
                return True
        return False

    def _whole(self, node: Node, body: int, owner: list[Mention]) -> None:
        """A clause with its bullets as one duty; bullets with a time of their own stand alone."""
        apart = (
            []
            if roles.bracket(self.ctx, node.children[-1].start, node.end)
            else [c for c in node.children if self._own_term(c)]
        )
        if apart and len(apart) < len(node.children) + 1:
            acting = leads.subject(self.ctx, body, node.own_end)
            party = acting.mentions if acting else owner
            if len(apart) < len(node.children):
                self.passages.append(Passage(node, body, node.own_end, tuple(party)))
                self._duty(node, body, node.end, party, owner)
            for child in apart:
                self._node(child, list(party), False)
            return
        self.passages.append(Passage(node, body, node.end, tuple(owner)))
        self._duty(node, body, node.end, None, owner)

    def _own_term(self, child: Node) -> bool:
        return self._best(child.body, child.end).kind in {"date", "period"}

    def _leaf(self, node: Node, body: int, owner: list[Mention], purpose: bool) -> None:
        parts = paragraphs(self.pages, body, node.end)
        if not parts:
            return
        if len(parts) > 1 and not owner and self._is_title(*parts[0]):
            purpose = purpose or self._is_purpose(node, self.ctx.folded[slice(*parts[0])])
            parts = parts[1:]
        merged = [parts[0]]
        for low, high in parts[1:]:
            if self._stands_alone(low, high, bool(owner)):
                merged.append((low, high))
            else:
                merged[-1] = (merged[-1][0], high)
        if not owner:
            merged = [piece for low, high in merged for piece in self._by_lead(low, high, forward=True)]
        for low, high in merged:
            self._paragraph(node, low, high, owner, purpose)

    def _is_title(self, low: int, high: int) -> bool:
        words = self.ctx.folded[low:high]
        return (
            len(words) < 200
            and not words.endswith((".", ";", ":", "./."))
            and leads.subject(self.ctx, low, high) is None
        )

    def _by_lead(self, low: int, high: int, *, forward: bool = False) -> list[tuple[int, int]]:
        """A paragraph cut where a sentence puts another party in charge; ``forward`` gives its first words to the first party."""
        pieces: list[tuple[int, int]] = []
        led = False
        for a, b in leads.sentences(self.ctx, low, high, full=True):
            leading = self._puts_in_charge(a, b) if forward else leads.subject(self.ctx, a, b) is not None
            if pieces and (not leading or forward and not led):
                pieces[-1] = (pieces[-1][0], b)
            else:
                pieces.append((a, b))
            led = led or leading
        return [self._tight(a, b) for a, b in pieces]

    def _puts_in_charge(self, low: int, high: int) -> bool:
        """Whether a sentence charges a party of its own; "các sở, ngành" after a party's task belongs to that task."""
        return any(
            not m.generic and m.code != "cac-so-nganh"
            for g in leads.named(self.ctx, low, high)
            for m in g.mentions
        )

    def _tight(self, low: int, high: int) -> tuple[int, int]:
        cell = fields.trim(self.ctx.view, low, high)
        return cell.start, cell.end

    def _stands_alone(self, low: int, high: int, owned: bool) -> bool:
        if REPORTING.match(self.ctx.folded[low : low + 420].strip()):
            return True
        return not owned and bool(leads.named(self.ctx, low, high))

    def _rest(self, node: Node, body: int, owner: list[Mention], purpose: bool, headed: bool) -> None:
        """Paragraphs between a heading and its first child."""
        parts = paragraphs(self.pages, body, node.own_end)
        if not headed:
            parts = parts[1:] if node.kind != "article" else parts
        for low, high in parts:
            if not self.ctx.folded[low:high].rstrip().endswith(":"):
                self._paragraph(node, low, high, owner, purpose)

    def _paragraph(
        self, node: Node | None, low: int, high: int, owner: list[Mention], purpose: bool = False
    ) -> None:
        words = self.ctx.folded[low:high]
        if _FORMULA.search(words) or (node is None and _APPEAL.match(words.strip())):
            return
        self.passages.append(Passage(node, low, high, tuple(owner)))
        if not owner and leads.told(self.ctx, *self._first_sentence(low, high)):
            return
        bracket = roles.bracket(self.ctx, low, high)
        if bracket is not None:
            self._duty(node, low, high, None, owner)
            return
        party = self._party(low, high, owner)
        if node is None:
            party = [m for m in party if m.code != "co-quan-lien-quan"]
        if not party or (purpose and not re.search(r"\bgiao\b|chủ trì", words)):
            if not purpose and VERBS.match(words.strip()) and (node is None or not self._funding(node)):
                self.mutes.append(
                    Mute(node, low, high, "Có việc phải làm nhưng không nêu cơ quan thực hiện.")
                )
            return
        self._duty(node, low, high, party, owner)

    def _funding(self, node: Node) -> bool:
        heads = [node, *node.up()]
        return any(NO_TASK.search(fold(self.ctx.view.text[n.body : n.body + 60])) for n in heads)

    def _first_sentence(self, low: int, high: int) -> tuple[int, int]:
        return next(leads.sentences(self.ctx, low, high), (low, high))

    def _party(self, low: int, high: int, owner: list[Mention]) -> list[Mention]:
        """The section's party, unless the clause names another as its subject."""
        if owner:
            acting = leads.subject(self.ctx, *self._first_sentence(low, high))
            if acting is None or not leads.may_lead(self.ctx, acting):
                return owner
            generic = all(m.code == "co-quan-lien-quan" for m in acting.mentions)
            return (
                owner
                if generic
                or {m.code for m in acting.mentions} <= {m.code for m in owner}
                and len(acting.mentions) == len(owner)
                else acting.mentions
            )
        found = [m for g in leads.named(self.ctx, low, high) for m in g.mentions]
        return [m for m in found if m.code != "co-quan-lien-quan"]

    def _duty(
        self, node: Node | None, low: int, high: int, party: list[Mention] | None, owner: list[Mention]
    ) -> None:
        bracket = roles.bracket(self.ctx, low, high)
        helpers: list[Mention] = []
        confidence, origin = (0.95, "heading") if owner else (0.85, "subject")
        if bracket is not None:
            named, helpers = roles.roles(self.ctx, *bracket)
            if named:
                party, confidence, origin = named, 0.95, "bracket"
        if party is None:
            acting = leads.subject(self.ctx, low, high)
            party = acting.mentions if acting and leads.may_lead(self.ctx, acting) else owner
        helpers = leads.distinct([*helpers, *leads.coordinating(self.ctx, low, high, party)])
        apart = {} if bracket is not None else self._own_terms(low, high, list(party))
        for mention, deadline in apart.items():
            others = [h for h in helpers if h not in party]
            self.duties.append(Duty(node, low, high, [mention], others, deadline, confidence, origin))
        if apart:
            return
        self.duties.append(
            Duty(
                node,
                low,
                high,
                list(party),
                [h for h in helpers if h not in party],
                self._best(low, high),
                confidence,
                origin,
            )
        )

    def _own_terms(self, low: int, high: int, party: list[Mention]) -> dict[Mention, Deadline]:
        """ "Sở A sơ kết quý III/2028; Sở B chuẩn bị tổng kết quý IV/2030": each lead's own term, when every part has one."""
        if len(party) < 2:
            return {}
        found: dict[Mention, Deadline] = {}
        for a, b in leads.sentences(self.ctx, low, high):
            own = [m for m in party if a <= m.start < b]
            deadline = self._best(a, b)
            if not own or deadline.kind == "none":
                return {}
            found |= dict.fromkeys(own, deadline)
        return found if len(found) == len(party) and len({d.value for d in found.values()}) > 1 else {}

    # ------------------------------------------------------------ named lines

    def _named_lines(self, node: Node) -> list[fields.Fields]:
        """Groups of named lines in a leaf, or in bullets that hold nothing else."""
        if node.kind in {"roman", "part", "upper", "article"} and any(
            c.kind != "bullet" for c in node.children
        ):
            return []
        if node.children:
            keyed = [c for c in node.children if fields.is_line(self.ctx.view, c.body, c.end)]
            if len(keyed) < 2 and not self._runs_into(node, keyed):
                return self._trailing_lines(node)
        return fields.find(self.ctx.view, node.body, min(node.end, node.body + 3 * leads.WINDOW))

    def _runs_into(self, node: Node, keyed: list[Node]) -> bool:
        """One bullet holds all named lines, or "Cơ quan phối hợp:" over bullets that list the parties."""
        own = self.ctx.folded[node.body : node.own_end].strip()
        if any(c.kind != "bullet" for c in node.children) or not own:
            return False
        if len(keyed) == len(node.children) == 1:
            return bool(fields.find(self.ctx.view, keyed[0].body, keyed[0].end))
        return own.endswith(":") and bool(fields.find(self.ctx.view, node.body, node.own_end))

    def _trailing_lines(self, node: Node) -> list[fields.Fields]:
        """Named lines that follow a clause's bullets and speak for all of them."""
        last = node.children[-1]
        if any(c.kind != "bullet" for c in node.children) or last.children:
            return []
        found = fields.find(self.ctx.view, last.start, node.end)
        if (
            len(found) != 1
            or fields.inline(self.ctx.view, found[0])
            or fields.is_line(self.ctx.view, last.body, last.end)
        ):
            return []
        return [] if fields.find(self.ctx.view, node.body, last.start) else found

    def _lines(self, node: Node, groups: list[fields.Fields], owner: list[Mention]) -> None:
        at = node.body
        for group in groups:
            content = group.values.get("content")
            own = self._before_lines(node, fields.trim(self.ctx.view, at, group.start))
            if content is None or content.empty:
                content = own if not own.empty else fields.trim(self.ctx.view, node.body, groups[0].start)
                stop = content.end
                while stop > content.start and self.ctx.view.text[stop - 1] in ":(-–+ \n\t":
                    stop -= 1
                content = Cell(content.start, stop)
            whole = content.start, content.end
            self._line_group(node, group, content, whole, owner)
            at = group.end

    def _before_lines(self, node: Node, own: Cell) -> Cell:
        """ "b) Phân công thực hiện" over the lines: the clause before it tells the content."""
        if node.parent is None or not _ONLY_ROLES.fullmatch(
            self.ctx.folded[own.start : own.end].strip(" :.-")
        ):
            return own
        siblings = node.parent.children
        index = next(i for i, n in enumerate(siblings) if n is node)
        return Cell(siblings[index - 1].body, siblings[index - 1].end) if index else own

    def _line_group(
        self, node: Node, group: fields.Fields, content: Cell, whole: tuple[int, int], owner: list[Mention]
    ) -> None:
        lead = group.values["lead"]
        party, helpers = roles.roles(self.ctx, lead.start, lead.end)
        if not helpers:
            party = roles.cell(self.ctx, lead.start, lead.end) or owner
        for role in ("support", "doer"):
            if role in group.values:
                helpers += roles.cell(self.ctx, group.values[role].start, group.values[role].end)
        helpers += leads.coordinating(self.ctx, lead.start, lead.end, party)
        time = group.values.get("time")
        span = whole
        if content.empty or (
            fields.inline(self.ctx.view, group)
            and "content" not in group.values
            and not self._bracketed(group)
        ):
            span = (
                (node.body, node.end)
                if content.empty or group.end >= node.end - 3
                else (content.start, group.end)
            )
        node = next((c for c in node.children if c.start <= span[0] < c.end and c.kind != "bullet"), node)
        deadline = (
            self._time(time.start, time.end) if time is not None and not time.empty else self._best(*span)
        )
        if not party:
            self.mutes.append(Mute(node, *span, "Dòng cơ quan chủ trì không nêu được cơ quan nào."))
            return
        self.duties.append(
            Duty(
                node,
                *span,
                party,
                [h for h in leads.distinct(helpers) if h not in party],
                deadline,
                0.95,
                "lines",
            )
        )

    def _bracketed(self, group: fields.Fields) -> bool:
        """ "… xã, phường. (Cơ quan chủ trì: …)": the bracket stands after the sentence."""
        before = self.ctx.view.text[max(0, group.start - 4) : group.start].rstrip(" (")
        return "(" in self.ctx.view.text[group.start - 1 : group.start + 1] and before.endswith(".")

    def _time(self, start: int, end: int) -> Deadline:
        return deadlines.best(self.ctx.view.text, start, end, frame=self.ctx.frame, column=True)


_HEADS_LIST = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động)(?: cụ thể| trọng tâm| chủ yếu)*(?: như)? sau(?: đây)?\s*:$"
)
REPORTING = re.compile(
    r"(?:báo cáo|gửi báo cáo)\b|(?:định kỳ|hằng|hàng|trước ngày|chậm nhất|khi|kết thúc|nếu|trong quá trình)[^.]{0,260}\bbáo cáo\b|tổng hợp[^.;]{0,120}báo cáo"
)
_ONLY_ROLES = re.compile(
    r"(?:phân công|tổ chức|trách nhiệm|cơ quan|đơn vị|thời gian)(?: (?:trách nhiệm|nhiệm vụ|thực hiện|tổ chức|và|tiến độ|thời gian|cơ quan|,))*"
)
_APPEAL = re.compile(
    r"(?:[^.;]{0,90}, )?(?:yêu cầu|đề nghị)[^.;]{0,260}(?:nghiêm túc|khẩn trương|chủ động)[^.;]{0,120}\W*$"
)
