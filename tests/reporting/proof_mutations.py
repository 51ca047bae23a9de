"""Single mutations of the real plans: one fact of a plan changed to a wrong one, and the cell it stands in."""

import random
import re
from datetime import timedelta
from typing import Any

from . import proof_mutations_words as words
from .proof_seeds import Content, Mutation, Mutator, Seed, copied, other_number, replace_in, said_in


def annex_cell(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = [row for row in made["targets"] if row["unit_code"] != made["unit_code"]]
    if not rows:
        return None
    row = rng.choice(rows)
    row["committed"] = other_number(rng, row["committed"])
    return made, f"annex/{row['unit_code']}/{row['kind']}/{row['star']}"


def annex_new_cell(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
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
    made = copied(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row = rng.choice(rows)
    row["total"] = other_number(rng, row["total"])
    return made, f"annex/{row['unit_code']}/total"


def annex_name(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row, other = rng.sample(rows, 2)
    row["unit"] = other["unit"]
    return made, f"annex/{row['unit_code']}/unit"


def annex_row_lost(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = (made.get("annex") or {}).get("rows", [])
    if not rows:
        return None
    row = rng.choice(rows)
    rows.remove(row)
    made["targets"] = [one for one in made["targets"] if one["unit_code"] != row["unit_code"]]
    return made, f"annex/position/{row['order']}"


def printed_total(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    if not made.get("totals"):
        return None
    name = rng.choice(sorted(made["totals"]))
    made["totals"][name] = other_number(rng, made["totals"][name])
    return made, f"totals/{name}"


def headline(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    rows = [row for row in made["targets"] if row["unit_code"] == made["unit_code"]]
    if not rows:
        return None
    row = rng.choice(rows)
    figure = rng.choice([name for name in ("committed", "working") if row.get(name) is not None])
    row[figure] = other_number(rng, row[figure])
    return made, f"headline/{row['kind']}/{row['star']}/{figure}"


def text_number(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    spans = [one for one in seed.spans if re.fullmatch(r"[\d.]+", said_in(made, seed, one[0])[one[1] : one[2]])]
    if not spans:
        return None
    cell, start, end, name = rng.choice(spans)
    number = int(said_in(made, seed, cell)[start:end].replace(".", ""))
    wrong = number + rng.choice([-1, 1]) if name == "nam" else other_number(rng, number, 1)
    return made, replace_in(made, cell, start, end, f"{wrong:02d}")


def text_name(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    spans = [one for one in seed.spans if re.fullmatch(r"dot_\d+\.sp_\d+\.(ten|noi)", one[3])]
    if not spans:
        return None
    cell, start, end, _name = rng.choice(spans)
    words = said_in(made, seed, cell)[start:end].split()
    words[-1] = rng.choice(["Khác", "Mới", "Hạnh Phúc"])
    return made, replace_in(made, cell, start, end, " ".join(words))


def window(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
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
    made = copied(seed)
    one = _any_product(rng, made)
    if one is None or not made["targets"]:
        return None
    batch, number, row = one
    right = row.get("star_sought")
    wrong = [star for star in (3, 4, 5) if star != right] if right else [5]
    row["star_sought"] = rng.choice(wrong)
    return made, f"batch/{batch}/product/{number}/star"


def product_kind(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
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
    made = copied(seed)
    one = _any_product(rng, made)
    if one is None or not one[2].get("name"):
        return None
    batch, number, row = one
    field = rng.choice([name for name in ("name", "place", "producer") if row.get(name)])
    row[field] = " ".join([*row[field].split()[:-1], "Hạnh Phúc"])
    return made, f"batch/{batch}/product/{number}/{field}"


def product_unit(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    one = _any_product(rng, made)
    if one is None:
        return None
    batch, number, row = one
    row["unit_code"] = rng.choice([code for code in ("15499", "15505", "15526", "16438") if code != row["unit_code"]])
    return made, f"batch/{batch}/product/{number}/place"


def product_lost(rng: random.Random, seed: Seed) -> Mutation | None:
    made = copied(seed)
    one = _any_product(rng, made)
    if one is None or not made["targets"]:
        return None
    made["batches"][one[0] - 1]["products"].remove(one[2])
    wording = made["batches"][one[0] - 1].get("wording")
    return made, f"batch/{one[0]}/wording" if wording else f"batches/kind/{one[2]['kind']}"


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
    words.base_field,
    words.base_text,
    words.base_lapsed,
    words.base_future,
    words.recipient,
    words.task_body,
    words.task_part,
    words.section_number,
    words.signer,
    words.head,
    words.issued,
    words.activity,
    words.citation,
    words.order,
)
