<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>Alerts</name>
    <message>
        <source>Hết hàng mở bán</source>
        <translation>Sold out</translation>
    </message>
    <message>
        <source>Livestream đã kết thúc</source>
        <translation>The live has ended</translation>
    </message>
    <message>
        <source>Mất tín hiệu bình luận</source>
        <translation>Comments are not coming in</translation>
    </message>
    <message>
        <source>Mở Quầy Live, chọn gợi ý rồi bấm F4.</source>
        <translation>Open Quầy Live, choose a suggestion and press F4.</translation>
    </message>
    <message>
        <source>{count} gợi ý đang chờ</source>
        <translation>{count} suggestions waiting</translation>
    </message>
    <message>
        <source>{product}, {count} đang chờ</source>
        <translation>{product}, {count} waiting</translation>
    </message>
    <message>
        <source>Đã {seconds} giây không đọc được bình luận. Kiểm tra mạng.</source>
        <translation>No comments could be read for {seconds} seconds. Check the network.</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Sản phẩm</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Tồn Omni</source>
        <translation>Omni stock</translation>
    </message>
    <message>
        <source>Đã đặt</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Có thể bán</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>Chiến dịch</source>
        <translation>Campaign</translation>
    </message>
</context>
<context>
    <name>CatalogCells</name>
    <message>
        <source>Chỉ ở máy này</source>
        <translation>Only on this PC</translation>
    </message>
    <message>
        <source>Omni đã xoá</source>
        <translation>Deleted in Omni</translation>
    </message>
</context>
<context>
    <name>CatalogView</name>
    <message>
        <source>Danh sách sản phẩm</source>
        <translation>List of products</translation>
    </message>
    <message>
        <source>Tồn Omni {stock}, đọc cách đây {age}</source>
        <translation>Omni stock {stock}, read {age} ago</translation>
    </message>
    <message>
        <source>Omni không theo dõi tồn của sản phẩm này</source>
        <translation>Omni does not track the stock of this product</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Sản phẩm của Omni: muốn sửa, hãy sửa trên Omni rồi bấm Cập nhật.</source>
        <translation>A product of Omni: edit it in Omni, then press Refresh.</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Xoá sản phẩm này (Delete)</source>
        <translation>Remove this product (Delete)</translation>
    </message>
    <message>
        <source>Chỉ có ở máy này, Omni chưa biết sản phẩm này.</source>
        <translation>Only on this PC; Omni does not know this product.</translation>
    </message>
    <message>
        <source>Omni không theo dõi tồn của sản phẩm này. Muốn sửa, hãy sửa trên Omni.</source>
        <translation>Omni does not track the stock of this product. Edit it in Omni.</translation>
    </message>
    <message>
        <source>Chưa chọn sản phẩm</source>
        <translation>No product chosen</translation>
    </message>
    <message>
        <source>Chọn một dòng để xem tồn theo kho.</source>
        <translation>Choose a row to see its stock by location.</translation>
    </message>
    <message>
        <source>Chi tiết sản phẩm</source>
        <translation>Product details</translation>
    </message>
    <message>
        <source>Tồn theo kho</source>
        <translation>Stock by location</translation>
    </message>
    <message>
        <source>Xoá khỏi máy này?</source>
        <translation>Remove from this PC?</translation>
    </message>
    <message>
        <source>{age} trước</source>
        <translation>{age} ago</translation>
    </message>
    <message>
        <source>Omni không còn sản phẩm này; vẫn giữ ở đây vì có chiến dịch đang bán.</source>
        <translation>Omni has this product no more; it is kept here because a campaign sells it.</translation>
    </message>
</context>
<context>
    <name>DraftDialog</name>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>VD: KHAN-DODO</source>
        <translation>E.g. SCARF-RED</translation>
    </message>
    <message>
        <source>Tên sản phẩm</source>
        <translation>Product name</translation>
    </message>
    <message>
        <source>VD: Khăn choàng</source>
        <translation>E.g. Scarf</translation>
    </message>
    <message>
        <source>Phân loại</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>VD: Đỏ đô / M</source>
        <translation>E.g. Dark red / M</translation>
    </message>
    <message>
        <source>Giá bán (₫)</source>
        <translation>Price (₫)</translation>
    </message>
    <message>
        <source>VD: 149.000</source>
        <translation>E.g. 149.000</translation>
    </message>
    <message>
        <source>Tồn ở máy này</source>
        <translation>Stock on this PC</translation>
    </message>
    <message>
        <source>Để trống: không đếm</source>
        <translation>Empty: not counted</translation>
    </message>
    <message>
        <source>Khối lượng (g)</source>
        <translation>Weight (g)</translation>
    </message>
    <message>
        <source>Không bắt buộc</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Mã vạch</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Chỉ lưu trên máy này, không gửi lên Omni.</source>
        <translation>Kept on this PC only, not sent to Omni.</translation>
    </message>
    <message>
        <source>Sửa sản phẩm</source>
        <translation>Edit product</translation>
    </message>
    <message>
        <source>Tạo sản phẩm</source>
        <translation>Create product</translation>
    </message>
</context>
<context>
    <name>DraftFields</name>
    <message>
        <source>Nhập giá bằng số, ví dụ 299.000</source>
        <translation>Enter a price in figures, like 299.000</translation>
    </message>
    <message>
        <source>Nhiều nhất là {most}</source>
        <translation>At most {most}</translation>
    </message>
    <message>
        <source>Chỉ nhập chữ số, hoặc để trống</source>
        <translation>Digits only, or leave it empty</translation>
    </message>
    <message>
        <source>Ô này không được để trống</source>
        <translation>This must not be empty</translation>
    </message>
</context>
<context>
    <name>FeedHead</name>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Bỏ lọc {words}</source>
        <translation>Clear filter {words}</translation>
    </message>
    <message>
        <source>Lọc theo nhân viên và thời gian</source>
        <translation>Filter by staff and time</translation>
    </message>
    <message>
        <source>Bỏ lọc</source>
        <translation>Clear filter</translation>
    </message>
</context>
<context>
    <name>FeedModel</name>
    <message>
        <source>Khách ẩn tên</source>
        <translation>Hidden name</translation>
    </message>
    <message>
        <source>(còn {count} ký tự)</source>
        <translation>({count} more characters)</translation>
    </message>
    <message>
        <source>{staff} đã xử lý</source>
        <translation>Handled by {staff}</translation>
    </message>
</context>
<context>
    <name>FeedPanel</name>
    <message>
        <source>Không có bình luận nào ở mục này.</source>
        <translation>No comments here.</translation>
    </message>
    <message>
        <source>Chọn một bình luận có gợi ý rồi bấm F4.</source>
        <translation>Choose a comment with a suggestion, then press F4.</translation>
    </message>
</context>
<context>
    <name>FeedView</name>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Hủy món khách bỏ</source>
        <translation>Cancel what the buyer refused</translation>
    </message>
    <message>
        <source>Nhận gợi ý</source>
        <translation>Accept suggestion</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{count} ngày</source>
        <translation>{count} d</translation>
    </message>
    <message>
        <source>{count} giờ</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} giây</source>
        <translation>{count} s</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Tạo mới</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>Phân loại</source>
        <translation>Variant</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Tồn</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>Sẽ làm gì</source>
        <translation>What will be done</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Nhập sản phẩm từ tệp</source>
        <translation>Import products from a file</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Không có dòng nào nhập được</source>
        <translation>No row can be imported</translation>
    </message>
    <message>
        <source>Nhập {usable} dòng, bỏ qua {wrong}</source>
        <translation>Import {usable} rows, leave out {wrong}</translation>
    </message>
    <message>
        <source>Nhập {usable} dòng</source>
        <translation>Import {usable} rows</translation>
    </message>
    <message>
        <source>Các dòng của tệp</source>
        <translation>The rows of the file</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Dòng lỗi</source>
        <translation>With errors</translation>
    </message>
</context>
<context>
    <name>KeyMenu</name>
    <message>
        <source>Mọi thao tác và phím</source>
        <translation>All actions and keys</translation>
    </message>
</context>
<context>
    <name>KeywordEditor</name>
    <message>
        <source>Enter thêm, Esc thôi</source>
        <translation>Enter adds, Esc gives up</translation>
    </message>
    <message>
        <source>Từ khoá khách gõ, ví dụ A1B</source>
        <translation>What buyers type, e.g. A1B</translation>
    </message>
    <message>
        <source>Từ khoá mới cho {code}</source>
        <translation>New keyword for {code}</translation>
    </message>
    <message>
        <source>Từ khoá mới</source>
        <translation>New keyword</translation>
    </message>
</context>
<context>
    <name>LevelList</name>
    <message>
        <source>Kho</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>Tồn</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>Đã đặt</source>
        <translation>Committed</translation>
    </message>
    <message>
        <source>Có thể bán</source>
        <translation>Available</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>Không có sản phẩm nào khớp</source>
        <translation>No product matches</translation>
    </message>
    <message>
        <source>Thử gõ ít chữ hơn, hoặc bỏ bớt bộ lọc. Tìm được theo tên, mã và SKU.</source>
        <translation>Try fewer letters or fewer filters. You can search by name, code and SKU.</translation>
    </message>
    <message>
        <source>Trong lúc đó có thể tạo sản phẩm hoặc nhập từ Excel.</source>
        <translation>Meanwhile you can create products or import them from Excel.</translation>
    </message>
    <message>
        <source>Chưa có sản phẩm nào</source>
        <translation>No product yet</translation>
    </message>
    <message>
        <source>Kho: {choice}</source>
        <translation>Location: {choice}</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đọc sản phẩm từ Omni</source>
        <translation>Read products from Omni</translation>
    </message>
    <message>
        <source>Nhập Excel…</source>
        <translation>Import Excel…</translation>
    </message>
    <message>
        <source>Tạo sản phẩm</source>
        <translation>Create product</translation>
    </message>
    <message>
        <source>Bỏ tìm và lọc</source>
        <translation>Clear search and filters</translation>
    </message>
    <message>
        <source>Đọc sản phẩm, giá và tồn từ Omni về máy này, có thể dừng và đọc tiếp.</source>
        <translation>Read products, prices and stock from Omni to this PC; you can stop and go on.</translation>
    </message>
    <message>
        <source>Máy này chưa nối với Omni.</source>
        <translation>This PC is not connected to Omni.</translation>
    </message>
    <message>
        <source>Đang mở bán</source>
        <translation>On sale</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Sold out</translation>
    </message>
    <message>
        <source>Sắp hết</source>
        <translation>Nearly sold out</translation>
    </message>
    <message>
        <source>Chỉ có ở máy này</source>
        <translation>Only on this PC</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”</source>
        <translation>“{text}” was not found</translation>
    </message>
</context>
<context>
    <name>LiveBadge</name>
    <message>
        <source>Đã kết thúc</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Đang chờ</source>
        <translation>Waiting</translation>
    </message>
</context>
<context>
    <name>LiveKeys</name>
    <message>
        <source>Ai giữ, ai chờ</source>
        <translation>Who holds, who waits</translation>
    </message>
    <message>
        <source>Bình luận mới nhất</source>
        <translation>Newest comment</translation>
    </message>
    <message>
        <source>Cập nhật tồn kho</source>
        <translation>Refresh stock</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Lọc theo nhân viên, thời gian</source>
        <translation>Filter by staff, time</translation>
    </message>
    <message>
        <source>Mở bán lại</source>
        <translation>Open for sale again</translation>
    </message>
    <message>
        <source>Nhận gợi ý</source>
        <translation>Accept suggestion</translation>
    </message>
    <message>
        <source>Sửa mở bán</source>
        <translation>Edit open sale</translation>
    </message>
    <message>
        <source>Thêm từ khoá…</source>
        <translation>Add a keyword…</translation>
    </message>
    <message>
        <source>Thôi lên sóng</source>
        <translation>No longer on air</translation>
    </message>
    <message>
        <source>Tìm mã hàng</source>
        <translation>Find a code</translation>
    </message>
    <message>
        <source>Đánh dấu lên sóng</source>
        <translation>Mark as on air</translation>
    </message>
    <message>
        <source>Đóng bán</source>
        <translation>Close for sale</translation>
    </message>
</context>
<context>
    <name>LivePresenter</name>
    <message>
        <source>{code}: đang giữ {held}, nên còn mở bán {limit}.</source>
        <translation>{code}: {held} held, so open sale stays at {limit}.</translation>
    </message>
</context>
<context>
    <name>LiveScreen</name>
    <message>
        <source>Ctrl+F tìm mã</source>
        <translation>Ctrl+F find a code</translation>
    </message>
    <message>
        <source>Ctrl+K tìm</source>
        <translation>Ctrl+K find</translation>
    </message>
    <message>
        <source>End mới nhất</source>
        <translation>End newest</translation>
    </message>
    <message>
        <source>Enter mở khách</source>
        <translation>Enter open the buyer</translation>
    </message>
    <message>
        <source>Enter sửa mở bán</source>
        <translation>Enter edit open sale</translation>
    </message>
    <message>
        <source>F3 tạo đơn</source>
        <translation>F3 make an order</translation>
    </message>
    <message>
        <source>F4 nhận gợi ý</source>
        <translation>F4 accept</translation>
    </message>
    <message>
        <source>F5 tồn kho</source>
        <translation>F5 stock</translation>
    </message>
    <message>
        <source>F8 tạm dừng</source>
        <translation>F8 pause</translation>
    </message>
    <message>
        <source>Mở khung khách</source>
        <translation>Open the buyer panel</translation>
    </message>
    <message>
        <source>Tìm khách, SĐT, mã đơn, STT, mã hàng, bình luận</source>
        <translation>Find a buyer, phone, order, number, code, comment</translation>
    </message>
    <message>
        <source>Tìm · Ctrl+K</source>
        <translation>Find · Ctrl+K</translation>
    </message>
    <message>
        <source>↑↓ chọn</source>
        <translation>↑↓ choose</translation>
    </message>
    <message>
        <source>Mở khách của bình luận</source>
        <translation>Open the comment's buyer</translation>
    </message>
    <message>
        <source>Đơn thủ công</source>
        <translation>Order by hand</translation>
    </message>
    <message>
        <source>Tìm nhanh</source>
        <translation>Quick find</translation>
    </message>
    <message>
        <source>Thông tin khách</source>
        <translation>About the buyer</translation>
    </message>
    <message>
        <source>Giỏ hàng</source>
        <translation>Cart</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quầy Live</source>
        <translation>Quầy Live</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
</context>
<context>
    <name>NarrowPopover</name>
    <message>
        <source>Bỏ lọc</source>
        <translation>Clear filter</translation>
    </message>
    <message>
        <source>Chưa ai xử lý</source>
        <translation>Nobody yet</translation>
    </message>
    <message>
        <source>Cả buổi</source>
        <translation>Whole live</translation>
    </message>
    <message>
        <source>Lọc bình luận</source>
        <translation>Filter comments</translation>
    </message>
    <message>
        <source>Nhân viên</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Nhập giờ như 20:15</source>
        <translation>Type a time like 20:15</translation>
    </message>
    <message>
        <source>Thời gian</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Từ</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Từ giờ</source>
        <translation>From</translation>
    </message>
    <message>
        <source>{count} giờ</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đến giờ</source>
        <translation>To</translation>
    </message>
    <message>
        <source>đến</source>
        <translation>to</translation>
    </message>
</context>
<context>
    <name>NewCommentsButton</name>
    <message>
        <source>Phím End</source>
        <translation>End key</translation>
    </message>
    <message numerus="yes">
        <source>{count} bình luận mới</source>
        <translation>
            <numerusform>{count} new comment</numerusform>
            <numerusform>{count} new comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenSale</name>
    <message>
        <source>Chỉ nhập chữ số, hoặc để trống</source>
        <translation>Digits only, or leave it empty</translation>
    </message>
    <message>
        <source>Nhiều nhất là {most}</source>
        <translation>At most {most}</translation>
    </message>
</context>
<context>
    <name>OpenSaleEditor</name>
    <message>
        <source>Số lượng mở bán</source>
        <translation>Open sale quantity</translation>
    </message>
    <message>
        <source>Để trống: không giới hạn</source>
        <translation>Empty: no limit</translation>
    </message>
    <message>
        <source>Đang giữ {held} · Enter lưu, Esc thôi</source>
        <translation>{held} held · Enter saves, Esc leaves</translation>
    </message>
</context>
<context>
    <name>ProductModel</name>
    <message>
        <source>{name}, còn {remaining} trên {limit}</source>
        <translation>{name}, {remaining} of {limit} left</translation>
    </message>
    <message>
        <source>{name}, không giới hạn, đã bán {count}</source>
        <translation>{name}, no limit, {count} sold</translation>
    </message>
    <message>
        <source>đang lên sóng</source>
        <translation>on air</translation>
    </message>
    <message>
        <source>đã đóng</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>ProductPanel</name>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Tìm mã, tên (không cần dấu)</source>
        <translation>Find a code or name</translation>
    </message>
    <message>
        <source>Tìm sản phẩm</source>
        <translation>Find a product</translation>
    </message>
    <message>
        <source>Kịch bản chưa có sản phẩm nào.</source>
        <translation>The script has no products yet.</translation>
    </message>
    <message>
        <source>Tồn Omni {age} trước</source>
        <translation>Omni stock {age} ago</translation>
    </message>
    <message>
        <source>Không có mã hay tên nào khớp “{text}”.</source>
        <translation>No code or name matches “{text}”.</translation>
    </message>
    <message>
        <source>Cập nhật</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Tiến độ đọc Omni</source>
        <translation>Progress of reading Omni</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Đã cập nhật: {changes}.</source>
        <translation>Refreshed: {changes}.</translation>
    </message>
    <message>
        <source>F5 cập nhật</source>
        <translation>F5 refreshes</translation>
    </message>
</context>
<context>
    <name>ProductView</name>
    <message>
        <source>Đang giữ {reserved} (trong đó {held} chờ SĐT), đã chốt {sold}, đang chờ hàng {waiting}</source>
        <translation>{reserved} held ({held} of them wait for a phone number), {sold} closed, {waiting} on the waitlist</translation>
    </message>
    <message>
        <source>Sản phẩm của chiến dịch</source>
        <translation>Products of the campaign</translation>
    </message>
    <message>
        <source>Tồn Omni {stock}, đọc cách đây {age}</source>
        <translation>Omni stock {stock}, read {age} ago</translation>
    </message>
    <message>
        <source>Mở bán {limit}, lớn hơn tồn Omni {stock}</source>
        <translation>Open sale {limit}, above Omni stock {stock}</translation>
    </message>
    <message>
        <source>Thôi lên sóng</source>
        <translation>No longer on air</translation>
    </message>
    <message>
        <source>Đánh dấu lên sóng</source>
        <translation>Mark as on air</translation>
    </message>
    <message>
        <source>Đóng bán</source>
        <translation>Close for sale</translation>
    </message>
    <message>
        <source>Mở bán lại</source>
        <translation>Open for sale again</translation>
    </message>
    <message>
        <source>Ai giữ, ai chờ</source>
        <translation>Who holds, who waits</translation>
    </message>
    <message>
        <source>Sửa mở bán</source>
        <translation>Edit open sale</translation>
    </message>
    <message>
        <source>Thêm từ khoá…</source>
        <translation>Add a keyword…</translation>
    </message>
</context>
<context>
    <name>Products</name>
    <message>
        <source>còn</source>
        <translation>left</translation>
    </message>
    <message>
        <source>đã bán {count}</source>
        <translation>{count} sold</translation>
    </message>
    <message>
        <source>Omni {count}</source>
        <translation>Omni {count}</translation>
    </message>
    <message>
        <source>Đã đóng</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>{count} đang chờ</source>
        <translation>{count} waiting</translation>
    </message>
    <message>
        <source>Hết · {count} chờ</source>
        <translation>Out · {count} waiting</translation>
    </message>
    <message>
        <source>Hết mở bán</source>
        <translation>Sold out</translation>
    </message>
    <message>
        <source>Omni hết hàng</source>
        <translation>Omni: none</translation>
    </message>
    <message>
        <source>Lớn hơn tồn Omni {count}</source>
        <translation>Above Omni stock {count}</translation>
    </message>
    <message>
        <source>đang lên sóng</source>
        <translation>on air</translation>
    </message>
</context>
<context>
    <name>RateLine</name>
    <message>
        <source>15 phút qua, nhiều nhất {count} bình luận một phút</source>
        <translation>Last 15 minutes, at most {count} comments a minute</translation>
    </message>
    <message numerus="yes">
        <source>{count} bình luận mỗi phút</source>
        <translation>
            <numerusform>{count} comment a minute</numerusform>
            <numerusform>{count} comments a minute</numerusform>
        </translation>
    </message>
    <message>
        <source>{count}/phút</source>
        <translation>{count}/min</translation>
    </message>
</context>
<context>
    <name>Refresh</name>
    <message>
        <source>Chưa đọc được Omni. Bấm Tiếp tục để thử lại.</source>
        <translation>Omni could not be read. Press Go on to try again.</translation>
    </message>
    <message>
        <source>Đã dừng ở {count}</source>
        <translation>Stopped at {count}</translation>
    </message>
    <message>
        <source>không có gì khác trước</source>
        <translation>nothing is different</translation>
    </message>
    <message>
        <source>và {count} thay đổi khác</source>
        <translation>and {count} more changes</translation>
    </message>
    <message>
        <source>Vừa thay đổi: {changes}</source>
        <translation>Just changed: {changes}</translation>
    </message>
    <message>
        <source>sắp xong</source>
        <translation>nearly done</translation>
    </message>
    <message>
        <source>còn khoảng {count} phút</source>
        <translation>about {count} min left</translation>
    </message>
    <message>
        <source>còn khoảng {count} giây</source>
        <translation>about {count} s left</translation>
    </message>
    <message>
        <source>Đang đọc Omni…</source>
        <translation>Reading Omni…</translation>
    </message>
    <message>
        <source>Đang đọc Omni: {count}</source>
        <translation>Reading Omni: {count}</translation>
    </message>
    <message>
        <source>Đã cập nhật {count} biến thể lúc {time}</source>
        <translation>Refreshed {count} variants at {time}</translation>
    </message>
    <message>
        <source>Đã cập nhật {count} biến thể</source>
        <translation>Refreshed {count} variants</translation>
    </message>
</context>
<context>
    <name>RefreshPresenter</name>
    <message>
        <source>Chưa nối với Omni nên chưa cập nhật được tồn.</source>
        <translation>Not connected to Omni, so stock cannot be refreshed.</translation>
    </message>
</context>
<context>
    <name>RefreshStrip</name>
    <message>
        <source>Tiến độ đọc Omni</source>
        <translation>Progress of reading Omni</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Đóng dòng này</source>
        <translation>Close this line</translation>
    </message>
    <message>
        <source>Tiếp tục</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>SellingLine</name>
    <message>
        <source>còn {left} / {limit}</source>
        <translation>{left} of {limit} left</translation>
    </message>
    <message>
        <source>đã bán {count} · không giới hạn</source>
        <translation>{count} sold · no limit</translation>
    </message>
</context>
<context>
    <name>SellingList</name>
    <message>
        <source>Đang mở bán</source>
        <translation>On sale</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>Đang kết nối</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Graph chậm</source>
        <translation>Graph slow</translation>
    </message>
    <message>
        <source>Facebook trả lời chậm, bình luận có thể đến trễ.</source>
        <translation>Facebook answers slowly, comments may come late.</translation>
    </message>
    <message>
        <source>Facebook giới hạn</source>
        <translation>Facebook limits</translation>
    </message>
    <message>
        <source>Facebook đang giới hạn tốc độ, Quầy Live đọc thưa hơn và sẽ đọc bù.</source>
        <translation>Facebook limits the rate: Quầy Live reads less often and will catch up.</translation>
    </message>
    <message>
        <source>Mất kết nối</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Mất kết nối tới Facebook. Kiểm tra mạng; có mạng lại sẽ đọc bù, không sót bình luận.</source>
        <translation>No connection to Facebook. Check the network; once it is back, everything missed is read.</translation>
    </message>
    <message>
        <source>Cần đăng nhập lại</source>
        <translation>Log in again</translation>
    </message>
    <message>
        <source>Facebook không còn nhận đăng nhập này. Hãy kết nối lại trang.</source>
        <translation>Facebook no longer accepts this login. Connect the page again.</translation>
    </message>
    <message>
        <source>Thiếu quyền</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>Trang chưa cho quyền đọc bình luận. Hãy kết nối lại và cho đủ quyền.</source>
        <translation>The page does not allow reading comments. Connect it again and grant every permission.</translation>
    </message>
    <message>
        <source>Ngừng đọc</source>
        <translation>Stopped</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Nhân viên: {staff}</source>
        <translation>Staff: {staff}</translation>
    </message>
    <message>
        <source>Dữ liệu: {storage}</source>
        <translation>Data: {storage}</translation>
    </message>
    <message>
        <source>Trễ ghi {lag} ms</source>
        <translation>Write lag {lag} ms</translation>
    </message>
</context>
<context>
    <name>StepButtons</name>
    <message>
        <source>Bớt {count} mở bán {code}</source>
        <translation>Take {count} from the open sale of {code}</translation>
    </message>
    <message>
        <source>Thêm {count} mở bán {code}</source>
        <translation>Add {count} to the open sale of {code}</translation>
    </message>
</context>
<context>
    <name>StockHead</name>
    <message>
        <source>Nhập Excel…</source>
        <translation>Import Excel…</translation>
    </message>
    <message>
        <source>Xuất</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Tạo sản phẩm</source>
        <translation>Create product</translation>
    </message>
    <message>
        <source>Cập nhật thông tin sản phẩm</source>
        <translation>Refresh products</translation>
    </message>
    <message numerus="yes">
        <source>{count} biến thể</source>
        <translation>
            <numerusform>{count} variant</numerusform>
            <numerusform>{count} variants</numerusform>
        </translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Tìm tên, mã, SKU (không cần dấu)</source>
        <translation>Find name, code, SKU (no accents needed)</translation>
    </message>
    <message>
        <source>Tìm sản phẩm</source>
        <translation>Find a product</translation>
    </message>
    <message>
        <source>chưa nối Omni</source>
        <translation>Omni not connected</translation>
    </message>
    <message>
        <source>đã nối Omni</source>
        <translation>Omni connected</translation>
    </message>
    <message>
        <source>Omni: {shop}</source>
        <translation>Omni: {shop}</translation>
    </message>
</context>
<context>
    <name>StockPresenter</name>
    <message>
        <source>Đã nhập {usable} dòng, bỏ qua {wrong} dòng lỗi.</source>
        <translation>Imported {usable} rows, left out {wrong} with errors.</translation>
    </message>
    <message>
        <source>Đã nhập {usable} dòng.</source>
        <translation>Imported {usable} rows.</translation>
    </message>
    <message>
        <source>Đã lưu {sku}.</source>
        <translation>Saved {sku}.</translation>
    </message>
    <message>
        <source>Đã tạo {sku}.</source>
        <translation>Created {sku}.</translation>
    </message>
    <message>
        <source>Đã xoá {sku} khỏi máy này.</source>
        <translation>Removed {sku} from this PC.</translation>
    </message>
    <message>
        <source>Đã xuất sản phẩm ra {file}.</source>
        <translation>Exported products to {file}.</translation>
    </message>
</context>
<context>
    <name>StockScreen</name>
    <message>
        <source>Ctrl+N tạo · Ctrl+F tìm · Enter sửa</source>
        <translation>Ctrl+N create · Ctrl+F find · Enter edit</translation>
    </message>
    <message>
        <source>F5 cập nhật · Ctrl+N tạo · Ctrl+F tìm · Enter sửa</source>
        <translation>F5 refresh · Ctrl+N create · Ctrl+F find · Enter edit</translation>
    </message>
    <message>
        <source>{sku} là sản phẩm của Omni nên không xoá ở đây được.</source>
        <translation>{sku} is a product of Omni and cannot be removed here.</translation>
    </message>
    <message>
        <source>Chọn tệp sản phẩm</source>
        <translation>Choose a product file</translation>
    </message>
    <message>
        <source>Bảng sản phẩm (*.xlsx *.csv)</source>
        <translation>Product tables (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Xuất sản phẩm ra tệp</source>
        <translation>Export products to a file</translation>
    </message>
    <message>
        <source>{sku} là sản phẩm của Omni: muốn sửa, hãy sửa trên Omni rồi bấm Cập nhật.</source>
        <translation>{sku} is a product of Omni: edit it in Omni, then press Refresh.</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>ThemeSwitch</name>
    <message>
        <source>Giao diện sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Giao diện tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Theo máy</source>
        <translation>As the system</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Buổi live giả để tập: không có gì được gửi tới Facebook hay khách thật.</source>
        <translation>A pretend live to practise on: nothing is sent to Facebook or to real buyers.</translation>
    </message>
    <message numerus="yes">
        <source>{count} bình luận</source>
        <translation>
            <numerusform>{count} comment</numerusform>
            <numerusform>{count} comments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} đơn</source>
        <translation>
            <numerusform>{count} order</numerusform>
            <numerusform>{count} orders</numerusform>
        </translation>
    </message>
    <message>
        <source>TẬP DƯỢT</source>
        <translation>REHEARSAL</translation>
    </message>
    <message>
        <source>Chốt tự động</source>
        <translation>Auto capture</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Chốt tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Đang tạm dừng chốt</source>
        <translation>Capture is paused</translation>
    </message>
    <message>
        <source>Hơn 30 giây chưa đọc được bình luận nào. Kiểm tra mạng của máy này.</source>
        <translation>No comment could be read for more than 30 seconds. Check this PC's network.</translation>
    </message>
    <message>
        <source>Mất tín hiệu</source>
        <translation>No signal</translation>
    </message>
    <message>
        <source>Tạm dừng chốt</source>
        <translation>Pause capture</translation>
    </message>
    <message>
        <source>Tắt thông báo ngoài cửa sổ</source>
        <translation>Mute desktop notices</translation>
    </message>
    <message>
        <source>Tắt tiếng báo</source>
        <translation>Mute sounds</translation>
    </message>
    <message>
        <source>Đang tắt thông báo. Bấm để bật lại</source>
        <translation>Notices are off. Click to turn them on</translation>
    </message>
    <message>
        <source>Đang tắt tiếng. Bấm để bật lại</source>
        <translation>Sound is off. Click to turn it on</translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>{done}. Bấm {key} để hoàn tác.</source>
        <translation>{done}. Press {key} to undo.</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>_Confirmation</name>
    <message>
        <source>Xoá</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>_EmptyFeed</name>
    <message>
        <source>Chưa có bình luận nào</source>
        <translation>No comments yet</translation>
    </message>
    <message>
        <source>Bình luận của khách sẽ hiện ở đây ngay khi có người viết.</source>
        <translation>Comments show up here as soon as somebody writes one.</translation>
    </message>
</context>
<context>
    <name>_Facts</name>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Giá bán</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Khối lượng</source>
        <translation>Weight</translation>
    </message>
    <message>
        <source>Mã vạch</source>
        <translation>Barcode</translation>
    </message>
</context>
<context>
    <name>FeedChips</name>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Thiếu SĐT</source>
        <translation>No phone</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Out of stock</translation>
    </message>
    <message>
        <source>Gợi ý</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Hủy?</source>
        <translation>Cancel?</translation>
    </message>
    <message>
        <source>Câu hỏi</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Lọc bình luận: {choice}</source>
        <translation>Filter comments: {choice}</translation>
    </message>
</context>
<context>
    <name>Feed</name>
    <message>
        <source>(nhãn dán hoặc ảnh)</source>
        <translation>(sticker or photo)</translation>
    </message>
    <message>
        <source> · F4 nhận</source>
        <translation> · F4 accepts</translation>
    </message>
</context>
<context>
    <name>OperatingPresenter</name>
    <message>
        <source>Đã tạm dừng chốt. Bình luận vẫn hiện, chưa thành đơn. F8 để chốt tiếp.</source>
        <translation>Capture is paused. Comments still show and make no orders. F8 goes on.</translation>
    </message>
    <message numerus="yes">
        <source>Chốt tiếp. {count} bình luận lúc tạm dừng đang chờ ở Gợi ý.</source>
        <translation>
            <numerusform>Capture goes on. {count} comment from the pause waits under Suggestions.</numerusform>
            <numerusform>Capture goes on. {count} comments from the pause wait under Suggestions.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chốt tiếp. Lúc tạm dừng không có bình luận nào cần xem lại.</source>
        <translation>Capture goes on. No comment from the pause needs a look.</translation>
    </message>
    <message>
        <source>Mã này dễ nhầm nên chỉ nhận khi bình luận bắt đầu bằng mã và ngắn.</source>
        <translation>It is easily mistaken, so it counts only where a short comment begins with it.</translation>
    </message>
    <message>
        <source>Thêm {keyword}: 10 phút qua chưa có bình luận nào khớp.</source>
        <translation>Added {keyword}: no comment of the last 10 minutes matches.</translation>
    </message>
    <message numerus="yes">
        <source>Thêm {keyword}: {count} bình luận trong 10 phút qua đang chờ ở Gợi ý.</source>
        <translation>
            <numerusform>Added {keyword}: {count} comment of the last 10 minutes waits under Suggestions.</numerusform>
            <numerusform>Added {keyword}: {count} comments of the last 10 minutes wait under Suggestions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HoldersPopover</name>
    <message>
        <source>Chưa có ai giữ hay chờ món này.</source>
        <translation>Nobody holds or waits for this.</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Ai giữ và ai chờ {code}</source>
        <translation>Who holds and who waits for {code}</translation>
    </message>
    <message>
        <source>Đang giữ {held} · đã chốt {closed} · đang chờ {waiting}</source>
        <translation>Held {held} · closed {closed} · waiting {waiting}</translation>
    </message>
    <message>
        <source>chờ thứ {place}</source>
        <translation>{place} in line</translation>
    </message>
    <message>
        <source>Đang giữ</source>
        <translation>Holding</translation>
    </message>
    <message>
        <source>Đang chờ, ai trước đứng trước</source>
        <translation>Waiting, first come first</translation>
    </message>
    <message>
        <source>Khách ẩn tên</source>
        <translation>Hidden name</translation>
    </message>
    <message>
        <source>chờ SĐT, giữ tới {time}</source>
        <translation>no phone, until {time}</translation>
    </message>
    <message>
        <source>{code} · đã chốt</source>
        <translation>{code} · closed</translation>
    </message>
    <message>
        <source>Mời</source>
        <translation>Offer</translation>
    </message>
    <message>
        <source>↑↓ chọn người chờ · Enter hoặc bấm Mời để giữ hàng cho họ</source>
        <translation>↑↓ choose who waits · Enter or Offer to hold it for them</translation>
    </message>
</context>
<context>
    <name>_List</name>
    <message>
        <source>Người giữ và người chờ</source>
        <translation>Holders and waiters</translation>
    </message>
</context>
<context>
    <name>BuyerHead</name>
    <message>
        <source>Chép SĐT</source>
        <translation>Copy the phone</translation>
    </message>
    <message>
        <source>Chưa có SĐT</source>
        <translation>No phone yet</translation>
    </message>
    <message>
        <source>Khách quen</source>
        <translation>Regular</translation>
    </message>
    <message>
        <source>STT {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>Thu gọn khung khách</source>
        <translation>Fold the buyer panel</translation>
    </message>
    <message numerus="yes">
        <source>trước đây {count} đơn</source>
        <translation>
            <numerusform>{count} order before</numerusform>
            <numerusform>{count} orders before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} bình luận</source>
        <translation>
            <numerusform>{count} comment</numerusform>
            <numerusform>{count} comments</numerusform>
        </translation>
    </message>
    <message>
        <source>Đang chặn</source>
        <translation>Blocked</translation>
    </message>
</context>
<context>
    <name>CartCard</name>
    <message>
        <source>Chưa có món nào. Gõ mã ở dưới để thêm.</source>
        <translation>Nothing in it yet. Type a code below to add.</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ghi chú cho shop</source>
        <translation>Note for the shop</translation>
    </message>
    <message>
        <source>Giỏ mới</source>
        <translation>New cart</translation>
    </message>
    <message>
        <source>Hủy giỏ</source>
        <translation>Cancel cart</translation>
    </message>
    <message>
        <source>Hủy giỏ {code}? Hàng được trả lại ngay.</source>
        <translation>Cancel cart {code}? Its goods are free at once.</translation>
    </message>
    <message>
        <source>Lần trước: {address}</source>
        <translation>Last time: {address}</translation>
    </message>
    <message>
        <source>SĐT</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tên người nhận</source>
        <translation>Recipient's name</translation>
    </message>
    <message>
        <source>Tạm tính</source>
        <translation>Subtotal</translation>
    </message>
    <message>
        <source>Về nháp</source>
        <translation>Back to draft</translation>
    </message>
    <message>
        <source>Xác nhận</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>sửa bởi {who}, {time}</source>
        <translation>changed by {who}, {time}</translation>
    </message>
    <message>
        <source>tự động</source>
        <translation>automatic</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Địa chỉ giao hàng</source>
        <translation>Delivery address</translation>
    </message>
</context>
<context>
    <name>CartLineRow</name>
    <message>
        <source>Bỏ món</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bỏ {code}</source>
        <translation>Remove {code}</translation>
    </message>
    <message>
        <source>Chọn phân loại</source>
        <translation>Choose a variant</translation>
    </message>
    <message>
        <source>Giữ hàng</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>Giữ hàng {code}</source>
        <translation>Take {code}</translation>
    </message>
    <message>
        <source>còn {count}</source>
        <translation>{count} left</translation>
    </message>
</context>
<context>
    <name>CommentThread</name>
    <message>
        <source>Bình luận của khách trong live</source>
        <translation>The buyer's comments in the live</translation>
    </message>
</context>
<context>
    <name>FindPalette</name>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Buyers</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”. Thử tên, SĐT, mã đơn, STT, mã hàng.</source>
        <translation>Nothing found for “{text}”. Try a name, phone, order code, number or product code.</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Tìm khách, SĐT, mã đơn, STT, mã hàng, bình luận…</source>
        <translation>Find a buyer, phone, order, number, code, comment…</translation>
    </message>
    <message>
        <source>Tìm khách, đơn, SĐT, sản phẩm, bình luận</source>
        <translation>Find buyers, orders, phones, products, comments</translation>
    </message>
    <message>
        <source>Tìm nhanh</source>
        <translation>Quick find</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Orders</translation>
    </message>
</context>
<context>
    <name>FormLine</name>
    <message>
        <source>Bỏ {code}</source>
        <translation>Remove {code}</translation>
    </message>
    <message>
        <source>Chưa chắc</source>
        <translation>Not sure</translation>
    </message>
    <message>
        <source>Chọn phân loại</source>
        <translation>Choose a variant</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Lịch sử ({count})</source>
        <translation>History ({count})</translation>
    </message>
    <message>
        <source>tự động</source>
        <translation>automatic</translation>
    </message>
</context>
<context>
    <name>InPlaceField</name>
    <message>
        <source>(trống)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>Vừa đổi thành “{value}”. Enter để ghi đè, Esc để lấy giá trị mới.</source>
        <translation>Just changed to “{value}”. Enter writes over it, Esc takes it.</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Còn món đang gõ dở. Enter để thêm, Esc để xoá.</source>
        <translation>A product is half typed. Enter adds it, Esc clears it.</translation>
    </message>
    <message>
        <source>Khách chưa bình luận</source>
        <translation>A buyer without a comment</translation>
    </message>
    <message>
        <source>SĐT</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tên khách</source>
        <translation>Buyer's name</translation>
    </message>
    <message>
        <source>Tạm tính</source>
        <translation>Subtotal</translation>
    </message>
    <message>
        <source>Tạo đơn</source>
        <translation>Make the order</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đơn thủ công</source>
        <translation>Order by hand</translation>
    </message>
    <message>
        <source>Đưa vào danh sách chờ</source>
        <translation>Put on the waitlist</translation>
    </message>
</context>
<context>
    <name>ProductPicker</name>
    <message>
        <source>Món khớp</source>
        <translation>What it may be</translation>
    </message>
    <message>
        <source>Thêm món</source>
        <translation>Add a product</translation>
    </message>
    <message>
        <source>Thêm món: mã hoặc tên, ví dụ a01 x2</source>
        <translation>Add: a code or name, such as a01 x2</translation>
    </message>
</context>
<context>
    <name>QuantityStepper</name>
    <message>
        <source>Bớt một</source>
        <translation>One fewer</translation>
    </message>
    <message>
        <source>Bớt một {what}</source>
        <translation>One {what} fewer</translation>
    </message>
    <message>
        <source>Số lượng {what}</source>
        <translation>Quantity of {what}</translation>
    </message>
    <message>
        <source>Thêm một</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>Thêm một {what}</source>
        <translation>One more {what}</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Chưa chọn phân loại</source>
        <translation>Variant not chosen</translation>
    </message>
    <message>
        <source>Chờ SĐT đến {time}</source>
        <translation>Waits for a phone until {time}</translation>
    </message>
    <message>
        <source>Chờ hàng, thứ {place}</source>
        <translation>Waitlisted, place {place}</translation>
    </message>
    <message>
        <source>Hoàn thành</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>Hết giờ giữ</source>
        <translation>Hold ran out</translation>
    </message>
    <message>
        <source>Khách ẩn tên</source>
        <translation>Hidden name</translation>
    </message>
    <message>
        <source>Nháp</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Đang chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang chờ hàng</source>
        <translation>Waitlisted</translation>
    </message>
    <message>
        <source>Đã chốt</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Đã xác nhận</source>
        <translation>Confirmed</translation>
    </message>
</context>
<context>
    <name>SidebarPanel</name>
    <message>
        <source>Bình luận trong live</source>
        <translation>Comments in this live</translation>
    </message>
    <message>
        <source>Chưa chọn khách</source>
        <translation>No buyer chosen</translation>
    </message>
    <message>
        <source>Chọn một bình luận rồi nhấn Enter để xem khách.</source>
        <translation>Choose a comment and press Enter to see its buyer.</translation>
    </message>
    <message>
        <source>Giỏ hàng</source>
        <translation>Cart</translation>
    </message>
    <message>
        <source>Khung khách</source>
        <translation>Buyer panel</translation>
    </message>
    <message>
        <source>Thu gọn khung khách</source>
        <translation>Fold the buyer panel</translation>
    </message>
    <message>
        <source>Đơn thủ công · F3</source>
        <translation>Order by hand · F3</translation>
    </message>
</context>
<context>
    <name>SidebarPresenter</name>
    <message>
        <source>Bình luận này không có khách: của trang, hoặc khách ẩn tên.</source>
        <translation>This comment has no buyer: it is the page's, or its author is hidden.</translation>
    </message>
    <message>
        <source>{name}: {fault}</source>
        <translation>{name}: {fault}</translation>
    </message>
</context>
<context>
    <name>ThreadModel</name>
    <message>
        <source>(nhãn dán hoặc ảnh)</source>
        <translation>(sticker or picture)</translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Giữ lại</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Hủy giỏ</source>
        <translation>Cancel cart</translation>
    </message>
</context>
<context>
    <name>_Results</name>
    <message>
        <source>Kết quả tìm</source>
        <translation>What was found</translation>
    </message>
</context>
</TS>
