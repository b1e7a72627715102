"""The words of live-sale Vietnamese, as the reading of comments needs them (product.md §2).

Words are written with accents; `words()` adds the accent-free form, for most buyers type without. Words
that mean two things without accents (huy, bo, dat, con) are left out of that (product.md §2.7).
"""

from __future__ import annotations

import re

from desktop.domain.capture.text import accent_key, fold

# Without accents these mean two things; they never make an order by themselves (product.md §2.7).
AMBIGUOUS = frozenset({"huy", "bo", "dat", "con"})


def words(text: str) -> frozenset[str]:
    """The comparison keys of blank-separated words, with and without accents."""
    keys: set[str] = set()
    for word in text.split():
        keys.add(accent_key(word))
        if fold(word) not in AMBIGUOUS or fold(word) == word:
            keys.add(fold(word))
    return frozenset(keys)


ORDER_VERBS = words(
    "chốt chót chốc note book buy chừa quất rinh xúc tậu sắm vợt ôm duyệt gởi bán lấy mua đặt order "
    "ord oder odr od thêm lấyy múc hốt húp rước gom lụm nhận giữ chot "
)
ORDER_WORDS = ORDER_VERBS | words(
    "cho để xin ship shíp sip gửi giao lên đơn ghi nhặt mã mẫu mã số hàng sp sản phẩm món loại con bé ẻm "
    "chot chôt cmt code cod vào giỏ đóng bill chuyển với"
) - {"con"}
POLITENESS = words(
    "ạ a nha nhé nhe nhá nhen nghen nghe hen hén nhoa nhaa ơi oi ơii shop sop sốp shọp sốpp shopp ad adm "
    "admin "
    "em e chị c chi anh ank ah mình mik mk m mih tui tôi toi t bạn b bn cô dì bác chú cậu ms mom mẹ bà "
    "nàng nhà nè né nì "
    "luôn lun đi đii giúp giùm dùm jum hộ dạ vâng ok oke okie okela okay okê được đc dc rồi ròi r nữa này "
    "nì nay "
    "và va là của cái với vs zới zs cảm ơn cám ơn thank thanks tks thks camon cảmơn please pls plz nào "
    "cưng út chủ honey baby shp tao tớ mị iem eiu cj chỵ mợ ngoại má mạ mệ ông cháu vợ hỉ hí nờ nhóa "
    "nho nghe "
    "ui chỗ cũ hj rinh về dành phần tiên ưu lại mỗi từng "
    "nhanh lẹ gấp sớm liền ngay hàng hàngg vô á ó ớ ê alo hi hello chào chốt thôi á hehe hihi haha kk kkk "
    "hjhj iu yêu "
    "sdt sđt dt đt số điện thoại phone zalo zl tel tên tk "
    "mỗi mổi từng cả tổng cộng hết nguyên đều gái trai "
    "cùng kèm chung đây nhe thím bác sĩ ib inb inbox ibox rep check nhìn thấy "
)
# Politeness must not hold what praises, asks or doubts.
POLITENESS -= words("nhìn thấy rồi ròi r check rep ib inb inbox ibox về hết")
PRONOUNS = words("em e chị c chi anh mình mik mk m tui tôi t bạn b cô dì bác chú cậu mom mẹ bà nàng nhà shop")
ADDRESSED = words("em e chị c chi anh mình mik mk m tui tôi t bạn b cô dì bác chú cậu mom mẹ bà nàng")
UNITS = words(
    "cái cai chiếc bộ đôi hộp set gói chai cây kg ký kí kilo cân lọ hũ túi bịch thùng lốc cặp combo tuýp "
    "thỏi "
    "miếng tấm cuộn quyển cuốn tờ lon bó xấp ly chậu sp sản áo váy quần đầm khăn nón mũ giày dép tất vớ "
    "nến mẫu mã "
    "món con em bé ẻm e lô vỉ ổ bình tép dây c chíc cai cía caí đồ"
) | {"bo"}
# These count only behind a number and before a keyword: `lấy 2 em B05`.
WEAK_UNITS = words("em e bé ẻm con")
SIZE_WORDS = words("size sz sai saiz cỡ sizes siz sise") - {"co"}
COLOUR_WORDS = words("màu mầu mau color tông")
OPTION_WORDS = SIZE_WORDS | COLOUR_WORDS
NUMERALS = {
    **dict.fromkeys(words("một mốt"), 1),
    **dict.fromkeys(words("hai"), 2),
    **dict.fromkeys(words("ba"), 3),
    **dict.fromkeys(words("bốn tư"), 4),
    **dict.fromkeys(words("năm lăm"), 5),
    **dict.fromkeys(words("sáu"), 6),
    **dict.fromkeys(words("bảy bẩy"), 7),
    **dict.fromkeys(words("tám"), 8),
    **dict.fromkeys(words("chín"), 9),
    **dict.fromkeys(words("mười"), 10),
}
TENS = words("mươi chục mười")
DOZENS = words("chục")
HUNDREDS = words("trăm")
# Without accents these praise as often as they name goods or people: `dep qua`, `me qua`.
PRAISE = frozenset(["dep", "qua", "me", "xinh", "hot", "thich", "ung", "iu"])
SIZES = frozenset(["xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl", "freesize"])
COLOURS = words(
    "đen trắng đỏ xanh vàng hồng tím nâu xám be kem cam ghi bạc cốm nude rêu than navy mận lam ngọc dương "
)
NEGATIONS = words("không ko kô khong hong hông hok hk hem kh khum khôm hổng đừng khỏi thôi") | {
    "k",
    "0",
    "kg",
}
STILL = words("còn") - {"con"}
QUESTION_TAILS = (
    frozenset([accent_key("rứa")])
    | words("không ko kô khong hong hông hok hk hem kh khum hả hở hử chưa chửa")
    | {"k"}
) - {"ho"}
QUESTION_WORDS = frozenset([accent_key("răng"), accent_key("mô")]) | words(
    "nhiêu gì sao mấy đâu ntn nhiu nhju hỏi bnh bnhiu bnhieu bn"
) - {"bn"}
PARTICLES = words(
    "ạ a nha nhé nhe vậy zậy thế z v nhỉ shop sop ad em e chị c anh ơi oi bạn mình m nè đó á ta ha hen"
)

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uoi|uou|yeu|ieu|oai|oay|uay|uyu|oeo|iê|ie|ye|uo|ua|ia|uy|ue|oa|oe|ai|ao|au|ay|eo|eu|iu|oi|oo|ui|uu|[aeiouy])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_ORDINARY = frozenset(
    ["set", "combo", "sale", "ok", "ship", "size", "inbox", "shop", "order", "mix", "free", "hot", "new"]
)


def is_ordinary_word(flat: str) -> bool:
    """Whether a keyword reads like a word of everyday chat (product.md §2.12)."""
    return flat in _ORDINARY or (len(flat) > 1 and _SYLLABLE.fullmatch(flat) is not None)


SURNAMES = words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh lâm trịnh mai tô "
    "trương hà cao "
    "đoàn lương tạ châu thái phùng vương kiều tăng quách"
)
GIVEN_NAMES = (
    words(
        "an anh ánh ân bảo bích bình cẩm chi châu chinh cúc cường diễm diệp diệu dung dũng duy duyên dương "
        "đào đạt điệp đức "
        "gấm giang giao hà hạ hải hạnh hằng hân hậu hiên hiền hiếu hiệp hoa hòa hoài hoàng hoàn hồng huệ "
        "hùng "
        "huyền hương hường "
        "huyên hưng khanh khánh khoa khuê kiên kiều kim lan lam lành lâm lê lệ liên liễu linh loan long "
        "lộc "
        "lợi lụa luyến lương ly "
        "mai mận mẫn mây minh mỹ my na nam nga ngà ngân nghi nghĩa ngọc nguyên nguyệt nhàn nhã nhi nhiên "
        "nhung như nhâm oanh phát phong "
        "phú phúc phụng phương phượng quân quang quế quyên quỳnh sang sen sinh sơn sương tâm tân thạch "
        "thái "
        "thanh thành thảo thắm thắng "
        "thi thị thịnh thoa thơ thơm thu thúy thủy thùy thuận thục thương thư tiên tiến tín tình tố trà "
        "trang "
        "trâm trân tri trí trinh trúc "
        "trung tú tuân tuấn tuệ tùng tuyền tuyết uyên vân văn vi việt vinh vũ vui vy xuân xuyến yên yến "
        "thuỳ "
        "bống tép na bin bi su cún gấu "
    )
    - AMBIGUOUS
)
ADDRESS_MARKERS = words("ship gửi giao về đc địa ở tại đ/c add address đchi dchi")
ADDRESS_WORDS = words(
    "phường quận huyện xã tỉnh thành phố tp tx tt đường ngõ ngách hẻm kiệt thôn ấp xóm khu số nhà tổ kp "
    "chung cư toà tòa lầu tầng "
    "hn hcm sg hp đn tphcm sài gòn hà nội nội cần thơ đà nẵng hải phòng nghệ thanh hoá hóa bình quảng nam "
    "bắc ninh giang đồng nai "
    "tháp lâm đắk lắk gia lai kon tum phú yên khánh hoà hòa huế vinh nha trang vũng tàu bà rịa long an "
    "tiền bến tre trà vĩnh "
    "hậu sóc trăng bạc liêu cà mau kiên an tây ninh phước dương lạng sơn cao bằng thái nguyên tuyên điện "
    "biên lai châu "
    "yên bái hòa hưng hải ninh hà định quận gò vấp tân thủ đức hoàn kiếm ba đình đống đa cầu giấy thanh "
    "xuân hoàng mai "
)
