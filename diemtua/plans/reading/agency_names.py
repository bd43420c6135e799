"""How agencies are written in plans: forms per code, in folded spelling (see ``text.fold``).

Every form is a regular expression over folded text in which one blank stands for
any white space. Within a first word the longest, most particular form comes first.
Codes are those of the exchange format; ``khac`` is an organisation it does not list.
"""

PROVINCES = (
    "an giang|bà rịa ?- ?vũng tàu|bà rịa vũng tàu|bắc giang|bắc kạn|bạc liêu|bắc ninh|bến tre|bình định|bình dương|"
    "bình phước|bình thuận|cà mau|cần thơ|cao bằng|đà nẵng|đắk lắk|đắc lắc|đắk nông|đắc nông|điện biên|đồng nai|"
    "đồng tháp|gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|hòa bình|hưng yên|khánh hòa|"
    "kiên giang|kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|"
    "phú yên|quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|"
    "thanh hóa|thừa thiên ?- ?huế|thừa thiên huế|huế|tiền giang|hồ chí minh|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|"
    "yên bái"
)
CITIES = "hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế"
"""Centrally run cities (thành phố trực thuộc trung ương): their police and courts are provincial."""

DEPARTMENTS = {
    "so-ldtbxh": r"lao động ?[-,]? ?thương binh (?:và|&) xã hội|lao động thương binh xã hội|lđ ?[-,]? ?tb ?(?:&|và|-)? ?xh",
    "so-tt-tt": r"thông tin (?:và|&) truyền thông|tt ?(?:&|và|-)? ?tt",
    "so-kh-dt": r"kế hoạch (?:và|&) đầu tư|kh ?(?:&|và|-)? ?đt",
    "so-kh-cn": r"khoa học (?:và|&|,) công nghệ|kh ?(?:&|và|-)? ?cn",
    "so-vhttdl": r"văn hóa ?, ?thể thao (?:và|&|,) du lịch|văn hóa ?(?:và|&|-|,) thể thao|vh ?[,-]? ?tt ?(?:&|và|-|,)? ?dl|vh ?(?:&|và|-)? ?tt",
    "so-du-lich": r"du lịch",
    "so-gd-dt": r"giáo dục (?:và|&|-) đào tạo|gd ?(?:&|và|-)? ?đt",
    "so-nn-ptnt": r"nông nghiệp (?:và|&) (?:phát triển nông thôn|ptnt)|nn ?(?:&|và|-)? ?ptnt",
    "so-nn-mt": r"nông nghiệp (?:và|&) (?:môi trường|mt\b)|nn ?(?:&|và|-)? ?mt",
    "so-tn-mt": r"tài nguyên (?:và|&) môi trường|tn ?(?:&|và|-)? ?mt",
    "so-gtvt": r"giao thông vận tải|giao thông công chánh|gtvt",
    "so-noi-vu": r"nội vụ",
    "so-y-te": r"y tế",
    "so-tu-phap": r"tư pháp",
    "so-tai-chinh": r"tài chính",
    "so-ngoai-vu": r"ngoại vụ",
    "so-xay-dung": r"xây dựng",
    "so-cong-thuong": r"công thương",
    "ban-dan-toc": r"dân tộc (?:và|&|-) tôn giáo|dt ?(?:&|và|-)? ?tg|dân tộc",
    "khac": r"quy hoạch ?[-,]? ?kiến trúc|an toàn thực phẩm|attp",
}
"""Departments of a province (sở), by what stands after the word "Sở"."""

FORMS: tuple[tuple[str, str], ...] = (
    ("ditto", r"(?:sở|cơ quan|đơn vị) này\b"),
    # offices, before the bodies they serve
    (
        "khac",
        r"(?:văn phòng|vp) (?:hđnd|hội đồng nhân dân) (?:và|-|,) (?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu|huyện|quận){TAIL}",
    ),
    (
        "khac",
        r"(?:văn phòng thường trực )?(?:ban chỉ huy|bch) (?:phòng|pctt|pccc|ứng phó|chống|cứu|thống nhất|về)[^;.\n|()]{0,90}? (?:tỉnh|thành phố|cấp xã|huyện|xã|phường|quốc gia)\b|văn phòng thường trực\b{WORDS}",
    ),
    (
        "khac",
        r"phòng (?:kinh tế, hạ tầng và đô thị|kinh tế|văn hóa ?- ?xã hội|văn hóa và xã hội|hạ tầng và đô thị|nông nghiệp và môi trường|tài chính ?- ?kế hoạch){TAIL}",
    ),
    ("so-tu-phap", r"trung tâm trợ giúp pháp lý(?: nhà nước)?{TAIL}"),
    ("khac", r"trung tâm hỗ trợ(?: nhà nước)?{WORDS}"),
    (
        "khac",
        r"các (?:(?:bệnh viện|trung tâm y tế|cơ sở (?:y tế|khám bệnh(?:, chữa bệnh)?|khám chữa bệnh)|trạm y tế)(?:,| và)? ?)+"
        r"(?:(?:công lập|tư nhân|ngoài công lập|trong tỉnh|khu vực|tuyến tỉnh|trực thuộc)\b ?)*(?<! ){TAIL}|cdc(?: tỉnh| thành phố)?\b|ttyt\b{TAIL}",
    ),
    ("khac", r"quỹ (?:phòng|bảo trợ|bảo vệ|hỗ trợ)[^;.()|]{0,50}? (?:tỉnh|thành phố|xã|phường)\b"),
    (
        "khac",
        r"đài khí tượng thủy văn{TAIL}|(?:các )?tổ dân phố{TAIL}|(?:các )?(?:nhà )?trường học{TAIL}|(?:các )?cơ sở giáo dục{TAIL}",
    ),
    (
        "khac",
        r"(?:ban chỉ huy|bch|ban) (?:quân sự|chqs) (?:cấp xã|cấp huyện|(?:các )?(?:xã|phường|huyện|đặc khu)){TAIL}",
    ),
    (
        "vp-ubnd",
        r"(?:văn phòng|vp) (?:đoàn (?:đbqh|đại biểu quốc hội) (?:và|,) )?(?:hđnd|hội đồng nhân dân) (?:và|-|,) (?:ubnd|ủy ban nhân dân){TAIL}",
    ),
    ("vp-ubnd", r"(?:văn phòng|vp) (?:ubnd|ủy ban nhân dân)(?: (?:tỉnh|thành phố|tp)\b)?{TAIL}"),
    (
        "tinh-uy",
        r"(?:văn phòng|ban thường vụ|thường trực|ban tổ chức|ban nội chính|ủy ban kiểm tra|ban chấp hành đảng bộ) (?:tỉnh ủy|thành ủy){TAIL}",
    ),
    ("chinh-phu", r"văn phòng chính phủ|thủ tướng chính phủ|thủ tướng|chính phủ"),
    (
        "hdnd-tinh",
        r"(?:văn phòng|thường trực|các ban(?: của)?) (?:hđnd|hội đồng nhân dân)(?: (?:tỉnh|thành phố))?{TAIL}",
    ),
    ("khac", r"văn phòng đoàn (?:đbqh|đại biểu quốc hội){TAIL}"),
    ("khac", r"văn phòng điều phối{WORDS}"),
    ("don-vi-thuoc-bo", r"(?:văn phòng|thanh tra) bộ\b"),
    # party
    ("ban-tuyen-giao", r"ban tuyên giáo(?: và dân vận)?(?: (?:tỉnh ủy|thành ủy))?{TAIL}"),
    ("ban-tuyen-giao", r"ban dân vận(?: (?:tỉnh ủy|thành ủy))?{TAIL}"),
    ("tinh-uy", r"(?:tỉnh ủy|thành ủy){TAIL}"),
    ("khac", r"đảng ủy{WORDS}"),
    # people's committees
    ("hdnd-tinh", r"(?:hđnd|hội đồng nhân dân) (?:tỉnh|thành phố|tp)\b{TAIL}"),
    (
        "ubnd",
        r"(?:ubnd|ủy ban nhân dân)(?: \d+| (?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?= (?:xã|phường|tỉnh|huyện|địa phương)))?{LEVELS}{TAIL}",
    ),
    (
        "ubnd-xa",
        r"chính quyền (?:(?:các |cấp )?(?:xã|phường)(?:(?: ?, ?| và )(?:xã|phường|đặc khu))*|cơ sở)\b{TAIL}|cấp xã\b",
    ),
    ("ubnd-huyen", r"chính quyền cấp huyện"),
    # steering committees
    (
        "ban-chi-dao-tw",
        r"(?:ban chỉ đạo|bcđ)(?:(?!\b(?:để|báo cáo|tỉnh|thành phố)\b)[^;.\n|()]){0,70}?(?:/ ?cp\b|(?:của )?chính phủ|trung ương(?: về [^,;.()|]{3,60})?|quốc gia\b(?: về [^,;.()|]{3,60})?)",
    ),
    ("ban-chi-dao", r"cơ quan thường trực (?:ban chỉ đạo|bcđ)(?: ?\d+)?(?: ?/ ?\w+)?{TAIL}"),
    (
        "ban-chi-dao",
        r"(?:ban chỉ đạo|bcđ) (?:phòng|về|chuyển|xây|cải|thực|công|chương|các)[^;.\n|()]{0,120}? (?:tỉnh|thành phố)\b|(?:ban chỉ đạo|bcđ)(?: ?\d+)?(?: ?/ ?\w+)?(?: (?:các cấp|tỉnh|thành phố|huyện|xã|phường)\b)?{TAIL}",
    ),
    # police, army, border guard
    (
        "cong-an-xa",
        r"công an (?:các |cấp )?(?:xã|phường|thị trấn|đặc khu)(?:(?: ?, ?| và | ?- ?)(?:xã|phường|thị trấn|đặc khu))*\b{TAIL}",
    ),
    (
        "cong-an-tinh",
        r"lực lượng cảnh sát(?: giao thông| hình sự| cơ động| môi trường)?(?: công an (?:tỉnh|thành phố))?",
    ),
    (
        "cong-an",
        r"(?:cơ quan |lực lượng )?(?:công an|catp|ca)(?: (?:các )?(?:tỉnh(?: ?, ?thành phố| và thành phố)?|thành phố|tp)\b| cấp tỉnh\b){TAIL}|catp\b{TAIL}",
    ),
    (
        "cong-an-huyen",
        r"(?:cơ quan )?công an (?:(?:các |cấp )?(?:huyện|quận|thị xã)(?:(?: ?, ?| và )(?:huyện|quận|thị xã|thành phố|thành|thị))*|cùng cấp|các cấp|(?:các )?(?:đơn vị|địa phương)(?: ?, ?(?:đơn vị|địa phương)| địa phương)?)\b{TAIL}",
    ),
    ("so-ldtbxh", r"ngành (?:{LDTBXH})\b"),
    ("so-y-te", r"ngành y tế{TAIL}"),
    ("so-gd-dt", r"ngành giáo dục(?: và đào tạo)?{TAIL}"),
    ("so-nn-mt", r"ngành nông nghiệp và môi trường{TAIL}"),
    ("so-vhttdl", r"ngành văn hóa, thể thao và du lịch{TAIL}"),
    ("cong-an-tinh", r"(?:lực lượng|cơ quan) công an\b|công an\b"),
    (
        "cong-an-tinh",
        r"(?:các )?(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị))* thuộc công an tỉnh|cơ quan (?:cảnh sát|an ninh) điều tra(?: công an (?:tỉnh|thành phố)| các cấp)?\b|cơ quan quản lý xuất nhập cảnh{WORDS}",
    ),
    (
        "bo-doi-bien-phong",
        r"(?:(?:bộ|ban) chỉ huy|bch|bộ tư lệnh|btl) (?:bộ đội )?(?:biên phòng|bđbp){TAIL}|bđbp\b{TAIL}|bộ đội biên phòng{TAIL}|(?:các )?đồn biên phòng{TAIL}|lực lượng biên phòng",
    ),
    (
        "quan-su",
        r"(?:(?:bộ|ban) chỉ huy|bch|bộ) (?:quân sự|qs|chqs){TAIL}|bộ tư lệnh (?:thủ đô(?: hà nội)?|thành phố|tp){TAIL}|(?:ban )?chqs\b{TAIL}",
    ),
    (
        "canh-sat-bien",
        r"(?:(?:bộ tư lệnh|btl) )?(?:vùng )?cảnh sát biển(?: \d+)?(?: việt nam)?(?: khu vực)?{TAIL}",
    ),
    ("hai-quan", r"(?:chi cục |cục |cơ quan )?hải quan{TAIL}"),
    # courts, procuracy, inspection, taxes
    ("vks", r"(?:viện kiểm sát(?: nhân dân)?|vksnd|vks|viện ksnd)(?: tối cao| cấp cao|tc\b)?{TAIL}"),
    ("toa-an", r"(?:tòa án(?: nhân dân)?|tand)(?: tối cao| cấp cao|tc\b)?{TAIL}"),
    ("thanh-tra-tinh", r"thanh tra (?:tỉnh|thành phố|tp)\b{TAIL}"),
    ("thue", r"(?:cục thuế|chi cục thuế|cơ quan thuế|thuế (?:tỉnh|thành phố|tp|cơ sở)\b|ngành thuế){TAIL}"),
    ("bhxh", r"(?:cơ quan )?(?:bảo hiểm xã hội|bhxh)(?: (?:việt nam|khu vực))?{TAIL}"),
    ("bo-nganh-tw", r"ngân hàng nhà nước việt nam|thanh tra chính phủ|kiểm toán nhà nước|tổng cục{WORDS}"),
    (
        "ngan-hang",
        r"(?:chi nhánh )?(?:ngân hàng|nh) (?:nhà nước|chính sách xã hội|csxh|thương mại|nông nghiệp)?{WORDS}|(?:chi nhánh )?(?:nhnn|nhcsxh)\b{TAIL}|(?:các )?tổ chức tín dụng{TAIL}",
    ),
    (
        "khac",
        r"kho bạc nhà nước{WORDS}|(?:chi cục |cục )?thống kê{TAIL}|(?:cục |chi cục )?thi hành án dân sự{TAIL}",
    ),
    # front, unions, associations
    (
        "mttq",
        r"(?:ban thường trực )?(?:ủy ban |ub ?)?(?:{CENTRE}(?=[mub]))?(?:ủy ban )?(?:mặt trận tổ quốc|mttq)(?: ?việt nam| ?vn)?(?: các cấp)?{TAIL}",
    ),
    ("hoi-lhpn", r"(?:{CENTRE}|các cấp )?hội (?:liên hiệp phụ nữ|lhpn|phụ nữ)(?: việt nam)?{TAIL}"),
    ("hoi-nong-dan", r"(?:{CENTRE}|các cấp )?hội nông dân(?: việt nam)?{TAIL}"),
    (
        "doan-tn",
        r"(?:ban (?:thường vụ|chấp hành|bí thư) )?(?:tỉnh đoàn|thành đoàn|{CENTRE}?(?:đoàn (?:thanh niên(?: cộng sản hồ chí minh| cshcm)?|tncs(?: hồ chí minh| hcm)?))|(?:trung ương|tw) đoàn){TAIL}",
    ),
    (
        "lien-doan-lao-dong",
        r"(?:công đoàn ngành ?[-–] ?)?(?:tổng )?(?:liên đoàn lao động|lđlđ)(?: việt nam)?{TAIL}",
    ),
    (
        "to-chuc-ctxh",
        r"(?:các )?tổ chức (?:chính trị ?- ?xã hội|ct ?- ?xh)(?: ?[-,] ?(?:xã hội|nghề nghiệp|xã hội ?- ?nghề nghiệp))*(?: và (?:các )?đoàn thể)?(?: còn lại)?{TAIL}|(?:các )?(?:tổ chức|đơn vị) thành viên(?: của (?:mặt trận|mttq))?{TAIL}|(?:các )?hội,? đoàn thể{TAIL}|(?:các )?đoàn thể(?: chính trị ?- ?xã hội)?{TAIL}",
    ),
    # press, enterprises, care homes, zones
    (
        "bao-dai",
        r"đài (?:truyền hình|tiếng nói) việt nam|thông tấn xã(?: việt nam)?|ttxvn\b|vtv\d*\b|vov\d*\b|báo nhân dân\b|(?:báo (?:và|,|&) )?đài (?:(?:phát thanh|pt)(?: ?(?:và|,|-|&|–) ?| )?(?:truyền hình|th)|ptth|pt ?[&-] ?th|truyền thanh(?: ?- ?truyền hình)?){TAIL}|báo (?:và|,|&) (?:đài )?(?:phát thanh|ptth|pt, ?th|pt - th|pt ?[&-] ?th)(?:(?: ?(?:và|,|-|&) ?| )truyền hình)?{TAIL}|báo (?:{PROV})\b(?: (?:và|,) (?:đài )?(?:phát thanh|ptth)(?:(?: ?(?:và|,|-) ?| )truyền hình)?{TAIL})?|(?:các )?cơ quan (?:thông tấn,? )?(?:báo chí|thông tin(?: ?,? (?:báo chí|đại chúng|truyền thông))*|truyền thông(?: ?, ?(?:thông tấn )?báo chí)*){TAIL}",
    ),
    (
        "doanh-nghiep",
        r"(?:các |mỗi )?doanh nghiệp(?:,? (?:hợp tác xã|tổ chức kinh tế|viễn thông(?: di động)?)|(?: cung ứng| cung cấp)? dịch vụ(?: thu gom)?\b| thu gom\b| lữ hành\b| vận tải\b| bưu chính\b| công nghệ số\b)*{TAIL}|(?:tổng )?công ty{WORDS}|tập đoàn{WORDS}|(?:các |mỗi )?đơn vị (?:cung ứng |cung cấp )?(?:dịch vụ )?(?:thu gom|vận chuyển|vận hành|thi công|khai thác|lữ hành|vận tải)\b|điện lực{TAIL}|bưu điện{TAIL}|viettel{TAIL}|vnpt{TAIL}|viễn thông(?= (?:{PROV}|tỉnh)\b){TAIL}|mobifone{TAIL}|(?:các )?hợp tác xã\b",
    ),
    (
        "co-so-tro-giup",
        r"(?:các )?(?:trung tâm|tt) (?:bảo trợ xã hội|công tác xã hội|nuôi dưỡng|điều dưỡng){WORDS}|(?:các )?cơ sở (?:trợ giúp xã hội|bảo trợ xã hội){TAIL}",
    ),
    (
        "ban-quan-ly-kcn",
        r"(?:ban quản lý|bql) (?:các )?(?:khu (?:công nghiệp|kinh tế|công nghệ cao|chế xuất)|kcn|kkt)(?:(?: ?, ?| và |- )(?:các )?(?:khu (?:công nghiệp|kinh tế|chế xuất)|kcn|kkt))*{TAIL}",
    ),
    ("phong-ldtbxh", r"phòng (?:{LDTBXH}){TAIL}"),
    # central and foreign
    ("co-quan-dai-dien", r"(?:các )?cơ quan đại diện (?:ngoại giao )?việt nam ở nước ngoài"),
    (
        "nuoc-ngoai",
        r"(?:các )?cơ quan đại diện ngoại giao{FOREIGN}|(?:các ngành và |các )?(?:cơ quan|lực lượng)(?: chức năng)?(?:, (?:lực lượng|địa phương|cơ quan)[^,;.\n|]{0,30})? (?:của )?(?:trung quốc|lào(?! cai)|campuchia|nước ngoài|phía bạn)\b|(?:các )?(?:cơ quan|lực lượng)(?: chức năng)?(?: của)? (?:các )?nước (?:láng giềng|sở tại|bạn|ngoài|có (?:chung )?(?:đường )?biên giới(?: chung)?)|(?:các |lực lượng |chính quyền )(?:quản lý |bảo vệ )?(?:biên giới )?(?:(?:các )?(?:tỉnh|địa phương|cơ quan)[^;.()|]{0,60}?)?\(?(?:trung quốc|lào(?! cai)|campuchia)\b\)?",
    ),
    (
        "bo-nganh-tw",
        r"các bộ(?: ?, ?(?:ban|ngành|cơ quan)(?: ngang bộ)?)*(?: (?:trung ương|ở trung ương))?{TAIL}",
    ),
    (
        "bo-nganh-tw",
        r"(?:các )?(?:cơ quan|đơn vị|ban|cục)(?: nghiệp vụ| chức năng| liên quan)?(?:, đơn vị)? (?:trung ương|(?:(?:trực )?thuộc|của) bộ (?:{MINISTRY})(?:, bộ (?:{MINISTRY}))*)",
    ),
    (
        "don-vi-thuoc-bo",
        r"(?:các )?(?:cục|vụ|viện|đơn vị|cơ quan)(?:, (?:cục|vụ|viện|đơn vị|cơ quan))*,? (?:trực )?thuộc bộ\b",
    ),
    ("bo-nganh-tw", r"(?:bộ|các bộ:?) (?:{MINISTRY})(?: ?, (?:{MINISTRY}))*"),
    # generic collectives
    ("collective", r"(?:(?:các|mỗi|từng|toàn thể|những) )?{COLLECTIVE}{TAIL}"),
    (
        "ubnd-huyen",
        r"(?:các )(?:huyện|quận|thị xã)(?:(?: ?, ?| và )(?:huyện|quận|thị xã|thành phố|thành|thị))+{TAIL}",
    ),
    (
        "ubnd-xa",
        r"(?:các )?(?:xã|phường)(?:(?: ?, ?| và )(?:xã|phường|thị trấn|đặc khu))+{TAIL}|các xã\b{TAIL}",
    ),
    # the rest: an organisation by its kind and capitalised or closed name
    (
        "to-chuc-ctxh",
        r"{CENTRE}?hội (?:cựu chiến binh|ccb|chữ thập đỏ|người cao tuổi|khuyến học|luật gia)(?: việt nam)?{TAIL}",
    ),
    (
        "khac",
        r"(?:liên minh (?:hợp tác xã|htx)|liên hiệp các (?:hội|tổ chức)|đoàn luật sư|vườn quốc gia|cảng vụ){WORDS}",
    ),
)
MINISTRY = (
    "công an|quốc phòng|ngoại giao|tư pháp|tài chính|công thương|y tế|nội vụ|xây dựng|giao thông vận tải|"
    "giáo dục (?:và|&) đào tạo|khoa học (?:và|&) công nghệ|thông tin (?:và|&) truyền thông|kế hoạch (?:và|&) đầu tư|"
    "văn hóa, thể thao (?:và|&) du lịch|nông nghiệp (?:và|&) môi trường|nông nghiệp (?:và|&) phát triển nông thôn|"
    "tài nguyên (?:và|&) môi trường|lao động ?[-,]? ?thương binh (?:và|&) xã hội|dân tộc (?:và|&) tôn giáo|"
    "gd ?&? ?đt|kh ?&? ?cn|vhttdl|lđtbxh|nn ?&? ?mt"
)
