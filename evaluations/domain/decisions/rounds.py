"""The Ministry's rounds: until when the province sends a dossier to be decided in which (QĐ 26/2026, Điều 5)."""

from datetime import date

from ocop.site.registry import get_settings
from products.domain.dossiers.clock_rules import Counting, RoundOn, next_round
from products.domain.law import RoundDates

from ..lawpacks import load_pack


def ministry_round(law_pack: str, day: date) -> RoundOn | None:
    """The first round of the Ministry still open for proposals on a day («trước 30/7», «trước 30/01»).

    None where the pack names no rounds. Whether the cut-off day itself counts is the setting `cutoff_day_counts`.
    """
    first, last, cutoff = get_settings("clock_first_day", "clock_last_day", "cutoff_day_counts")
    central = load_pack(law_pack).manifest.rounds["central"]
    rounds = [RoundDates(one.proposed_before, one.decided_before) for one in central]
    return next_round(day, rounds, Counting(first == "same", last == "next_working", cutoff))
