"""What no package states as data: when a resolution changed the map, and how kinds are written (see NOTICE.md)."""

from __future__ import annotations

REFORM = "2025-07-01"
FIRST = "2025-01-01"  # nothing earlier is loaded outside Thanh Hóa
TH_FIRST, TH_2024 = "2019-12-01", "2024-02-01"
TH = "38"

# number → (issued_on, effective_on). "Effective" is the day the map changes, not the day the text takes force.
INSTRUMENTS = {
    "202/2025/QH15": ("2025-06-12", REFORM),
    "939/NQ-UBTVQH15": ("2023-12-13", TH_2024),
    "237/NQ-UBTVQH16": ("2026-04-14", "2026-04-30"),
    "30/2026/QH16": ("2026-04-24", "2026-04-30"),
    "36/2026/QH16": ("2026-08-24", "2026-09-01"),
    "388/NQ-UBTVQH16": ("2026-08-04", "2026-09-20"),
    "39/2026/QH16": ("2026-08-24", "2026-09-20"),
}
# The map of Thanh Hóa changed on 01/02/2024 only in these two places; everything else changed on 01/01/2025.
TH_CHANGED_2024 = {"15790", "15772", "15829"}
# Sources differ on where this commune went (reference/th_communes_before_2025.csv): not a whole edge, never guessed.
TH_DOUBTFUL = {"16651"}
DOUBT = "Các nguồn khác nhau về đơn vị kế thừa; cần đối chiếu văn bản"

KINDS = {
    "Tỉnh": "tinh",
    "Quận": "quan",
    "Huyện": "huyen",
    "Thị xã": "thi_xa",
    "Thành phố": "thanh_pho",
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi_tran",
    "Đặc khu": "dac_khu",
}
WORDS = sorted(KINDS, key=len, reverse=True)


def kind_of(name: str, tier: str) -> str:
    """Kind from the leading word of a full name; a "Thành phố" of the province tier is centrally run."""
    if tier == "nation":
        return "quoc_gia"
    word = next((w for w in WORDS if name.startswith(f"{w} ")), "")
    if not word:
        raise ValueError(f"Tên không có loại đơn vị: {name!r}")
    kind = KINDS[word]
    return "thanh_pho_tw" if (kind, tier) == ("thanh_pho", "province") else kind


def bare(name: str) -> str:
    """Name without its kind word."""
    word = next((w for w in WORDS if name.startswith(f"{w} ")), "")
    return name[len(word) :].strip()


def official(name: str) -> str:
    """The kind word as it is officially written ("Thành Phố Bắc Kạn" → "Thành phố Bắc Kạn")."""
    word = next((w for w in WORDS if name.lower().startswith(f"{w.lower()} ")), "")
    return word + name[len(word) :]


def issuer_of(number: str) -> str:
    """The issuer is in the symbol of the number."""
    return "Ủy ban Thường vụ Quốc hội" if "UBTVQH" in number else "Quốc hội"
