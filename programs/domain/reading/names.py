"""Names of bodies in sentences: where one ends, how a list of them is parted (pure, no ORM).

The grammar is that of the section «Tổ chức thực hiện»: "chủ trì, phối hợp với A, B và các C hướng dẫn …".
"""

import re

from .base import UPPER, capital

_HEADS = (
    r"Sở|Ban|Phòng|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|Hội|Hiệp hội|Liên đoàn|Liên minh|Liên hiệp|Báo|Đài|Ngân hàng|Công an|"
    r"Trung tâm|Văn phòng|VP|Mặt trận|MTTQ|HTX|Hợp tác xã|Chi cục|Cục|Bộ|Đoàn Thanh niên|Đoàn|Viện|Trường|Công ty|"
    r"Chủ tịch|Thanh tra|Kho bạc|Bảo hiểm xã hội|Tổ"
)
_GROUPS = (
    r"các (?:sở|ban|phòng|tổ chức|cơ quan|đơn vị|đoàn thể|địa phương|huyện|"
    r"xã|phường|ngành|cấp|hội|doanh nghiệp|chủ thể|"
    r"thôn|bản|viện|trường|báo|đài)"
)
_SPLIT = re.compile(
    rf"\s*;\s*|\s*,\s+(?=(?:{_HEADS})\s|(?i:phòng|hội|trung tâm|văn phòng) [{UPPER}])|\s*,?\s+và\s+(?={_GROUPS}\b)|"
    rf"\s+và\s+(?=(?:{_HEADS})\s+[{UPPER}\w])|\s*,\s+(?={_GROUPS}\b)"
)
# Words a name is followed by: what the bodies are to do together.
_VERBS = (
    r"hướng dẫn|triển khai|tham mưu|thực hiện|tổ chức|xây dựng|thường xuyên|"
    r"tăng cường|đẩy mạnh|hỗ trợ|kiểm tra|rà soát|"
    r"tuyên truyền|chỉ đạo|viết|vận động|nghiên cứu|quảng bá|giám sát|"
    r"đôn đốc|theo dõi|đề xuất|lựa chọn|đánh giá|thẩm định|"
    r"bố trí|lồng ghép|quản lý|phát triển|tiếp nhận|tổng hợp|báo cáo|cung cấp|đào tạo|tập huấn|phát hiện|xử lý|kết nối|"
    r"giới thiệu|tạo điều kiện|giải quyết|tháo gỡ|trình|lập|cử|giúp|đưa|mở|huy động|khảo sát|phổ biến|tư vấn|đăng|để|"
    r"trong|theo|khi|nhằm|về|tại|trên|từ|thông qua|tham gia|duy trì|củng cố|hoàn thiện|nâng cao|xem xét|thống nhất|"
    r"phê duyệt|chuẩn bị|bảo đảm|đảm bảo|làm|cân đối|phân bổ|thanh tra|biên soạn|in|ban hành"
)
_END = re.compile(rf"[.;:(]|,?\s+(?:{_VERBS})\b")
_TOGETHER = re.compile(
    r"phối hợp\s+(?:(?:chặt chẽ|thực hiện|cùng)\s+)*(?:cùng với|với|cùng)?\s*(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
# Words of names that are verbs elsewhere.
_KEPT = re.compile(
    r"điều phối(?: các)?(?: chương trình)?(?: mtqg)?(?: về)? xây dựng|"
    r"tổ chức (?:chính trị|đoàn thể|kinh tế|xã hội|hội viên|tín dụng)|"
    r"các tổ chức|trung tâm cung ứng|quản lý (?:chất lượng|thị trường)|"
    r"đào tạo nghề|phát triển nông thôn|phát triển du lịch|"
    r"cơ quan truyền thông|phát thanh|hỗ trợ (?:nông dân|doanh nghiệp)|liên quan trên địa bàn|"
    r"kế hoạch và đầu tư|thuế|trung ương và địa phương",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:đề nghị|giao|yêu cầu|đối với|phân công)\s*:?\s+", re.IGNORECASE)
_SELF = re.compile(r"^(?:cơ quan|đơn vị|các bên|nhau)$", re.IGNORECASE)
_HEAD = re.compile(rf"(?:{_HEADS})\b|(?i:{_GROUPS}|phòng|sở|hội|trung tâm|văn phòng|ủy ban|ubnd|htx|hợp tác xã)\b")
_JOIN, _SHUT = "\u0001", "\u0002"


def coordinating(text: str) -> list[str]:
    """Bodies a sentence asks to work with: "phối hợp với A và các B hướng dẫn" → ["A", "Các B"]."""
    names: list[str] = []
    position = 0
    lowered = text.lower()
    while (position := lowered.find("phối hợp", position)) >= 0:
        match = _TOGETHER.match(text, position)
        position += len("phối hợp")
        if match:
            names += [name for name in split_bodies(_cut(match["rest"])) if name not in names]
    return names


def _cut(text: str) -> str:
    """The words up to the first verb; "" when they begin with no name of a body."""
    if not _HEAD.match(text):
        return ""
    shut = _KEPT.sub(lambda match: match[0].replace(" ", _JOIN), text)
    end = _END.search(shut)
    return shut[: end.start() if end else len(shut)].replace(_JOIN, " ").strip(" ,")


def split_bodies(text: str) -> list[str]:
    """A list of bodies → their names, each with a capital: "các sở, ban, ngành và các địa phương" are two."""
    text = _LEADING.sub("", text.strip(" .:"))
    shut = re.sub(r"\([^)]*\)", lambda match: re.sub(r"[\s,;]", _SHUT, match[0]), text)
    kept = iter(re.findall(r"[\s,;]", "".join(re.findall(r"\([^)]*\)", text))))
    found: list[str] = []
    for part in _SPLIT.split(shut):
        name = capital(re.sub(_SHUT, lambda _match: next(kept), part).strip(" ,.;"))
        if name and not _SELF.match(name) and name not in found:
            found.append(name)
    return found


def is_body(text: str) -> bool:
    """Whether words begin like the name of a body."""
    return bool(_HEAD.match(_LEADING.sub("", text)))
