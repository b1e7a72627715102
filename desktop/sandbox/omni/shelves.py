"""The tables from which filler products are invented: what Vietnamese fashion and gift shops sell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """A sort of goods: how it is named, chosen, priced (thousands of đồng), weighed (grams) and pictured.

    A name is noun, style and detail; an empty detail is none.
    """

    product_type: str
    nouns: tuple[str, ...]
    styles: tuple[str, ...]
    details: tuple[str, ...]
    sizes: tuple[str, ...]
    coloured: bool
    prices: tuple[int, int]
    grams: int
    pictures: tuple[str, ...]
    unit: str = "cái"


_CLOTHES = ("S", "M", "L", "XL")
# fmt: off
_WORN = (
    "", "Hàn Quốc", "dáng rộng", "form nhỏ", "bản cao cấp", "mẫu mới", "mùa đông", "hai lớp", "dáng dài",
    "cổ điển", "hoạ tiết", "trơn", "thêu tay", "phối viền",
)
SHELVES = (
    Shelf(
        "Áo", ("Áo len", "Áo cardigan", "Áo phông", "Áo sơ mi", "Áo khoác", "Áo hoodie", "Áo gile"),
        ("cổ tim", "cổ tròn", "cổ đức", "dệt kim", "vặn thừng", "lông thỏ", "nỉ bông", "cotton", "khoá kéo"),
        _WORN,
        _CLOTHES, True, (129, 690), 350, ("ao-len-kem.png", "ao-len-den.png", "ao-van-thung.png"),
    ),
    Shelf(
        "Váy", ("Váy nhung", "Váy len", "Đầm suông", "Chân váy", "Đầm xoè", "Váy yếm"),
        ("cổ vuông", "tay phồng", "xếp ly", "chữ A", "đuôi cá", "hai dây", "kẻ caro", "ren"),
        _WORN,
        _CLOTHES, True, (189, 790), 420, ("vay-nhung-s.png", "vay-nhung-m.png"),
    ),
    Shelf(
        "Giày dép", ("Giày búp bê", "Giày lười", "Dép bông", "Sandal", "Bốt cổ thấp"),
        ("mũi vuông", "mũi tròn", "đế bệt", "gót 3 phân", "gót 5 phân", "da mềm", "quai nơ"),
        ("", "đi êm", "da lộn", "da bóng", "mẫu mới", "Hàn Quốc", "đính đá"),
        ("35", "36", "37", "38", "39"), True, (159, 650), 600, ("giay.png",), "đôi",
    ),
    Shelf(
        "Khăn", ("Khăn choàng", "Khăn len", "Khăn lụa", "Khăn ống"),
        ("bản to", "tua rua", "cashmere", "kẻ ô", "trơn màu", "vuông nhỏ"),
        ("", "hai mặt", "dệt dày", "mềm mịn", "mùa đông", "cao cấp"),
        (), True, (79, 350), 180, ("khan-choang.png",),
    ),
    Shelf(
        "Mũ", ("Mũ len", "Mũ beret", "Mũ bucket", "Mũ lưỡi trai"),
        ("quả bông", "vành nhỏ", "dệt kim", "lông cừu", "nhung tăm"),
        ("", "Hàn Quốc", "unisex", "lót nỉ", "mẫu mới"),
        (), True, (69, 259), 120, ("mu-nau.png", "mu-be.png"),
    ),
    Shelf(
        "Tất", ("Tất cổ cao", "Tất cổ ngắn", "Tất giấy", "Tất len"),
        ("set 3 đôi", "set 5 đôi", "chống trơn", "kẻ sọc", "hoạt hình"),
        ("", "kháng khuẩn", "dày ấm", "thoáng khí", "nữ", "trẻ em"),
        (), True, (29, 129), 90, ("tat.png",), "set",
    ),
    Shelf(
        "Túi", ("Túi tote", "Túi đeo chéo", "Balo", "Ví cầm tay"),
        ("vải canvas", "da PU", "quai xích", "khoá nam châm", "hai ngăn", "in chữ"),
        ("", "size nhỏ", "size lớn", "mẫu mới", "chống nước", "Hàn Quốc"),
        (), True, (99, 590), 450, ("tui-tote.png",),
    ),
    Shelf(
        "Nến & quà", ("Nến thơm", "Tinh dầu", "Set quà", "Hộp quà"),
        ("hương quế", "hương cam", "hương trà trắng", "oải hương", "gỗ đàn hương", "hương bưởi", "hương sả"),
        ("", "mini", "150 g", "250 g", "kèm thiệp", "bản giới hạn"),
        (), False, (59, 420), 250, ("nen-thom.png", "set-noel.png"), "hộp",
    ),
)
COLOURS = (
    "Đen", "Trắng", "Kem", "Be", "Nâu", "Xám", "Đỏ đô", "Hồng", "Xanh rêu", "Xanh than", "Vàng bơ", "Tím",
)
# fmt: on
VENDORS = ("Khác", "Shop Mây", "Xưởng Ninh Hiệp", "Mộc Châu Dệt", "An Phước Sỉ", "Kho Tân Bình")
TAGS = ("hàng mới", "xả kho", "mùa đông", "quà tặng", "bán chạy", "hàng sỉ")
