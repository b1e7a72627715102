"""What is said in the rehearsal: sentence patterns by purpose, with slots in braces.

Slots: {item} code, quantity and variant · {code} {product} {noun} {price} the product ·
{phone} {me} {name} {place} {address} the buyer · {height} {weight} {waist} the body · {size} {option}
{other} a choice · {friend} {to} other people · {emoji} {thanks} {hello} courtesies.
Patterns are typed with accents; `typing_habits` makes people of them.
"""

from __future__ import annotations

from collections.abc import Mapping

ORDER = (
    "{item} {phone}",
    "{item} {phone}",
    "{item} {phone}",
    "{item} {phone} ạ",
    "{phone} {item}",
    "chốt {item} {phone}",
    "chốt đơn {item} - {phone}",
    "cho {me} {item} {phone}",
    "cho {me} {item} nha shop, sđt {phone}",
    "{me} lấy {item} sđt {phone} nhé",
    "{me} đặt {item}, đt {phone}",
    "shop ơi {item} {phone}",
    "shop ơi chốt cho {me} {item}, số {me} {phone}",
    "{item} sđt: {phone}",
    "{item}\n{phone}",
    "{item}\n{phone}\n{name}",
    "{item} {phone} {name} {place}",
    "{item} {phone} ship {place} nhé",
    "{item} {phone} đc: {address}",
    "{item}, {phone}, {address}",
    "lên đơn giúp {me} {item} {phone}",
    "mua {item} {phone}",
    "để {me} {item} {phone} {thanks}",
    "{item} nha {phone} {emoji}",
    "{hello} {item} {phone}",
    "{item} {phone} {me} cao {height} nặng {weight}",
    "{phone} chốt {item} cho {me} với shop",
    "gửi {me} {item} về {place} {phone}",
    "{item} ship cod {place} {phone}",
    "{me} chốt {item} nhé {phone} gọi {me} sau 6h tối",
)
RUSH = (
    "{item} {phone}",
    "{item} {phone}",
    "{item} {phone}",
    "{phone} {item}",
    "chốt {item} {phone}",
    "{item} {phone} nhanh shop ơi",
    "{item} {phone}!!!",
    "{me} {item} {phone}",
    "{item} {phone} {emoji}",
    "chốt chốt {item} {phone}",
    "{item} {phone} kịp không shop",
    "lấy {item} {phone}",
)
BARE_ORDER = (
    "{item}",
    "{item} ạ",
    "cho {me} {item} ạ",
    "{me} lấy {item} nha",
    "chốt {item}",
    "chốt {me} {item} nhé shop",
    "lấy {item}",
    "{me} đặt {item}",
    "shop chốt {item} cho {me}",
    "{item} về {place}",
    "để {me} {item} nhé",
    "{me} {item} nha shop {emoji}",
    "lên đơn {item} giúp {me}",
    "{item} {thanks}",
    "mua {item} ạ",
    "cho {me} xin {item}",
)
PHONE_ALONE = (
    "{phone}",
    "{phone}",
    "{phone} nha shop",
    "sđt {me} {phone}",
    "số {me} nè shop {phone}",
    "đt {phone} ạ",
    "{me} quên sđt {phone}",
    "sđt {phone} {name}",
    "nãy quên số, {phone}",
    "{me} gửi số {phone} ạ",
    "{phone} {address}",
)
OPTION_ALONE = (
    "{option}",
    "{option} ạ",
    "{option} nha shop",
    "{me} lấy {option}",
    "cho {me} {option}",
    "{option} nhé",
)
STILL_THERE = (
    "{code} còn không shop?",
    "{code} còn k ạ",
    "còn {code} không {hello}",
    "{code} còn {option} không ạ?",
    "{noun} này còn không shop ơi",
    "{code} hết chưa ạ",
    "{code} có {other} không shop",
    "mã {code} còn hàng không",
)
PRICE = (
    "{code} bao nhiêu ạ",
    "giá {code} sao shop?",
    "{noun} này bao nhiêu tiền shop ơi",
    "{code} nhiêu v",
    "bao nhiêu 1 {noun} vậy shop",
    "mua 2 {noun} có giảm không shop",
    "{code} giá {price} hả shop?",
    "xin giá {code}",
    "{code} {price} đúng không shop",
    "nãy shop nói {price} hay bao nhiêu ạ",
)
SHIPPING = (
    "ship về {place} bao nhiêu ạ",
    "có freeship không shop?",
    "ship {place} mấy ngày tới v shop",
    "có ship cod không ạ",
    "phí ship {place} sao shop",
    "mua 2 món có miễn ship không ạ?",
    "được kiểm hàng trước khi nhận không shop?",
    "hàng về {place} kịp noel không ạ",
)
BODY = (
    "{me} {height} {weight} mặc size nào shop",
    "cao {height} nặng {weight} mặc vừa {code} không ạ?",
    "eo {waist} mặc {noun} này được không shop",
    "{weight} mặc {size} được không",
    "{me} {height} thì {noun} này dài tới đâu ạ?",
    "{code} form rộng hay ôm vậy shop?",
    "bầu 5 tháng mặc được không ạ",
)
ABOUT = (
    "vải có xù không shop?",
    "{noun} này giặt máy được không ạ",
    "chất gì vậy shop",
    "shop quay lại {noun} lúc nãy với",
    "cho xem mặt sau đi shop",
    "bao giờ nhận được hàng ạ?",
    "shop ở đâu vậy ạ",
    "lát live tới mấy giờ shop?",
    "{noun} này có màu khác không",
    "hàng có sẵn hay đặt vậy shop?",
    "đổi size được không ạ",
)
REFUSAL = (
    "không lấy {code} nữa",
    "{me} không lấy {code} nữa nha shop",
    "hủy {code}",
    "huỷ {code} giúp {me}",
    "bỏ {code} nha shop",
    "thôi {me} không lấy {code} đâu",
    "cho {me} hủy {code} nhé",
    "hủy {code} {phone}",
    "{me} đổi ý, bỏ {code} giúp {me}",
    "xin lỗi shop {me} hủy đơn {code} ạ",
)
PRAISE_WITH_CODE = (
    "{code} đẹp quá",
    "{code} xinh xỉu {emoji}",
    "hôm trước {me} mua {code} rồi, ưng lắm",
    "{me} đã nhận {code}, vải dày đẹp nha mọi người",
    "{code} mặc ấm lắm nha cả nhà",
    "nhìn {code} mê ghê",
)
CONDITION = (
    "nếu còn {code} để {me} 1",
    "ai bỏ {code} thì để {me}",
    "{code} mà có {other} thì {me} lấy",
    "khi nào về thêm {code} báo {me} nhé",
    "có ai nhường {code} không ạ",
    "{code} giảm còn 99k thì {me} chốt",
)
ON_AIR = (
    "lấy 1 {noun} này {phone}",
    "cho {me} 1 cái đang mặc {phone}",
    "chốt {noun} chị đang cầm {phone}",
    "cho c 1 cái {phone}",
    "lấy 1 {noun} trên tay {phone} {emoji}",
)
WITH_PRICE = (
    "{item} {price} đúng không shop {phone}",
    "{item} {price} {phone}",
    "chốt {item} giá {price} {phone}",
    "{phone} {item} {price} nhé shop",
    "lấy {item} {price} ship {place} {phone}",
)
TRICKY = (
    "{item} {phone} số 12 ngõ 45 Hàng Bạc",
    "{item} ship trước 24/11 nha {phone}",
    "{code} còn không? {phone}",
    "{item} {phone} hoặc {phone2}",
    "tặng mẹ {item}, {me} cao {height} mẹ {weight}, {phone}",
    "{item} giao tầng 5 tòa B {phone}",
    "đơn cũ QL-000{size2} chưa nhận, giờ thêm {item} {phone}",
)
GREETING = (
    "chào shop",
    "hello shop {emoji}",
    "{hello} vào muộn rồi",
    "chào cả nhà",
    "shop ơi {me} tới rồi nè",
    "hóng mãi mới thấy live",
    "tối nay có gì hot không shop",
    "mới vô, shop bán tới đâu rồi",
    "chúc shop đắt hàng",
)
CHATTER = (
    "{emoji}{emoji}{emoji}",
    "đẹp quá",
    "xinh quá shop ơi {emoji}",
    "chị chủ hôm nay xinh thế",
    "haha",
    "share rồi nha shop",
    "chấm",
    "hóng",
    "mê quá",
    "mua hoài hết tiền luôn",
    "nghe nhạc hay ghê",
    "shop nói nhỏ quá, nghe không rõ",
    "lag quá shop ơi",
    "bên này mưa to quá",
    "màu này tôn da lắm nha",
    "{noun} đẹp thật sự",
    "hôm qua nhận hàng rồi, đóng gói kỹ lắm {emoji}",
    "ủng hộ shop",
    "đang ăn cơm mà ngồi xem live",
    "chồng la rồi mà vẫn coi",
    "shop dễ thương ghê",
)
TAGS = (
    "{friend} vào xem nè",
    "{friend} {friend2} áo đẹp nè",
    "{friend} ơi mua chung không",
    "@{friend} coi cái này đi",
    "{friend} lấy mã {code} không t đặt chung cho đỡ ship",
)
SHORT = (".", "1", "..", "A2", "hi", "99", "A", "c", "ok", "k", "5", "D2", "chấm", "m")
SOLD_OUT_SIGHS = (
    "hết rồi hả shop",
    "trời ơi nhanh vậy, chưa kịp bấm",
    "{code} về thêm không shop?",
    "huhu trượt {code} rồi",
    "bấm chậm 1 giây là hết {emoji}",
    "shop ơi còn {code} nào không ạ",
    "shop tìm thêm {code} đi",
)
AGAIN = (
    "{item} {phone}",
    "có lại rồi, {item} {phone}",
    "{item} {phone} nãy trượt",
    "lấy {me} {item} {phone} nãy chưa được",
    "{item} nha shop {phone}",
)
SPAM = (
    "Vay nhanh 24/7 không cần thế chấp zalo {phone}",
    "Tuyển CTV tại nhà, thu nhập 500k/ngày, ib ngay",
    "Bên mình nhận tăng like tăng mắt live {phone}",
    "Bán thanh lý lô áo khoác giá sỉ, ai cần nhắn em",
)
THANKS = ("cảm ơn shop", "tks shop", "cảm ơn nha", "nhé shop", "giúp {me} với")
HELLO = ("shop ơi", "c ơi", "ad ơi", "chị ơi", "em ơi")
EMOJI = ("❤️", "❤", "😍", "🥰", "😂", "😭", "🙏", "👍", "🔥", "💕", "🤩", "😘")

PAGE_SHOUT = (
    "📌 {code} {product} giá {price}. Cú pháp: MÃ + SỐ LƯỢNG + SĐT nha cả nhà",
    "Lên sóng {code} – {product} {price} ạ, chốt theo mẫu: {code} 1 SĐT",
    "📌 Mã {code}: {product} {price}. Hotline shop {phone}",
    "{code} {product} đây cả nhà ơi, {price} thôi ạ {emoji}",
)
PAGE_RAISE = (
    "📌 Kho vừa tìm thêm được {code}, cả nhà chốt lại giúp shop nha!",
    "Có thêm {code} rồi ạ, ai lúc nãy trượt thì comment lại nhé {emoji}",
)
PAGE_OPENING = (
    "Chào cả nhà, Shop Mây xả kho áo len đến 22h nha, chia sẻ live giúp shop ạ {emoji}",
    "Shop Mây lên sóng rồi ạ! Chốt đơn: MÃ + SĐT, hotline {phone}",
)
PAGE_CLOSING = (
    "Shop xuống live đây ạ, đơn nào thiếu thông tin shop nhắn tin nhé. Cảm ơn cả nhà {emoji}",
    "Hết giờ rồi cả nhà ơi, hẹn mai 20h nha. Hotline {phone}",
)
PAGE_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "still": (
        "Dạ {code} còn ạ {to} ơi",
        "{code} còn ít thôi, {to} chốt nhanh nha",
        "Dạ còn ạ, để SĐT giúp shop",
    ),
    "price": ("Dạ {code} giá {price} ạ", "{price} nha {to}, live xong về giá cũ ạ"),
    "ship": ("Dạ nội thành 25k, tỉnh 35k ạ {to}", "Đơn từ 500k shop free ship nha", "Dạ 2–4 ngày ạ"),
    "body": ("Dạ {to} mặc M là đẹp ạ", "{to} lấy size L cho thoải mái nha", "Dạ vừa ạ, form hơi rộng nha"),
    "about": (
        "Dạ len lông cừu không xù ạ",
        "Dạ shop ở Cầu Giấy, ship toàn quốc nha",
        "Dạ {to} xem tin nhắn giúp shop",
    ),
    "phone": ("{to} cho shop xin SĐT nha", "Dạ {to} để lại số điện thoại giúp shop ạ"),
}
STAFF_REMARKS = (
    "{to} ơi check tin nhắn giúp em nha",
    "mã {code} em ghi cho chị {to} rồi nhé",
    "cả nhà chốt đúng cú pháp {code} + sđt giúp em ạ",
    "em trực page đây ạ, cần gì gọi em {phone}",
    "{code} 2 cái của {to} em gói rồi nha chị chủ",
)
SAID_BY_BUYERS: Mapping[str, tuple[str, ...]] = {
    "order": ORDER,
    "rush": RUSH,
    "bare order": BARE_ORDER,
    "phone alone": PHONE_ALONE,
    "option alone": OPTION_ALONE,
    "still": STILL_THERE,
    "price": PRICE,
    "ship": SHIPPING,
    "body": BODY,
    "about": ABOUT,
    "refusal": REFUSAL,
    "praise with code": PRAISE_WITH_CODE,
    "condition": CONDITION,
    "on air": ON_AIR,
    "with price": WITH_PRICE,
    "tricky": TRICKY,
    "greeting": GREETING,
    "chatter": CHATTER,
    "tags": TAGS,
    "sigh": SOLD_OUT_SIGHS,
    "again": AGAIN,
}
