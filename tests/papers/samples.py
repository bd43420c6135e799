"""Papers of invented people: a minute of handing over, a decision, a công văn, a report with a wide appendix."""

from datetime import date

from diemtua.papers.kinds import Authority, Kind, Urgency
from diemtua.papers.paper import (
    Appendix,
    Column,
    Fact,
    Issuer,
    Item,
    Level,
    Paper,
    Signature,
    Stead,
    Table,
    Text,
)

HEALTH = Issuer("Sở Y tế", "Ủy ban nhân dân thành phố Cần Thơ", "SYT")
HEAD = Signature("Giám đốc", "Trần Thị Mây")
DEPUTY = Signature("Phó Giám đốc", "Lê Văn Sông", (Stead(Authority.FOR_HEAD, "Giám đốc"),))


def minutes():
    """Biên bản giao nhận nạn nhân: two sides sign, the number comes later."""
    return Paper(
        issuer=Issuer("Ủy ban nhân dân xã Phú Mây", "Ủy ban nhân dân thành phố Cần Thơ", "UBND"),
        kind=Kind.MINUTES,
        place="Phú Mây",
        on=date(2026, 2, 5),
        summary="Giao nhận nạn nhân bị mua bán",
        kept_by="",
        body=(
            Text(
                "Hôm nay, hồi 14 giờ 30 phút, ngày 05 tháng 02 năm 2026, tại trụ sở Ủy ban nhân dân xã Phú Mây,"
                " chúng tôi gồm:"
            ),
            Item(Level.PART, "Bên giao"),
            Fact("Ông", "Nguyễn Văn Suối, chức vụ: Đồn phó Đồn Biên phòng cửa khẩu Bờ Lau"),
            Fact("Số giấy chứng minh"),
            Item(Level.PART, "Bên nhận"),
            Fact("Bà", "Trần Thị Mây, chức vụ: công chức Văn hóa - Xã hội xã Phú Mây"),
            Item(Level.PART, "Nội dung giao nhận"),
            Item(Level.CLAUSE, "Người được giao nhận", titled=True),
            Fact("Họ và tên", "Lò Thị Nắng"),
            Fact("Ngày, tháng, năm sinh", "không rõ; khoảng 17 tuổi"),
            Fact("Giấy tờ tùy thân"),
            Item(Level.CLAUSE, "Tình trạng sức khỏe, tâm lý lúc giao nhận", titled=True),
            Item(Level.DASH, "Đi lại bình thường, không có thương tích nhìn thấy được;"),
            Item(Level.DASH, "Đề nghị được cán bộ nữ tiếp chuyện."),
            Item(Level.CLAUSE, "Tài liệu, đồ vật kèm theo", titled=True),
            Table(
                (
                    Column("STT", 0.5, True),
                    Column("Tên tài liệu, đồ vật", 3),
                    Column("Số lượng", 1, True),
                    Column("Ghi chú", 1.5),
                ),
                (
                    ("1", "Tờ khai ban đầu", "01", "bản chính"),
                    ("2", "Điện thoại di động", "01", "đã niêm phong"),
                ),
            ),
            Fact("Ý kiến của người được giao nhận", lines=2),
            Text(
                "Biên bản lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản; kết thúc hồi 15 giờ 10 phút"
                " cùng ngày, đã đọc cho mọi người cùng nghe và ký tên."
            ),
        ),
        signatures=(
            Signature(party="Đại diện bên giao", name="Nguyễn Văn Suối"),
            Signature(party="Đại diện bên nhận"),
        ),
    )


def decision():
    """Quyết định: bases, enacting words, articles, Nơi nhận, one signature in the head's stead."""
    return Paper(
        issuer=HEALTH,
        kind=Kind.DECISION,
        place="Cần Thơ",
        number=4,
        on=date(2026, 3, 9),
        summary="Về việc tiếp nhận nạn nhân vào cơ sở trợ giúp xã hội",
        decided_by="Giám đốc Sở Y tế",
        bases=(
            "Căn cứ Luật Phòng, chống mua bán người ngày 28 tháng 11 năm 2024;",
            "Căn cứ Nghị định số 162/2025/NĐ-CP ngày 29 tháng 6 năm 2025 của Chính phủ",
            "Theo đề nghị của Trưởng phòng Bảo trợ xã hội",
        ),
        body=(
            Item(
                Level.ARTICLE,
                "Tiếp nhận bà Lò Thị Nắng vào Trung tâm Công tác xã hội thành phố kể từ ngày ký.",
            ),
            Item(Level.ARTICLE, "Trung tâm Công tác xã hội thành phố có trách nhiệm:"),
            Item(Level.POINT, "Bố trí nơi ở an toàn, giữ bí mật thông tin;"),
            Item(Level.POINT, "Lập kế hoạch hỗ trợ trong 07 ngày làm việc;"),
            Item(Level.POINT, "Báo cáo Sở Y tế kết quả thực hiện;"),
            Item(Level.POINT, "Phối hợp với gia đình khi người được tiếp nhận đồng ý."),
            Item(
                Level.ARTICLE,
                "Quyết định này có hiệu lực kể từ ngày ký. Trưởng phòng Bảo trợ xã hội, Giám đốc Trung tâm"
                " Công tác xã hội và bà Lò Thị Nắng chịu trách nhiệm thi hành Quyết định này",
            ),
        ),
        signatures=(DEPUTY,),
        recipients=("Như Điều 3", "Giám đốc Sở (để báo cáo)"),
        kept_by="VT, BTXH",
        drafter="PTL",
        copies=5,
    )


def letter():
    """Công văn: V/v under the number, several addressees, an urgency mark, the foot of page one."""
    return Paper(
        issuer=HEALTH,
        kind=Kind.OFFICIAL_LETTER,
        unit="BTXH",
        place="Cần Thơ",
        summary="phối hợp xác minh nạn nhân",
        addressees=("Công an thành phố Cần Thơ;", "Ủy ban nhân dân xã Phú Mây"),
        body=(
            Text(
                "Sở Y tế tiếp nhận hồ sơ số 2026-0417 ngày 05 tháng 02 năm 2026. Để bảo đảm thời hạn xác minh 03 ngày"
                " làm việc, Sở Y tế đề nghị:"
            ),
            Item(Level.CLAUSE, "Công an thành phố cử cán bộ phối hợp xác minh."),
            Item(Level.CLAUSE, "Ủy ban nhân dân xã Phú Mây bố trí nơi tiếp, có cán bộ nữ."),
            Text("Đề nghị các cơ quan quan tâm phối hợp"),
        ),
        signatures=(HEAD,),
        recipients=("Như trên", "Lưu trữ cơ quan"),
        kept_by="VT, BTXH",
        urgency=Urgency.IMMEDIATE,
        draft=True,
        contact="Số 1 đường Bờ Lau, phường Phú Mây, thành phố Cần Thơ. Điện thoại: 02920000000. Thư: syt@vi-du.vn",
    )


def report():
    """Báo cáo with a landscape appendix of twelve columns."""
    months = tuple(Column(f"Tháng {n}", 1, True) for n in range(1, 12))
    rows = tuple((f"Xã thứ {n}", *(str(n * m % 7) for m in range(1, 12))) for n in range(1, 61))
    return Paper(
        issuer=HEALTH,
        kind=Kind.REPORT,
        place="Cần Thơ",
        summary="Kết quả tiếp nhận, hỗ trợ nạn nhân năm 2026",
        addressees=("Ủy ban nhân dân thành phố",),
        body=(Item(Level.PART, "Kết quả chung"), Text("Số liệu chi tiết tại Phụ lục")),
        signatures=(HEAD,),
        appendices=(
            Appendix(
                "Số lượt tiếp nhận theo xã",
                (Table((Column("Xã", 2), *months), rows, ("Cộng", *["9"] * 11)),),
                True,
            ),
        ),
    )
