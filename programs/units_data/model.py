"""The register being built: versions of units and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .facts import kind_of

Key = tuple[str, str]  # code, valid_from


@dataclass
class Version:
    """One version of a unit; `key` is (code, valid_from)."""

    code: str
    tier: str
    name: str
    valid_from: str
    valid_to: str = ""
    parent_code: str = ""
    instrument_from: str = ""
    instrument_to: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def key(self) -> Key:
        return self.code, self.valid_from

    @property
    def kind(self) -> str:
        return kind_of(self.name, self.tier)


@dataclass
class Edge:
    """What became of a version: all of it or a part went into the successor on `effective_on`."""

    predecessor: Key
    successor: Key
    effective_on: str
    extent: str = "whole"
    is_default: bool = True
    instrument: str = ""
    note: str = ""


@dataclass
class Register:
    """All versions and edges, with the instruments they name."""

    versions: dict[Key, Version] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    instruments: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, version: Version) -> Version:
        """Raises ValueError when the key is taken."""
        if version.key in self.versions:
            raise ValueError(f"Trùng phiên bản {version.key}")
        self.versions[version.key] = version
        return version

    def on(self, day: str, tier: str) -> dict[str, Version]:
        """Versions of a tier valid on an ISO day, by code."""
        return {
            v.code: v
            for v in self.versions.values()
            if v.tier == tier and v.valid_from <= day and (not v.valid_to or day <= v.valid_to)
        }

    def end(self, version: Version, effective_on: str, instrument: str) -> None:
        """Close a version on the eve of a change."""
        version.valid_to = eve(effective_on)
        version.instrument_to = instrument


def eve(day: str) -> str:
    """The day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
