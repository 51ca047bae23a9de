"""Single mutations of what the real plans say in words: bases, bodies, numbering, signature, head, activities."""

import random
import re
from datetime import date, timedelta

from reporting.domain.proof.content import content_facts
from reporting.domain.proof.law import citations_in, instruments, number_key

from .proof_seeds import Mutation, Seed, copied, other_number, replace_in, said_in


def base_field(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = [(index, row) for index, row in enumerate(made["bases"], 1) if row.get("number")]
    if not rows:
        return None
    index, row = rng.choice(rows)
    field = rng.choice(["number", "issued_on", "issuer"])
    if field == "number":
        row["number"] = re.sub(r"^\d+", lambda match: str(int(match[0]) + rng.randint(1, 9)), row["number"])
    elif field == "issued_on":
        row["issued_on"] += timedelta(days=rng.choice([-1, 1]) * rng.randint(1, 700))
    else:
        row["issuer"] = rng.choice(["Bộ Tài chính", "Tỉnh ủy Nghệ An", "Sở Xây dựng"])
    return made, f"base/{index}/{'date' if field == 'issued_on' else field}"


def base_text(rng: random.Random, seed: Seed) -> Mutation | None:
    """Number or day of the instrument changed in its sentence."""
    made = copied(seed)
    rows = [(index, row) for index, row in enumerate(made["bases"], 1) if row.get("number")]
    if not rows:
        return None
    index, row = rng.choice(rows)
    start = row["text"].index(row["number"])
    if rng.random() < 0.5:
        digits = re.match(r"\d+", row["number"])
        assert digits
        row["text"] = row["text"][:start] + str(int(digits[0]) + 1) + row["text"][start + digits.end() :]
    else:
        match = re.compile(r"ngày (\d{1,2})").search(row["text"], start)
        assert match
        day = 1 + int(match[1]) % 28
        row["text"] = row["text"][: match.start(1)] + f"{day:02d}" + row["text"][match.end(1) :]
    return made, f"base/{index}/text"


def base_lapsed(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    if not made["bases"] or seed.day < date(2023, 2, 24):
        return None
    index = rng.randrange(len(made["bases"]))
    text = "Căn cứ Quyết định số 1048/QĐ-TTg ngày 21/08/2019 của Thủ tướng Chính phủ"
    issued = date(2019, 8, 21)
    made["bases"][index] = {"text": text, "number": "1048/QĐ-TTg", "issued_on": issued, "issuer": "Thủ tướng Chính phủ"}
    return made, f"base/{index + 1}/number"


def base_future(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    if not made["bases"]:
        return None
    index = rng.randrange(len(made["bases"]))
    day = seed.day + timedelta(days=rng.randint(1, 300))
    text = f"Căn cứ Kế hoạch số 77/KH-UBND ngày {day:%d/%m/%Y} của UBND tỉnh"
    made["bases"][index] = {"text": text, "number": "77/KH-UBND", "issued_on": day, "issuer": "UBND tỉnh"}
    return made, f"base/{index + 1}/date"


def _wrong_body(rng: random.Random, seed: Seed) -> str:
    if seed.day.year >= 2026:
        return rng.choice(
            ["Phòng Nông nghiệp huyện", "UBND các huyện, thị xã", "Sở NN & PTNT", "UBND các xã, thị trấn"]
        )
    return rng.choice(["Bộ Nông nghiệp và Môi trường", "Bộ NN&MT"])


def recipient(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = made["recipients"]
    how = rng.choice(["body", "twice", "file"])
    if how == "body":
        index = rng.randrange(len(rows) - 1)
        rows[index]["text"] = _wrong_body(rng, seed)
    elif how == "twice":
        index, other = rng.sample(range(len(rows) - 1), 2)
        rows[index]["text"] = rows[other]["text"]
        index = max(index, other)
    else:
        rows.pop()
        index = len(rows) - 1
    return made, f"recipient/{index + 1}"


def task_body(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    index = rng.randrange(len(made["tasks"]))
    made["tasks"][index]["body"] = _wrong_body(rng, seed)
    return made, f"task/{index + 1}/body"


def task_part(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    spots = [
        (index, kind, number)
        for index, row in enumerate(made["tasks"], 1)
        for kind in ("leads", "coordinating")
        for number in range(1, len(row.get(kind) or []) + 1)
    ]
    index, kind, number = rng.choice(spots)
    wrong = [_wrong_body(rng, seed), "Sở Xây dựng", "Hội Làm vườn"]
    made["tasks"][index - 1][kind][number - 1] = rng.choice(wrong)
    return made, f"task/{index}/{kind}/{number}"


def section_number(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    index = rng.randrange(len(made["sections"]))
    right = made["sections"][index]["number"]
    sound = ("I", "II", "III", "IV", "V", "VI")[index]
    wrong = [one for one in ("I", "II", "III", "IV", "V", "VI", "VII") if one not in (right, sound)]
    made["sections"][index]["number"] = rng.choice(wrong)
    return made, f"section/{index + 1}/number"


def signer(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    field = rng.choice(["authority", "title"])
    wrong = {
        "authority": ["", "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "CHỦ TỊCH"],
        "title": ["CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
    }
    made["signer"][field] = rng.choice(wrong[field])
    return made, f"signer/{field}"


def head(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    field = rng.choice(["abstract", "issuer"] + (["place"] if made["unit_code"] in ("16438", "16204") else []))
    if field == "abstract":
        if f"năm {made['year']}" not in made["abstract"]:
            return None
        made["abstract"] = made["abstract"].replace(f"năm {made['year']}", f"năm {made['year'] + rng.choice([-1, 1])}")
    elif field == "issuer":
        made["issuer"] = "Ủy ban nhân dân huyện Hoằng Hóa"
    else:
        made["place"] = rng.choice(["Thanh Hóa", "Hoằng Hóa"])
    return made, field


def issued(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    if made["state"] != "issued":
        return None
    field = rng.choice(["number", "issued_on"])
    made[field] = None if field == "number" else made["issued_on"] + timedelta(days=rng.choice([-800, 700]))
    return made, field


def activity(rng: random.Random, seed: Seed) -> Mutation | None:
    """A figure of an activity that the sentences give as well."""
    made = copied(seed)
    names = {"so_luong": "count", "ngay_tu": "days_from", "ngay_den": "days_to", "nguoi_tu": "people_from"}
    names["nguoi_den"] = "people_to"
    spots = [re.fullmatch(r"hoat_dong_(\d+)\.(\w+)", one[3]) for one in seed.spans]
    said = [(int(match[1]), names[match[2]]) for match in spots if match and match[2] in names]
    if not said:
        return None
    index, field = rng.choice(said)
    row = made["activities"][index - 1]
    row[field] = other_number(rng, row[field], 1)
    return made, f"activity/{index}/{field}"


def citation(rng: random.Random, seed: Seed) -> Mutation | None:
    """The date of an instrument in a sentence, where the same instrument is dated elsewhere too or is known."""
    made = copied(seed)
    facts = content_facts(made, seed.day)
    said = [one for line in facts.lines for one in citations_in(line.text, facts.line_place(line))]
    based = {number_key(row.get("number") or "") for row in made["bases"]}
    spots = [
        one for one in said if one.day and (number_key(one.number) in based or number_key(one.number) in instruments())
    ]
    if not spots:
        return None
    one = rng.choice(spots)
    text = said_in(made, seed, one.place.cell)
    match = re.compile(r"ngày (\d{1,2})").search(text, text.index(one.number))
    assert match
    return made, replace_in(made, one.place.cell, *match.span(1), f"{1 + int(match[1]) % 28:02d}")


def order(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    part = rng.choice([name for name in ("tasks", "funding", "batches") if made[name]])
    index = rng.randrange(len(made[part]))
    made[part][index]["number" if part == "batches" else "order"] += rng.randint(1, 5)
    return made, f"{part}/{index + 1}/order"
