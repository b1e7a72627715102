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
    <name>BackupDialog</name>
    <message>
        <source>Mở dữ liệu từ máy khác</source>
        <translation>Open another PC's data</translation>
    </message>
    <message>
        <source>Mở dữ liệu</source>
        <translation>Open the data</translation>
    </message>
    <message>
        <source>Quầy Live mở lại với dữ liệu của máy đó. Dữ liệu đang có ở máy này được cất riêng, không mất.</source>
        <translation>Quầy Live starts again with that PC's data. What is on this PC now is put aside, not lost.</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>BackupForm</name>
    <message>
        <source>Bản sao lưu Quầy Live (*.db *.bak)</source>
        <translation>Quầy Live backups (*.db *.bak)</translation>
    </message>
    <message>
        <source>Bản sao lưu</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Chưa chọn tệp</source>
        <translation>No file chosen</translation>
    </message>
    <message>
        <source>Chọn tệp sao lưu của máy khác</source>
        <translation>Choose another PC's backup</translation>
    </message>
    <message>
        <source>Chọn tệp sao lưu…</source>
        <translation>Choose a backup…</translation>
    </message>
    <message>
        <source>Mã khôi phục của máy đó</source>
        <translation>That PC's recovery code</translation>
    </message>
    <message>
        <source>Mọi tệp (*)</source>
        <translation>All files (*)</translation>
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
    <name>CampaignSwitch</name>
    <message>
        <source>Chiến dịch {name}: đổi chiến dịch</source>
        <translation>Campaign {name}: change campaign</translation>
    </message>
    <message>
        <source>Danh sách live</source>
        <translation>All lives</translation>
    </message>
</context>
<context>
    <name>CampaignsHead</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Tạo livestream mới</source>
        <translation>New livestream</translation>
    </message>
    <message>
        <source>chưa kết nối trang</source>
        <translation>no page connected</translation>
    </message>
    <message>
        <source>Đang đồng bộ…</source>
        <translation>Syncing…</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
</context>
<context>
    <name>CampaignsPresenter</name>
    <message>
        <source>Chiến dịch chạy tiếp ở buổi live mới. Đơn và số lượng đã có giữ nguyên.</source>
        <translation>The campaign goes on in the new live. Its orders and quantities stay.</translation>
    </message>
    <message>
        <source>Đã gắn chiến dịch vào buổi live. Bình luận từ đầu buổi đang được đọc.</source>
        <translation>The campaign is bound to the live. Its comments are being read from the start.</translation>
    </message>
    <message>
        <source>Đã kết thúc chiến dịch. Bấm Mở lại trong danh sách nếu kết thúc nhầm.</source>
        <translation>The campaign has ended. Choose Reopen in the list if that was a mistake.</translation>
    </message>
    <message>
        <source>Đã mở lại chiến dịch.</source>
        <translation>The campaign is open again.</translation>
    </message>
    <message>
        <source>Đã xoá chiến dịch.</source>
        <translation>The campaign is deleted.</translation>
    </message>
</context>
<context>
    <name>CampaignsScreen</name>
    <message>
        <source>Chưa có buổi live nào</source>
        <translation>No lives yet</translation>
    </message>
    <message>
        <source>Chưa kết nối trang Facebook</source>
        <translation>No Facebook page connected</translation>
    </message>
    <message>
        <source>Kết nối trang</source>
        <translation>Connect page</translation>
    </message>
    <message>
        <source>Kết nối trang để thấy các buổi live và đọc bình luận. Trong lúc đó vẫn có thể soạn sẵn kịch bản cho buổi tới.</source>
        <translation>Connect the page to see its lives and read their comments. Meanwhile you may prepare the script of the next one.</translation>
    </message>
    <message>
        <source>Tạo livestream mới</source>
        <translation>New livestream</translation>
    </message>
    <message>
        <source>Tạo livestream mới để chọn sản phẩm và từ khoá trước. Khi trang lên sóng, quầy tự gắn vào buổi live đó và bắt đầu chốt đơn.</source>
        <translation>Make a new livestream to choose products and keywords beforehand. When the page goes live, it binds to that live by itself and begins to take orders.</translation>
    </message>
    <message>
        <source>↑↓ chọn · Enter mở · F5 đồng bộ · Ctrl+N tạo livestream mới</source>
        <translation>↑↓ choose · Enter open · F5 sync · Ctrl+N new livestream</translation>
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
    <name>CheckTable</name>
    <message>
        <source>Facebook không cho xem quyền này của token</source>
        <translation>Facebook does not tell this permission of the token</translation>
    </message>
    <message>
        <source>Hạn dùng</source>
        <translation>Expiry</translation>
    </message>
    <message>
        <source>Trang</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>chưa có bình luận để thử tên khách</source>
        <translation>no comments yet to try buyers’ names on</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>còn {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>có hạn</source>
        <translation>limited</translation>
    </message>
    <message>
        <source>dùng lâu dài</source>
        <translation>lasts</translation>
    </message>
    <message>
        <source>không hết hạn</source>
        <translation>never expires</translation>
    </message>
    <message>
        <source>không thấy tên khách</source>
        <translation>buyers’ names hidden</translation>
    </message>
    <message>
        <source>thiếu</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>thấy tên khách</source>
        <translation>buyers’ names seen</translation>
    </message>
    <message>
        <source>trang khác</source>
        <translation>another page</translation>
    </message>
    <message>
        <source>đúng trang</source>
        <translation>right page</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Mã khôi phục: {code}</source>
        <translation>Recovery code: {code}</translation>
    </message>
</context>
<context>
    <name>CodeEntry</name>
    <message>
        <source>{full}/{count} nhóm · gõ hoặc dán đều được</source>
        <translation>{full}/{count} groups · type or paste</translation>
    </message>
    <message>
        <source>✓ Đủ {count} nhóm</source>
        <translation>✓ All {count} groups</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>Mã khôi phục</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>VD: 7KQ2-M9XD-4TRA-W8HF-…</source>
        <translation>E.g. 7KQ2-M9XD-4TRA-W8HF-…</translation>
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
    <name>CopyDialog</name>
    <message>
        <source>Bản chép thay cho sản phẩm, cách chốt và lời nhắn đang có ở đây.</source>
        <translation>The copy takes the place of the products, rules and messages that are here now.</translation>
    </message>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Chép kịch bản cũ</source>
        <translation>Copy an earlier script</translation>
    </message>
    <message>
        <source>Chép sản phẩm, từ khoá, số lượng mở bán, cách chốt và lời nhắn.</source>
        <translation>Copies products, keywords, open sale, rules and messages.</translation>
    </message>
    <message>
        <source>Chưa có kịch bản nào</source>
        <translation>No script yet</translation>
    </message>
    <message>
        <source>Kịch bản</source>
        <translation>Script</translation>
    </message>
    <message>
        <source>Kịch bản cũ</source>
        <translation>Earlier scripts</translation>
    </message>
    <message>
        <source>Lưu kịch bản này, lần sau chép lại được.</source>
        <translation>Save this script and you can copy it next time.</translation>
    </message>
    <message>
        <source>Ngày tạo</source>
        <translation>Made on</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
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
    <name>DisconnectRow</name>
    <message>
        <source>Ngắt</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>Ngắt kết nối</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
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
    <message>
        <source>Lưu và tạo sản phẩm khác</source>
        <translation>Save and create another</translation>
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
    <name>ExchangeForm</name>
    <message>
        <source>App ID</source>
        <translation>App ID</translation>
    </message>
    <message>
        <source>App Secret</source>
        <translation>App Secret</translation>
    </message>
    <message>
        <source>Bắt đầu bằng EAA</source>
        <translation>Begins with EAA</translation>
    </message>
    <message>
        <source>Chuỗi 32 ký tự</source>
        <translation>32 characters</translation>
    </message>
    <message>
        <source>Dãy số của ứng dụng</source>
        <translation>The app’s number</translation>
    </message>
    <message>
        <source>User token</source>
        <translation>User token</translation>
    </message>
    <message>
        <source>Đang đổi token…</source>
        <translation>Exchanging…</translation>
    </message>
    <message>
        <source>Đổi và kiểm tra</source>
        <translation>Exchange and check</translation>
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
        <source>Lọc khác: {choices}</source>
        <translation>Other filters: {choices}</translation>
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
    <name>GuideDialog</name>
    <message>
        <source>Bấm Gán tài sản: chọn Trang bán hàng, bật toàn quyền; chọn cả ứng dụng của shop.</source>
        <translation>Press Assign assets: choose the selling Page with full control, and the shop’s app too.</translation>
    </message>
    <message>
        <source>Bấm Thêm, đặt tên ví dụ “Quầy Live”, vai trò Quản trị viên.</source>
        <translation>Press Add, name it for instance “Quầy Live”, role Admin.</translation>
    </message>
    <message>
        <source>Bấm Tạo mã, chọn ứng dụng, thời hạn Không bao giờ, đánh dấu các quyền ở dưới.</source>
        <translation>Press Generate token, choose the app, expiry Never, tick the permissions below.</translation>
    </message>
    <message>
        <source>Chép danh sách quyền</source>
        <translation>Copy the permissions</translation>
    </message>
    <message>
        <source>Chép mã hiện ra, dán vào ô token ở bước Kết nối trang Facebook rồi bấm Kiểm tra.</source>
        <translation>Copy the token, paste it at Connect the Facebook page, and press Check.</translation>
    </message>
    <message>
        <source>Các quyền cần đánh dấu</source>
        <translation>Permissions to tick</translation>
    </message>
    <message>
        <source>Cách khác: App ID, App Secret và User token</source>
        <translation>Another way: App ID, App Secret and a User token</translation>
    </message>
    <message>
        <source>Cách lấy token</source>
        <translation>How to get a token</translation>
    </message>
    <message>
        <source>Cách nên dùng: System User token (không hết hạn)</source>
        <translation>The best way: a System User token (never expires)</translation>
    </message>
    <message>
        <source>Muốn thấy tên khách lạ, ứng dụng cần được Facebook duyệt mức Nâng cao (Advanced Access) cho pages_read_user_content. Chưa duyệt vẫn chốt được đơn của khách ghi SĐT.</source>
        <translation>To see strangers’ names the app needs Advanced Access to pages_read_user_content. Without it, orders of buyers who write a phone are still taken.</translation>
    </message>
    <message>
        <source>Mở Công cụ › Graph API Explorer, chọn ứng dụng, chọn Lấy mã truy cập người dùng.</source>
        <translation>Open Tools › Graph API Explorer, choose the app, choose Get User Access Token.</translation>
    </message>
    <message>
        <source>Mở business.facebook.com bằng tài khoản quản trị, vào Cài đặt › Người dùng hệ thống.</source>
        <translation>Open business.facebook.com as an admin, go to Settings › System users.</translation>
    </message>
    <message>
        <source>Mở developers.facebook.com › Ứng dụng › Cài đặt › Cơ bản: chép App ID và App Secret.</source>
        <translation>Open developers.facebook.com › App › Settings › Basic: copy App ID and App Secret.</translation>
    </message>
    <message>
        <source>Đánh dấu các quyền ở dưới, bấm Generate Access Token, chọn Trang bán hàng rồi đồng ý.</source>
        <translation>Tick the permissions below, press Generate Access Token, choose the selling Page and agree.</translation>
    </message>
    <message>
        <source>Đã chép</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Ở đây bấm “Có App ID và App Secret?”, dán cả ba rồi bấm Đổi và kiểm tra.</source>
        <translation>Here press “App ID and App Secret?”, paste all three, and press Exchange and check.</translation>
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
    <message>
        <source>Chưa đủ hàng để mời ai: tăng số mở bán trước.</source>
        <translation>Not enough left to offer to anybody: raise the open sale first.</translation>
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
    <name>KeyCard</name>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Chưa in được; hãy kiểm tra máy in rồi in lại, hoặc lưu thành tệp.</source>
        <translation>Not printed; check the printer and print again, or save it to a file.</translation>
    </message>
    <message>
        <source>Có dữ liệu ở máy khác? Mở bằng mã khôi phục…</source>
        <translation>Data on another PC? Open it with its recovery code…</translation>
    </message>
    <message>
        <source>Hiện mã</source>
        <translation>Show the code</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Lưu mã khôi phục</source>
        <translation>Save the recovery code</translation>
    </message>
    <message>
        <source>Lưu tệp</source>
        <translation>Save to file</translation>
    </message>
    <message>
        <source>Mã khôi phục Quầy Live</source>
        <translation>Quầy Live recovery code</translation>
    </message>
    <message>
        <source>Mã khôi phục Quầy Live.txt</source>
        <translation>Quầy Live recovery code.txt</translation>
    </message>
    <message>
        <source>Mất mã này và hỏng máy thì không ai mở lại được dữ liệu.</source>
        <translation>Without this code, nobody can open the data again if this PC breaks.</translation>
    </message>
    <message>
        <source>Tệp chữ (*.txt)</source>
        <translation>Text files (*.txt)</translation>
    </message>
    <message>
        <source>Đã chép</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Đã lưu</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>Ẩn mã</source>
        <translation>Hide the code</translation>
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
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
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
    <name>LeaveBar</name>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Drop the changes</translation>
    </message>
    <message>
        <source>Có thay đổi chưa lưu.</source>
        <translation>There are changes that are not saved.</translation>
    </message>
    <message>
        <source>Lưu rồi ra</source>
        <translation>Save and leave</translation>
    </message>
    <message>
        <source>Ở lại</source>
        <translation>Stay</translation>
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
    <name>LifeList</name>
    <message>
        <source>Danh sách chiến dịch và buổi live</source>
        <translation>Campaigns and lives</translation>
    </message>
    <message>
        <source>Xem thêm {count} chiến dịch cũ</source>
        <translation>Show {count} more old campaigns</translation>
    </message>
</context>
<context>
    <name>LifeRowFrame</name>
    <message>
        <source>Tạm dừng chốt</source>
        <translation>Capture paused</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>More</translation>
    </message>
    <message>
        <source>bình luận</source>
        <translation>comments</translation>
    </message>
    <message>
        <source>sản phẩm</source>
        <translation>products</translation>
    </message>
    <message>
        <source>đơn</source>
        <translation>orders</translation>
    </message>
</context>
<context>
    <name>LifeStrip</name>
    <message>
        <source>Gắn chiến dịch đang chờ</source>
        <translation>Bind the waiting campaign</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>LineView</name>
    <message>
        <source>Bỏ khỏi live</source>
        <translation>Take out of the live</translation>
    </message>
    <message>
        <source>Dùng mã {code}</source>
        <translation>Use code {code}</translation>
    </message>
    <message>
        <source>Lên trên</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Mở bán</source>
        <translation>Open for sale</translation>
    </message>
    <message>
        <source>Sản phẩm trong live</source>
        <translation>Products in the live</translation>
    </message>
    <message>
        <source>Xuống dưới</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Đóng bán</source>
        <translation>Close for sale</translation>
    </message>
</context>
<context>
    <name>LinesCard</name>
    <message>
        <source>Chép kịch bản cũ…</source>
        <translation>Copy an earlier script…</translation>
    </message>
    <message>
        <source>Chưa có sản phẩm nào</source>
        <translation>No product yet</translation>
    </message>
    <message>
        <source>Chọn từ danh sách sản phẩm, tạo mới ngay tại đây, hoặc chép từ kịch bản cũ.</source>
        <translation>Choose from the product list, create one right here, or copy an earlier script.</translation>
    </message>
    <message>
        <source>Sản phẩm trong live</source>
        <translation>Products in the live</translation>
    </message>
    <message>
        <source>Thêm sản phẩm</source>
        <translation>Add products</translation>
    </message>
    <message>
        <source>Tạo sản phẩm</source>
        <translation>Create product</translation>
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
        <source>Kéo để đổi độ rộng</source>
        <translation>Drag to change the width</translation>
    </message>
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
    <name>Lives</name>
    <message>
        <source>Bắt đầu lúc {at}</source>
        <translation>Started at {at}</translation>
    </message>
    <message>
        <source>Chép kịch bản</source>
        <translation>Copy script</translation>
    </message>
    <message>
        <source>Chưa lên sóng</source>
        <translation>Not on air yet</translation>
    </message>
    <message>
        <source>Chờ live</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Cấu hình</source>
        <translation>Set up</translation>
    </message>
    <message>
        <source>Gắn</source>
        <translation>Bind</translation>
    </message>
    <message>
        <source>Gắn tiếp</source>
        <translation>Go on there</translation>
    </message>
    <message>
        <source>Gắn vào live “{name}”</source>
        <translation>Bind to the live “{name}”</translation>
    </message>
    <message>
        <source>Gắn “{name}” vào live này</source>
        <translation>Bind “{name}” to this live</translation>
    </message>
    <message>
        <source>Kết nối trang</source>
        <translation>Connect page</translation>
    </message>
    <message>
        <source>Kết thúc</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Kết thúc chiến dịch này? Quầy ngừng đọc bình luận, đơn đã có giữ nguyên.</source>
        <translation>End this campaign? Its comments are read no more, its orders stay.</translation>
    </message>
    <message>
        <source>Kết thúc lúc {at}</source>
        <translation>Ended at {at}</translation>
    </message>
    <message>
        <source>Live trên Facebook chưa có chiến dịch</source>
        <translation>Lives on Facebook without a campaign</translation>
    </message>
    <message>
        <source>Live đã tắt</source>
        <translation>Live is over</translation>
    </message>
    <message>
        <source>Lưu lúc {at}</source>
        <translation>Saved at {at}</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Mở lại</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Tin bán hàng</source>
        <translation>Sales post</translation>
    </message>
    <message>
        <source>Tạo chiến dịch cho live này</source>
        <translation>New campaign for this live</translation>
    </message>
    <message>
        <source>Tạo lúc {at}</source>
        <translation>Made at {at}</translation>
    </message>
    <message>
        <source>Xoá</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Xoá hẳn chiến dịch này cùng kịch bản?</source>
        <translation>Delete this campaign and its script for good?</translation>
    </message>
    <message>
        <source>chưa đồng bộ</source>
        <translation>not synced yet</translation>
    </message>
    <message>
        <source>vừa đồng bộ</source>
        <translation>synced just now</translation>
    </message>
    <message>
        <source>{count} bình luận</source>
        <translation>{count} comments</translation>
    </message>
    <message>
        <source>{count} đơn</source>
        <translation>{count} orders</translation>
    </message>
    <message>
        <source>Đang chạy</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Đang chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đã kết thúc</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>đồng bộ {age} trước</source>
        <translation>synced {age} ago</translation>
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
    <name>NameField</name>
    <message>
        <source>Tên mới của {name}</source>
        <translation>New name of {name}</translation>
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
    <name>NewPassphrasePage</name>
    <message>
        <source>Gõ lại mật khẩu</source>
        <translation>Type it again</translation>
    </message>
    <message>
        <source>Hai lần gõ chưa giống nhau; hãy gõ lại ô thứ hai</source>
        <translation>The two differ; type the second one again</translation>
    </message>
    <message>
        <source>Mật khẩu mới</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Ít nhất {count} ký tự</source>
        <translation>At least {count} characters</translation>
    </message>
    <message>
        <source>✓ Đủ dài và hai lần gõ giống nhau</source>
        <translation>✓ Long enough, and both are the same</translation>
    </message>
    <message>
        <source>✓ Đủ dài; hãy gõ lại lần nữa</source>
        <translation>✓ Long enough; type it once more</translation>
    </message>
</context>
<context>
    <name>OmniStep</name>
    <message>
        <source>Cửa hàng: {shop}</source>
        <translation>Shop: {shop}</translation>
    </message>
    <message>
        <source>Dán token của ứng dụng riêng</source>
        <translation>Paste the private app’s token</translation>
    </message>
    <message>
        <source>Kết nối cửa hàng này</source>
        <translation>Connect this shop</translation>
    </message>
    <message>
        <source>Lấy ở Haravan › Ứng dụng › Ứng dụng riêng, bật quyền đọc sản phẩm và kho.</source>
        <translation>From Haravan › Apps › Private apps, with the right to read products and stock.</translation>
    </message>
    <message>
        <source>Ngắt cửa hàng này? Sản phẩm và tồn đã đọc vẫn giữ, không đọc mới nữa.</source>
        <translation>Disconnect this shop? Products and stock stay as read, nothing new is read.</translation>
    </message>
    <message>
        <source>Token Omni (Haravan)</source>
        <translation>Omni (Haravan) token</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>đọc được</source>
        <translation>works</translation>
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
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
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
    <name>OtherWay</name>
    <message>
        <source>Có App ID và App Secret? Đổi token dài hạn</source>
        <translation>App ID and App Secret? Get a long-lived token</translation>
    </message>
    <message>
        <source>Quay lại: dán Page token hoặc System User token</source>
        <translation>Back: paste a Page token or System User token</translation>
    </message>
</context>
<context>
    <name>PageOptions</name>
    <message>
        <source>Chọn trang bán hàng</source>
        <translation>Choose the selling page</translation>
    </message>
</context>
<context>
    <name>PageStep</name>
    <message>
        <source>Chưa đọc được buổi live: cấp các quyền còn thiếu rồi dán token mới.</source>
        <translation>Lives cannot be read: grant what is missing, then paste a new token.</translation>
    </message>
    <message>
        <source>Dán token khác</source>
        <translation>Paste another token</translation>
    </message>
    <message>
        <source>Dán token mới khi token cũ hết hạn</source>
        <translation>Paste a new token when the old one ends</translation>
    </message>
    <message>
        <source>Dán token vào đây</source>
        <translation>Paste the token here</translation>
    </message>
    <message>
        <source>Kiểm tra lại token</source>
        <translation>Check the token again</translation>
    </message>
    <message>
        <source>Kết nối trang này</source>
        <translation>Connect this page</translation>
    </message>
    <message>
        <source>Ngắt trang này? Quầy thôi đọc bình luận; đơn và chiến dịch vẫn giữ.</source>
        <translation>Disconnect this page? Comments are read no longer; orders and campaigns stay.</translation>
    </message>
    <message>
        <source>Token Facebook</source>
        <translation>Facebook token</translation>
    </message>
    <message>
        <source>Token này của trang “{page}”, còn các buổi live ở đây của trang “{other}”.</source>
        <translation>This token is of the page “{page}”, while the lives here are of “{other}”.</translation>
    </message>
    <message>
        <source>Token này mở được nhiều trang: chọn trang bán hàng.</source>
        <translation>This token opens several pages: choose the selling page.</translation>
    </message>
    <message>
        <source>Vẫn kết nối trang này</source>
        <translation>Connect this page anyway</translation>
    </message>
    <message>
        <source>Đổi sang trang {page}</source>
        <translation>Change to {page}</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Hiện mật khẩu</source>
        <translation>Show the passphrase</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>Mật khẩu</source>
        <translation>Passphrase</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
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
        <source>Tồn</source>
        <translation>Stock</translation>
    </message>
    <message>
        <source>chưa đánh dấu</source>
        <translation>not ticked</translation>
    </message>
    <message>
        <source>Đang mở bán ở</source>
        <translation>On sale in</translation>
    </message>
    <message>
        <source>Đã có trong live</source>
        <translation>Already in the live</translation>
    </message>
    <message>
        <source>đã đánh dấu</source>
        <translation>ticked</translation>
    </message>
</context>
<context>
    <name>PickerDialog</name>
    <message>
        <source>Chưa có sản phẩm</source>
        <translation>No product yet</translation>
    </message>
    <message>
        <source>Gõ ít chữ hơn, hoặc đóng lại và bấm Tạo sản phẩm để tạo mới ngay.</source>
        <translation>Type less, or close this and press Create product to make one right away.</translation>
    </message>
    <message>
        <source>Không tìm thấy “{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>Phím cách để đánh dấu, Enter để thêm</source>
        <translation>Space ticks, Enter adds</translation>
    </message>
    <message>
        <source>Sản phẩm tìm thấy</source>
        <translation>Products found</translation>
    </message>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Thêm sản phẩm vào live</source>
        <translation>Add products to the live</translation>
    </message>
    <message numerus="yes">
        <source>Thêm {count} sản phẩm</source>
        <translation>
            <numerusform>Add {count} product</numerusform>
            <numerusform>Add {count} products</numerusform>
        </translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Tìm sản phẩm</source>
        <translation>Find products</translation>
    </message>
    <message>
        <source>Tìm tên, mã, SKU (không cần dấu)</source>
        <translation>Find name, code, SKU (accents optional)</translation>
    </message>
    <message>
        <source>Đang hiện {shown} trong {total}: gõ thêm chữ để tìm tiếp.</source>
        <translation>Showing {shown} of {total}: type more to find others.</translation>
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
        <source>Hiện mọi sản phẩm (Esc)</source>
        <translation>Show all products (Esc)</translation>
    </message>
    <message>
        <source>Hiện mọi sản phẩm</source>
        <translation>Show all products</translation>
    </message>
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
        <source>Thêm món, ví dụ a01 x2</source>
        <translation>Add a product, such as a01 x2</translation>
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
    <name>RecoverySheet</name>
    <message>
        <source>Cách dùng: mở Quầy Live ở máy mới, chọn mở dữ liệu từ máy khác, chọn bản sao lưu rồi gõ mã. Chữ hoa hay thường, có gạch nối hay không đều được.</source>
        <translation>How to use it: open Quầy Live on the new PC, choose to open another PC's data, choose the backup and type the code. Capitals and hyphens do not matter.</translation>
    </message>
    <message>
        <source>Cất ở nơi kín, tách khỏi máy tính, như két hoặc sổ của chủ shop. Ai có mã này và bản sao lưu đều xem được dữ liệu. Mất mã và hỏng máy thì không ai mở lại được, kể cả người làm ra Quầy Live.</source>
        <translation>Keep it in a private place away from the PC, such as a safe or the owner's book. Whoever has this code and a backup can see the data. If the code is lost and the PC breaks, nobody can open the data again, not even the makers of Quầy Live.</translation>
    </message>
    <message>
        <source>Lập ngày {day}</source>
        <translation>Made on {day}</translation>
    </message>
    <message>
        <source>Mã này mở lại dữ liệu khách và đơn hàng khi máy tính hỏng, mất, cài lại hoặc khi chuyển sang máy khác. Nó mở được các bản sao lưu làm từ máy này.</source>
        <translation>This code opens the data of buyers and orders again when the PC is broken, lost, set up anew or replaced. It opens the backups made on this PC.</translation>
    </message>
    <message>
        <source>Quầy Live – mã khôi phục dữ liệu</source>
        <translation>Quầy Live – recovery code of the data</translation>
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
    <name>RehearsalBanner</name>
    <message>
        <source>TẬP DƯỢT</source>
        <translation>REHEARSAL</translation>
    </message>
    <message>
        <source>Buổi live mẫu chạy trên máy này, không gửi gì tới Facebook hay khách thật.</source>
        <translation>A sample live on this computer: nothing is sent to Facebook or to real buyers.</translation>
    </message>
    <message>
        <source>Kết thúc tập dượt</source>
        <translation>End rehearsal</translation>
    </message>
</context>
<context>
    <name>RepliesCard</name>
    <message>
        <source>Bản này chưa tự gửi tin; lời nhắn được lưu sẵn.</source>
        <translation>This version does not send by itself yet; the messages are kept ready.</translation>
    </message>
    <message>
        <source>Giỏ hàng</source>
        <translation>Cart</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Out of stock</translation>
    </message>
    <message>
        <source>Hỏi thiếu</source>
        <translation>Ask missing</translation>
    </message>
    <message>
        <source>Thu Hà</source>
        <translation>Thu Hà</translation>
    </message>
    <message>
        <source>Tin xác nhận</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <source>Trả lời tự động</source>
        <translation>Automatic replies</translation>
    </message>
    <message>
        <source>Xác nhận</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <source>số điện thoại</source>
        <translation>phone number</translation>
    </message>
    <message>
        <source>Áo len cổ lọ</source>
        <translation>Turtleneck jumper</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <source>Bỏ qua</source>
        <translation>Ignore</translation>
    </message>
    <message>
        <source>Chốt đơn</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Cách chốt</source>
        <translation>How orders are taken</translation>
    </message>
    <message>
        <source>Cần số điện thoại</source>
        <translation>Phone number needed</translation>
    </message>
    <message>
        <source>Cộng thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Danh sách chờ</source>
        <translation>Waitlist</translation>
    </message>
    <message>
        <source>Giữ hàng</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Giữ hàng, phút khi thiếu SĐT</source>
        <translation>Hold, minutes without a phone</translation>
    </message>
    <message>
        <source>Khách cũ dùng số đã lưu</source>
        <translation>Known buyers: number on file</translation>
    </message>
    <message>
        <source>Mỗi dòng</source>
        <translation>Per line</translation>
    </message>
    <message>
        <source>Mỗi dòng nhiều nhất, món</source>
        <translation>Most per line, units</translation>
    </message>
    <message>
        <source>Nhắc lại mã</source>
        <translation>Code repeated</translation>
    </message>
    <message>
        <source>Thay</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Thủ công</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>Tính cả tồn Omni</source>
        <translation>Count Omni stock too</translation>
    </message>
    <message>
        <source>Tự tay mời</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>Tự động</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>món là nhiều nhất</source>
        <translation>units at most</translation>
    </message>
    <message>
        <source>phút khi thiếu SĐT</source>
        <translation>minutes without phone</translation>
    </message>
    <message>
        <source>Ẩn bình luận có SĐT</source>
        <translation>Hide comments with a phone</translation>
    </message>
</context>
<context>
    <name>ScriptHead</name>
    <message>
        <source>Chép kịch bản cũ…</source>
        <translation>Copy a script…</translation>
    </message>
    <message>
        <source>Chờ live</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Cấu hình:</source>
        <translation>Set-up:</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Lưu cấu hình</source>
        <translation>Save set-up</translation>
    </message>
    <message>
        <source>Thử với live cũ…</source>
        <translation>Try on a live…</translation>
    </message>
    <message>
        <source>Tên kịch bản</source>
        <translation>Name of the script</translation>
    </message>
    <message>
        <source>Về danh sách live</source>
        <translation>Back to the lives</translation>
    </message>
    <message>
        <source>Về danh sách live (Esc)</source>
        <translation>Back to the lives (Esc)</translation>
    </message>
    <message>
        <source>chưa kết nối trang nào: kết nối trong Cài đặt để kịch bản tự gắn vào live</source>
        <translation>no page connected: connect one in Settings so that the script binds to its live</translation>
    </message>
    <message>
        <source>gắn vào buổi live đầu tiên của {page} bắt đầu sau khi lưu</source>
        <translation>binds to the first live of {page} that starts after saving</translation>
    </message>
    <message>
        <source>Đã gắn live</source>
        <translation>Bound to a live</translation>
    </message>
    <message>
        <source>Đã kết thúc</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Đặt tên kịch bản</source>
        <translation>Name the script</translation>
    </message>
</context>
<context>
    <name>ScriptLines</name>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>Số lượng mở bán</source>
        <translation>Open sale</translation>
    </message>
    <message>
        <source>Số lượng mở bán của {product}</source>
        <translation>Open sale of {product}</translation>
    </message>
    <message>
        <source>Thao tác với {product}</source>
        <translation>Actions for {product}</translation>
    </message>
    <message>
        <source>Tồn Omni</source>
        <translation>Omni stock</translation>
    </message>
    <message>
        <source>Từ khoá</source>
        <translation>Keywords</translation>
    </message>
    <message>
        <source>Từ khoá của {product}</source>
        <translation>Keywords of {product}</translation>
    </message>
    <message>
        <source>VD: A01</source>
        <translation>E.g. A01</translation>
    </message>
    <message>
        <source>VD: A01, khăn choàng</source>
        <translation>E.g. A01, scarf</translation>
    </message>
    <message>
        <source>không giới hạn</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>trống</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>Đóng bán</source>
        <translation>Closed</translation>
    </message>
</context>
<context>
    <name>ScriptPresenter</name>
    <message>
        <source>Kịch bản tự gắn vào buổi live kế tiếp của {page}.</source>
        <translation>The script binds to the next live of {page} by itself.</translation>
    </message>
    <message numerus="yes">
        <source>{count} bình luận 10 phút qua khớp từ khoá mới, đã thành gợi ý.</source>
        <translation>
            <numerusform>{count} comment of the last 10 minutes matches the new keyword and is a suggestion now.</numerusform>
            <numerusform>{count} comments of the last 10 minutes match the new keyword and are suggestions now.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đây là bản đang soạn dở, chưa lưu.</source>
        <translation>This is the draft you were working on; it is not saved yet.</translation>
    </message>
    <message numerus="yes">
        <source>Đã chép {count} sản phẩm. Xem lại rồi lưu.</source>
        <translation>
            <numerusform>{count} product copied. Check it and save.</numerusform>
            <numerusform>{count} products copied. Check them and save.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã lưu cấu hình.</source>
        <translation>Set-up saved.</translation>
    </message>
    <message>
        <source>Đã tạo {product}. Nhập sản phẩm kế tiếp.</source>
        <translation>{product} created. Type the next one.</translation>
    </message>
</context>
<context>
    <name>ScriptScreen</name>
    <message>
        <source>Ctrl+S lưu · Ctrl+F thêm sản phẩm · Ctrl+N tạo · Tab sang ô kế · Esc về</source>
        <translation>Ctrl+S save · Ctrl+F add products · Ctrl+N create · Tab next field · Esc back</translation>
    </message>
    <message>
        <source>Đang cập nhật từ Omni {done} / {total}</source>
        <translation>Refreshing from Omni {done} / {total}</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Hiện chữ: {name}</source>
        <translation>Show text: {name}</translation>
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
    <name>SettingsPresenter</name>
    <message>
        <source>Đã kết nối cửa hàng {shop}.</source>
        <translation>Connected the shop {shop}.</translation>
    </message>
    <message>
        <source>Đã kết nối trang {page}.</source>
        <translation>Connected the page {page}.</translation>
    </message>
    <message>
        <source>Đã ngắt cửa hàng Omni.</source>
        <translation>Disconnected the Omni shop.</translation>
    </message>
    <message>
        <source>Đã ngắt trang Facebook.</source>
        <translation>Disconnected the Facebook page.</translation>
    </message>
</context>
<context>
    <name>SetupScreen</name>
    <message>
        <source>Ai đứng quầy? Tên được ghi vào mỗi thao tác.</source>
        <translation>Who is at the desk? The name is stamped on every action.</translation>
    </message>
    <message>
        <source>Bắt đầu với Quầy Live</source>
        <translation>Begin with Quầy Live</translation>
    </message>
    <message>
        <source>Chưa chọn ai đứng quầy · {count} người</source>
        <translation>Nobody chosen at the desk · {count} people</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Cửa hàng {shop} đã kết nối</source>
        <translation>Shop {shop} connected</translation>
    </message>
    <message>
        <source>Dán Page token hoặc System User token. Token được cất trong kho khoá của máy.</source>
        <translation>Paste a Page token or System User token. It is kept in this PC’s keyring.</translation>
    </message>
    <message>
        <source>Dữ liệu khách được mã hoá trên máy này.</source>
        <translation>Buyers’ data is encrypted on this PC.</translation>
    </message>
    <message>
        <source>Khoá dữ liệu</source>
        <translation>Data key</translation>
    </message>
    <message>
        <source>Kết nối Omni (Haravan)</source>
        <translation>Connect Omni (Haravan)</translation>
    </message>
    <message>
        <source>Kết nối trang Facebook</source>
        <translation>Connect the Facebook page</translation>
    </message>
    <message>
        <source>Nhân viên</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>Sản phẩm, tồn kho, khách và đơn hàng. Có thể làm sau.</source>
        <translation>Products, stock, buyers and orders. Can be done later.</translation>
    </message>
    <message>
        <source>Tab sang ô kế · Enter kiểm tra, kết nối</source>
        <translation>Tab next field · Enter check, connect</translation>
    </message>
    <message>
        <source>{name} đang đứng quầy · {count} người</source>
        <translation>{name} is at the desk · {count} people</translation>
    </message>
    <message>
        <source>{page} đã kết nối</source>
        <translation>{page} connected</translation>
    </message>
    <message>
        <source>{page} đã kết nối, {day}</source>
        <translation>{page} connected, {day}</translation>
    </message>
</context>
<context>
    <name>ShopPages</name>
    <message>
        <source>Kết thúc chiến dịch…</source>
        <translation>End the campaign…</translation>
    </message>
    <message>
        <source>Tập dượt</source>
        <translation>Rehearse</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Cấu hình live này…</source>
        <translation>Set up this live…</translation>
    </message>
    <message>
        <source>Danh sách live</source>
        <translation>All lives</translation>
    </message>
    <message>
        <source>Mã khôi phục đã lưu. Mở ra để xem lại hoặc in thêm.</source>
        <translation>The recovery code is saved. Open to see it again or print it.</translation>
    </message>
</context>
<context>
    <name>SideCard</name>
    <message>
        <source>Chưa có token?</source>
        <translation>No token yet?</translation>
    </message>
    <message>
        <source>Còn một bước</source>
        <translation>One step left</translation>
    </message>
    <message>
        <source>Sẵn sàng</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Thêm tên người đứng quầy là bắt đầu bán được. Tên được ghi vào mỗi thao tác.</source>
        <translation>Name who is at the desk and selling can begin. The name is stamped on every action.</translation>
    </message>
    <message>
        <source>Tạo livestream mới</source>
        <translation>New livestream</translation>
    </message>
    <message>
        <source>Tập dượt</source>
        <translation>Rehearse</translation>
    </message>
    <message>
        <source>Tập dượt ngay</source>
        <translation>Rehearse now</translation>
    </message>
    <message>
        <source>Xem hướng dẫn</source>
        <translation>See the guide</translation>
    </message>
    <message>
        <source>Xem hướng dẫn từng bước, hoặc tập dượt trước: một buổi live mẫu chạy ngay trên máy này và không gửi gì ra ngoài.</source>
        <translation>See the guide step by step, or rehearse first: a sample live runs on this PC and sends nothing out.</translation>
    </message>
    <message>
        <source>Đã kết nối trang {page}. Tạo livestream mới: quầy đợi, và nhận buổi live khi bạn phát.</source>
        <translation>The page {page} is connected. Make a new livestream: it waits, and takes your live when you go on air.</translation>
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
    <message>
        <source>Buổi live đã kết thúc, bình luận đã đọc hết. Live lại thì quầy sẽ hỏi để gắn tiếp.</source>
        <translation>The live is over and all its comments are read. When you go live again, you will be asked to go on.</translation>
    </message>
</context>
<context>
    <name>StaffButton</name>
    <message>
        <source>Nhân viên: {name}</source>
        <translation>Staff: {name}</translation>
    </message>
    <message>
        <source>Nhân viên: {name}. Bấm để đổi người</source>
        <translation>Staff: {name}. Press to change</translation>
    </message>
    <message>
        <source>Thêm nhân viên…</source>
        <translation>Add staff…</translation>
    </message>
    <message>
        <source>chưa chọn</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>Đổi người đứng quầy</source>
        <translation>Change who is at the desk</translation>
    </message>
</context>
<context>
    <name>StaffLine</name>
    <message>
        <source>Cho {name} nghỉ</source>
        <translation>Let {name} go</translation>
    </message>
    <message>
        <source>Sửa tên {name}</source>
        <translation>Rename {name}</translation>
    </message>
    <message>
        <source>{name} đứng quầy</source>
        <translation>{name} to the desk</translation>
    </message>
    <message>
        <source>Đứng quầy</source>
        <translation>To the desk</translation>
    </message>
    <message>
        <source>đang đứng quầy</source>
        <translation>at the desk</translation>
    </message>
</context>
<context>
    <name>StaffStep</name>
    <message>
        <source>Thêm</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Tên người đứng quầy, ví dụ Lan</source>
        <translation>Who is at the desk, for instance Lan</translation>
    </message>
    <message>
        <source>Tên nhân viên mới</source>
        <translation>New staff name</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Dữ liệu: {storage}</source>
        <translation>Data: {storage}</translation>
    </message>
    <message>
        <source>Trễ ghi {lag} ms</source>
        <translation>Write lag {lag} ms</translation>
    </message>
    <message>
        <source>Dán token mới</source>
        <translation>Paste a new token</translation>
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
    <name>StepHead</name>
    <message>
        <source>chưa xong</source>
        <translation>not done</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
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
    <name>ThreadModel</name>
    <message>
        <source>(nhãn dán hoặc ảnh)</source>
        <translation>(sticker or picture)</translation>
    </message>
</context>
<context>
    <name>TokenRow</name>
    <message>
        <source>Kiểm tra</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Đang kiểm tra…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
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
    <name>Trial</name>
    <message>
        <source>(không tên)</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>(nhãn dán hoặc ảnh)</source>
        <translation>(sticker or photo)</translation>
    </message>
    <message>
        <source>Bình luận</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Ignored</translation>
    </message>
    <message>
        <source>Câu hỏi</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Gợi ý</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Out of stock</translation>
    </message>
    <message>
        <source>Hủy?</source>
        <translation>Cancel?</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Buyer</translation>
    </message>
    <message>
        <source>Lúc đó</source>
        <translation>Back then</translation>
    </message>
    <message>
        <source>Món</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation>Would be</translation>
    </message>
    <message>
        <source>Thiếu SĐT</source>
        <translation>No phone</translation>
    </message>
    <message>
        <source>Thiếu phân loại</source>
        <translation>No variant</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Đã có trong giỏ</source>
        <translation>In the cart already</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Đơn, thiếu món</source>
        <translation>Order, in part</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Buổi live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
    <message>
        <source>Bình luận của live cũ được đọc lại theo kịch bản này. Không lên đơn thật.</source>
        <translation>The comments of an earlier live are read again by this script. No real order is made.</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Ignored</translation>
    </message>
    <message>
        <source>Chưa có live nào để thử</source>
        <translation>No live to try it on yet</translation>
    </message>
    <message>
        <source>Chạy thử</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>Chọn live khác</source>
        <translation>Another live</translation>
    </message>
    <message>
        <source>Câu hỏi</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Còn thiếu</source>
        <translation>Incomplete</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Gợi ý</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Out of stock</translation>
    </message>
    <message>
        <source>Hủy?</source>
        <translation>Cancel?</translation>
    </message>
    <message>
        <source>Khác lúc đó</source>
        <translation>Other than then</translation>
    </message>
    <message>
        <source>Kết quả thử</source>
        <translation>Result of the trial</translation>
    </message>
    <message>
        <source>Live cũ</source>
        <translation>Earlier lives</translation>
    </message>
    <message>
        <source>Mọi khách được coi là khách mới, chưa có số điện thoại lưu sẵn.</source>
        <translation>Every buyer counts as new, with no phone on file.</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Sau buổi live đầu tiên, bình luận được lưu ở đây để thử kịch bản cho lần sau.</source>
        <translation>After the first live its comments are kept here, to try the next script on.</translation>
    </message>
    <message>
        <source>Thử với live cũ</source>
        <translation>Try on an earlier live</translation>
    </message>
    <message>
        <source>Tiến độ chạy thử</source>
        <translation>Progress of the trial</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đang chuẩn bị…</source>
        <translation>Preparing…</translation>
    </message>
    <message>
        <source>Đang thử {done} / {total} bình luận</source>
        <translation>Trying {done} / {total} comments</translation>
    </message>
    <message>
        <source>Đang đọc bình luận từ Facebook: {count}</source>
        <translation>Reading comments from Facebook: {count}</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đơn</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>đọc từ Facebook</source>
        <translation>read from Facebook</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>Kết nối trang</source>
        <translation>Connect page</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>TryBar</name>
    <message>
        <source>Gõ thử một bình luận</source>
        <translation>Try a comment</translation>
    </message>
    <message>
        <source>VD: a01 kem m x2 0912345678</source>
        <translation>E.g. a01 kem m x2 0912345678</translation>
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
    <name>UnlockWindow</name>
    <message>
        <source>Chưa lấy được khoá dữ liệu</source>
        <translation>The data's key is out of reach</translation>
    </message>
    <message>
        <source>Cần bản sao lưu và mã khôi phục của máy đó. Dữ liệu đang có ở máy này được cất riêng, không mất.</source>
        <translation>You need that PC's backup and its recovery code. What is on this PC now is put aside, not lost.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy này được khoá bằng mật khẩu.</source>
        <translation>The data on this PC is locked by a passphrase.</translation>
    </message>
    <message>
        <source>Không mở được dữ liệu</source>
        <translation>The data cannot be opened</translation>
    </message>
    <message>
        <source>Máy này không có kho khoá của hệ điều hành (keyring), nên dữ liệu được khoá bằng mật khẩu do bạn đặt. Mỗi lần mở Quầy Live sẽ hỏi lại.</source>
        <translation>This PC has no keyring, so the data is locked by a passphrase of yours. Quầy Live asks for it at every start.</translation>
    </message>
    <message>
        <source>Mã nằm trên tờ đã in hoặc trong tệp đã lưu khi bắt đầu dùng Quầy Live.</source>
        <translation>The code is on the sheet you printed or in the file you saved when you began with Quầy Live.</translation>
    </message>
    <message>
        <source>Mở dữ liệu từ máy khác</source>
        <translation>Open another PC's data</translation>
    </message>
    <message>
        <source>Mở dữ liệu từ máy khác…</source>
        <translation>Open another PC's data…</translation>
    </message>
    <message>
        <source>Mở dữ liệu</source>
        <translation>Open the data</translation>
    </message>
    <message>
        <source>Nhập mã khôi phục</source>
        <translation>Enter the recovery code</translation>
    </message>
    <message>
        <source>Nhập mật khẩu</source>
        <translation>Enter the passphrase</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Quầy Live</source>
        <translation>Quầy Live</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Đặt mật khẩu cho dữ liệu</source>
        <translation>Set a passphrase for the data</translation>
    </message>
    <message>
        <source>Đặt mật khẩu</source>
        <translation>Set the passphrase</translation>
    </message>
</context>
<context>
    <name>WordingPane</name>
    <message>
        <source>Bỏ cách nói này</source>
        <translation>Remove this wording</translation>
    </message>
    <message>
        <source>Chèn {place}</source>
        <translation>Insert {place}</translation>
    </message>
    <message>
        <source>Chưa có cách nói nào nên không nhắn.</source>
        <translation>No wording yet, so nothing is said.</translation>
    </message>
    <message>
        <source>Cách nói khác</source>
        <translation>Another wording</translation>
    </message>
    <message>
        <source>Cách nói sau</source>
        <translation>Next wording</translation>
    </message>
    <message>
        <source>Cách nói trước</source>
        <translation>Previous wording</translation>
    </message>
    <message>
        <source>Khách sẽ thấy</source>
        <translation>What the buyer sees</translation>
    </message>
    <message>
        <source>Không có chỗ điền {name}: sửa lại, hoặc bấm nút dưới đây để chèn.</source>
        <translation>There is no place {name}: mend it, or insert one with the buttons.</translation>
    </message>
    <message>
        <source>Loại tin</source>
        <translation>Kind of message</translation>
    </message>
    <message>
        <source>Món hết</source>
        <translation>Sold out items</translation>
    </message>
    <message>
        <source>Món đặt</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>Nên có từ 3 cách trở lên để Facebook không chặn.</source>
        <translation>Better have 3 wordings or more, so that Facebook does not block.</translation>
    </message>
    <message>
        <source>Thiếu gì</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>Tên khách</source>
        <translation>Buyer</translation>
    </message>
    <message>
        <source>Tổng tiền</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Từ 3 cách trở lên để Facebook không chặn</source>
        <translation>3 wordings or more, so that Facebook does not block</translation>
    </message>
    <message>
        <source>{kind}, cách nói {number}</source>
        <translation>{kind}, wording {number}</translation>
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
    <name>_List</name>
    <message>
        <source>Người giữ và người chờ</source>
        <translation>Holders and waiters</translation>
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
