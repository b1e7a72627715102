"""The tables from which people are invented: common names, nicknames, places, mobile prefixes."""

from __future__ import annotations

# fmt: off
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Cao", "Tạ", "Lương", "Châu",
)
GIVEN = (
    "Thu Hà", "Ngọc Anh", "Quỳnh Như", "Kim Dung", "Phương Thảo", "Thu Giang", "Bảo Trân", "Thanh Vân",
    "Hồng Nhung", "Mỹ Linh", "Thùy Trang", "Minh Châu", "Khánh Vy", "Cẩm Tú", "Diễm My", "Hải Yến",
    "Bích Ngọc", "Lan Hương", "Thanh Hằng", "Tuyết Mai", "Như Ý", "Yến Nhi", "Thảo Nguyên", "Hoài Thương",
    "Kiều Oanh", "Mai Phương", "Trúc Ly", "Ánh Dương", "Gia Hân", "Tường Vi", "Hạnh", "Loan", "Thủy",
    "Hiền", "Nga", "Xuân", "Liên", "Huệ", "Quyên", "Trâm", "Hoàng Minh", "Quốc Huy", "Văn Tú", "Đức Anh",
    "Minh Khôi", "Thanh Tùng", "Hữu Phước", "Trung Kiên",
)
NICKNAMES = (
    "Mẹ Bống", "Mẹ Sóc Nâu", "Bé Heo", "Cún Con", "Gấu Trắng", "Nhà Có Hai Bé", "Út Quyên", "Mèo Lười",
    "Bà Chủ Nhỏ", "Mẹ Tôm Tép", "Na Na", "Bông Xù", "Kẹo Dẻo", "Cô Ba Sài Gòn", "Thỏ Ngọc", "Bống Bang",
    "Chị Bảy Miền Tây", "Mẹ Cà Rốt", "Hạt Dẻ Cười",
)
SHOPS = (
    "Tiệm Nhà Mận", "Kho Sỉ Cô Tư", "Linh Boutique", "Hana Store", "Tạp Hóa Bà Tám", "Mộc Shop",
    "Nhà Vải Bích", "An Nhiên Spa", "Bánh Nhà Thỏ", "Hoa Tươi Mười Giờ", "Nail Cô Út", "Vườn Nhà Chanh",
)
PLACES = (
    "Cần Thơ", "Hà Nội", "Đà Nẵng", "Quận 7", "Thủ Đức", "Bình Dương", "Hải Phòng", "Nha Trang",
    "Buôn Ma Thuột", "Vinh", "Huế", "Long An", "Đồng Nai", "Quảng Ninh", "Thái Bình", "Gò Vấp", "Cầu Giấy",
    "Bắc Ninh", "Lào Cai", "Cà Mau",
)
STREETS = (
    "Hàng Bạc", "Lê Lợi", "Nguyễn Trãi", "Trần Phú", "Hai Bà Trưng", "Cách Mạng Tháng 8", "Quang Trung",
    "Phan Đình Phùng", "Lạc Long Quân", "Nguyễn Văn Cừ", "Hùng Vương", "Điện Biên Phủ",
)
PREFIXES = (
    "032", "033", "034", "035", "036", "037", "038", "039", "052", "056", "058", "059", "070", "076", "077",
    "078", "079", "081", "082", "083", "084", "085", "086", "088", "089", "090", "091", "093", "094", "096",
    "097", "098",
)
# fmt: on
