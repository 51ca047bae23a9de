"""Single mutations of the real plans: one fact of a plan changed to a wrong one, and the cell it stands in."""

import copy
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from programs.domain.outline import fill
from programs.domain.plans_text import facts_of
from programs.domain.seeds_files import read_plan_file, seed_paths
from reporting.domain.proof.content import content_facts
from reporting.domain.proof.law import citations_in, instruments, number_key

Content = dict[str, Any]
Mutation = tuple[Content, str]
Mutator = Callable[[random.Random, "Seed"], Mutation | None]


class Seed(NamedTuple):
    """A real plan with its sentences printed out (no placeholder is left that would follow a changed field)."""

    name: str
    content: Content
    day: date
    spans: list[tuple[str, int, int, str]]  # (cell of the line, start, end, fact) of every fact in the sentences


def literal(content: Content) -> Content:
    """The content with all facts of its sentences filled in."""
    facts, made = facts_of(content), copy.deepcopy(content)
    for name in ("opening", "closing"):
        made[name] = fill(made.get(name) or "", facts)[0]
    for row, field in [*((row, "body") for row in made["sections"]), *((row, "wording") for row in made["batches"])]:
        row[field] = fill(row.get(field) or "", facts)[0]
    return made


def seeds() -> list[Seed]:
    """Every version of every data file."""
    found = []
    for path in seed_paths():
        data = read_plan_file(path)
        for version in data["versions"]:
            day = version.get("issued_on") or data["plan"]["unit"]["as_of"]
            lines = content_facts(version, day).lines
            spans = [(line.cell, *span) for line in lines for span in line.spans]
            found.append(Seed(f"{path.stem} ({version['state']})", literal(version), day, spans))
    return found


def _other(rng: random.Random, number: int, least: int = 0) -> int:
    return rng.choice([n for n in range(max(least, number - 3), number + 4) if n != number])


def _copy(seed: Seed) -> Content:
    return copy.deepcopy(seed.content)


def annex_cell(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    rows = [row for row in made["targets"] if row["unit_code"] != made["unit_code"]]
    if not rows:
        return None
    row = rng.choice(rows)
    row["committed"] = _other(rng, row["committed"])
    return made, f"annex/{row['unit_code']}/{row['kind']}/{row['star']}"


def annex_new_cell(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    have = {(row["unit_code"], row["star"]) for row in made["targets"]}
    rows = (made.get("annex") or {}).get("rows", [])
    free = [(row, star) for row in rows for star in (5, 4, 3) if (row["unit_code"], star) not in have]
    if not free:
        return None
    row, star = rng.choice(free)
    new = {"unit": row["unit"], "unit_code": row["unit_code"], "star": star, "kind": "any"}
    made["targets"].append({**new, "committed": rng.randint(1, 3)})
    return made, f"annex/{row['unit_code']}/any/{star}"


def annex_total(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row = rng.choice(rows)
    row["total"] = _other(rng, row["total"])
    return made, f"annex/{row['unit_code']}/total"


def annex_name(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row, other = rng.sample(rows, 2)
    row["unit"] = other["unit"]
    return made, f"annex/{row['unit_code']}/unit"


def annex_row_lost(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row = rng.choice(rows)
    rows.remove(row)
    made["targets"] = [one for one in made["targets"] if one["unit_code"] != row["unit_code"]]
    return made, f"annex/position/{row['order']}"


def printed_total(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    if not made.get("totals"):
        return None
    name = rng.choice(sorted(made["totals"]))
    made["totals"][name] = _other(rng, made["totals"][name])
    return made, f"totals/{name}"


def headline(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    rows = [row for row in made["targets"] if row["unit_code"] == made["unit_code"]]
    if not rows:
        return None
    row = rng.choice(rows)
    figure = rng.choice([name for name in ("committed", "working") if row.get(name) is not None])
    row[figure] = _other(rng, row[figure])
    return made, f"headline/{row['kind']}/{row['star']}/{figure}"


def _replace(made: Content, cell: str, start: int, end: int, text: str) -> str:
    """Put a text into a sentence; the cell of the line."""
    kind, *rest = cell.split("/")
    if kind in ("opening", "closing"):
        made[kind] = made[kind][:start] + text + made[kind][end:]
    elif kind == "batch":
        row = made["batches"][int(rest[0]) - 1]
        wording = " ".join(row["wording"].split())
        row["wording"] = wording[:start] + text + wording[end:]
    else:
        row = made["sections"][int(rest[0]) - 1]
        lines = row["body"].splitlines()
        at = int(rest[2]) - 1
        lead = len(lines[at]) - len(lines[at].lstrip())
        lines[at] = lines[at][: lead + start] + text + lines[at][lead + end :]
        row["body"] = "\n".join(lines)
    return cell


def _said(made: Content, seed: Seed, cell: str) -> str:
    return next(line.text for line in content_facts(made, seed.day).lines if line.cell == cell)


def text_number(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    spans = [one for one in seed.spans if re.fullmatch(r"[\d.]+", _said(made, seed, one[0])[one[1] : one[2]])]
    if not spans:
        return None
    cell, start, end, name = rng.choice(spans)
    number = int(_said(made, seed, cell)[start:end].replace(".", ""))
    wrong = number + rng.choice([-1, 1]) if name == "nam" else _other(rng, number, 1)
    return made, _replace(made, cell, start, end, f"{wrong:02d}")


def text_name(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    spans = [one for one in seed.spans if re.fullmatch(r"dot_\d+\.sp_\d+\.(ten|noi)", one[3])]
    if not spans:
        return None
    cell, start, end, _name = rng.choice(spans)
    words = _said(made, seed, cell)[start:end].split()
    words[-1] = rng.choice(["Khác", "Mới", "Hạnh Phúc"])
    return made, _replace(made, cell, start, end, " ".join(words))


def window(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    if not made["batches"]:
        return None
    index = rng.randrange(len(made["batches"]))
    side = rng.choice(["from", "to"])
    day = made["batches"][index][f"window_{side}"]
    made["batches"][index][f"window_{side}"] = day + timedelta(days=rng.choice([-1, 1]) * rng.randint(1, 200))
    return made, f"batch/{index + 1}/{side}"


def _any_product(rng: random.Random, made: Content) -> tuple[int, int, Any] | None:
    rows = [(b, p, row) for b, batch in enumerate(made["batches"], 1) for p, row in enumerate(batch["products"], 1)]
    return rng.choice(rows) if rows else None


def product_star(rng: random.Random, seed: Seed) -> Mutation | None:
    """A star the plan has no target for, or no more room for."""
    made = _copy(seed)
    one = _any_product(rng, made)
    if one is None or not made["targets"]:
        return None
    batch, number, row = one
    right = row.get("star_sought")
    wrong = [star for star in (3, 4, 5) if star != right] if right else [5]
    row["star_sought"] = rng.choice(wrong)
    return made, f"batch/{batch}/product/{number}/star"


def product_kind(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    one = _any_product(rng, made)
    if one is None:
        return None
    batch, number, row = one
    # A product of unknown star and kind may well be a new one: that is no mistake.
    row["kind"] = rng.choice(
        [kind for kind in ("upgrade", "renewal", "new") if kind != row["kind"]][: 3 if row.get("star_sought") else 2]
    )
    if row["kind"] == "new" and not row.get("star_sought"):
        row["kind"] = "renewal"
    return made, f"batch/{batch}/product/{number}/kind"


def product_words(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    one = _any_product(rng, made)
    if one is None or not one[2].get("name"):
        return None
    batch, number, row = one
    field = rng.choice([name for name in ("name", "place", "producer") if row.get(name)])
    row[field] = " ".join([*row[field].split()[:-1], "Hạnh Phúc"])
    return made, f"batch/{batch}/product/{number}/{field}"


def product_unit(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    one = _any_product(rng, made)
    if one is None:
        return None
    batch, number, row = one
    row["unit_code"] = rng.choice([code for code in ("15499", "15505", "15526", "16438") if code != row["unit_code"]])
    return made, f"batch/{batch}/product/{number}/place"


def product_lost(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    one = _any_product(rng, made)
    if one is None or not made["targets"]:
        return None
    made["batches"][one[0] - 1]["products"].remove(one[2])
    wording = made["batches"][one[0] - 1].get("wording")
    return made, f"batch/{one[0]}/wording" if wording else f"batches/kind/{one[2]['kind']}"


def base_field(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
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
    made = _copy(seed)
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
    made = _copy(seed)
    if not made["bases"] or seed.day < date(2023, 2, 24):
        return None
    index = rng.randrange(len(made["bases"]))
    text = "Căn cứ Quyết định số 1048/QĐ-TTg ngày 21/08/2019 của Thủ tướng Chính phủ"
    issued = date(2019, 8, 21)
    made["bases"][index] = {"text": text, "number": "1048/QĐ-TTg", "issued_on": issued, "issuer": "Thủ tướng Chính phủ"}
    return made, f"base/{index + 1}/number"


def base_future(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
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
    made = _copy(seed)
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
    made = _copy(seed)
    index = rng.randrange(len(made["tasks"]))
    made["tasks"][index]["body"] = _wrong_body(rng, seed)
    return made, f"task/{index + 1}/body"


def task_part(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
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
    made = _copy(seed)
    index = rng.randrange(len(made["sections"]))
    right = made["sections"][index]["number"]
    sound = ("I", "II", "III", "IV", "V", "VI")[index]
    wrong = [one for one in ("I", "II", "III", "IV", "V", "VI", "VII") if one not in (right, sound)]
    made["sections"][index]["number"] = rng.choice(wrong)
    return made, f"section/{index + 1}/number"


def signer(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    field = rng.choice(["authority", "title"])
    wrong = {
        "authority": ["", "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "CHỦ TỊCH"],
        "title": ["CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
    }
    made["signer"][field] = rng.choice(wrong[field])
    return made, f"signer/{field}"


def head(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
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
    made = _copy(seed)
    if made["state"] != "issued":
        return None
    field = rng.choice(["number", "issued_on"])
    made[field] = None if field == "number" else made["issued_on"] + timedelta(days=rng.choice([-800, 700]))
    return made, field


def activity(rng: random.Random, seed: Seed) -> Mutation | None:
    """A figure of an activity that the sentences give as well."""
    made = _copy(seed)
    names = {"so_luong": "count", "ngay_tu": "days_from", "ngay_den": "days_to", "nguoi_tu": "people_from"}
    names["nguoi_den"] = "people_to"
    spots = [re.fullmatch(r"hoat_dong_(\d+)\.(\w+)", one[3]) for one in seed.spans]
    said = [(int(match[1]), names[match[2]]) for match in spots if match and match[2] in names]
    if not said:
        return None
    index, field = rng.choice(said)
    row = made["activities"][index - 1]
    row[field] = _other(rng, row[field], 1)
    return made, f"activity/{index}/{field}"


def citation(rng: random.Random, seed: Seed) -> Mutation | None:
    """The date of an instrument in a sentence, where the same instrument is dated elsewhere too or is known."""
    made = _copy(seed)
    facts = content_facts(made, seed.day)
    said = [one for line in facts.lines for one in citations_in(line.text, facts.line_place(line))]
    based = {number_key(row.get("number") or "") for row in made["bases"]}
    spots = [
        one for one in said if one.day and (number_key(one.number) in based or number_key(one.number) in instruments())
    ]
    if not spots:
        return None
    one = rng.choice(spots)
    text = _said(made, seed, one.place.cell)
    match = re.compile(r"ngày (\d{1,2})").search(text, text.index(one.number))
    assert match
    return made, _replace(made, one.place.cell, *match.span(1), f"{1 + int(match[1]) % 28:02d}")


def order(rng: random.Random, seed: Seed) -> Mutation | None:
    made = _copy(seed)
    part = rng.choice([name for name in ("tasks", "funding", "batches") if made[name]])
    index = rng.randrange(len(made[part]))
    made[part][index]["number" if part == "batches" else "order"] += rng.randint(1, 5)
    return made, f"{part}/{index + 1}/order"


MUTATORS: tuple[Mutator, ...] = (
    annex_cell,
    annex_cell,
    annex_cell,
    annex_new_cell,
    annex_total,
    annex_name,
    annex_row_lost,
    printed_total,
    headline,
    text_number,
    text_number,
    text_name,
    window,
    product_star,
    product_kind,
    product_words,
    product_unit,
    product_lost,
    base_field,
    base_text,
    base_lapsed,
    base_future,
    recipient,
    task_body,
    task_part,
    section_number,
    signer,
    head,
    issued,
    activity,
    citation,
    order,
)
