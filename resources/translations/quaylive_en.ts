<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
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
</context>
<context>
    <name>FeedPanel</name>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
    </message>
</context>
<context>
    <name>FeedView</name>
    <message>
        <source>Bình luận</source>
        <translation>Comments</translation>
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
    <name>LivePresenter</name>
    <message>
        <source>{code}: đang giữ {held}, nên còn mở bán {limit}.</source>
        <translation>{code}: {held} held, so open sale stays at {limit}.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>↑↓ chọn · Enter sửa mở bán · Ctrl+F tìm mã · End bình luận mới nhất</source>
        <translation>↑↓ choose · Enter edit open sale · Ctrl+F find a code · End newest comment</translation>
    </message>
    <message>
        <source>Quầy Live</source>
        <translation>Quầy Live</translation>
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
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
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
        <source>Tạm dừng chốt</source>
        <translation>Capture paused</translation>
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
</TS>
