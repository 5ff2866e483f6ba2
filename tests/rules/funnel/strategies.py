"""Random plans for the funnel, as JSON records: many shapes, some with the faults of rule 11."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.rules.funnel.reference import Records

MONEY = st.sampled_from(["1", "999.99", "10000", "85000", "123456.78", "7500000"])
RATES = st.sampled_from(["0.01", "0.1", "0.25", "0.333", "0.4", "0.5", "0.875", "0.99", "1"])
DAYS = st.sampled_from([None, "0", "15.21", "15.21875", "15.22", "30", "61", "91.3125", "150", "700"])
SHARES = st.sampled_from(["0", "1", "2", "35", "1/3", "0.125"])


def _sometimes(draw: st.DrawFn, chance: int) -> bool:
    return draw(st.integers(1, chance)) == 1


@st.composite
def plans(draw: st.DrawFn, faults: bool = True, in_flight: bool = True) -> Records:
    """Records of a plan; without `faults` every stage is reachable."""
    stages = [f"s{number}" for number in range(1, draw(st.integers(2, 5)) + 1)]
    segments = [f"g{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    sources = [f"q{number}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    months = draw(st.integers(3, 9))
    records: Records = {
        "Plan": [{"months": months}],
        "FunnelStage": [{"id": stage, "name": stage.upper()} for stage in stages],
        "Source": [_source(draw, source, stages) for source in sources],
        "Segment": [_segment(draw, segment) for segment in segments],
        "Rate": _rates(draw, stages, segments, sources, faults),
    }
    shares = [
        _share(draw, segment, source, faults)
        for segment in segments
        for source in sources
        if len(sources) > 1 or _sometimes(draw, 3)
    ]
    if faults and _sometimes(draw, 8):
        shares = []
    records |= {"SourceShare": shares} if shares else {}
    weights = _weights(draw, segments, months, faults)
    records |= {"MonthWeight": weights} if weights else {}
    flying = [_flying(draw, segments, sources, stages) for _row in range(draw(st.integers(0, 4)))] if in_flight else []
    records |= {"InFlight": flying} if flying else {}
    return records


def _source(draw: st.DrawFn, source: str, stages: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": source, "name": source.upper()}
    if _sometimes(draw, 2):
        row["entry_stage"] = draw(st.sampled_from(stages))
    return row


def _segment(draw: st.DrawFn, segment: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": segment,
        "name": segment.upper(),
        "revenue_target": draw(MONEY),
        "average_deal_size": draw(st.sampled_from(["1", "3", "700", "12345.67"])),
    }
    if _sometimes(draw, 3):
        row["existing_revenue"] = draw(st.sampled_from(["0", "0.5", "9000", "8000000"]))
    if _sometimes(draw, 3):
        row["after_plan_monthly_revenue"] = draw(st.sampled_from(["0", "1000", "77.7"]))
    return row


def _rates(
    draw: st.DrawFn, stages: list[str], segments: list[str], sources: list[str], faults: bool
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for stage in stages[:-1]:
        if not (faults and _sometimes(draw, 12)):
            rows.append({"stage": stage, "rate": draw(RATES), "days": draw(DAYS)})
        for _specific in range(draw(st.integers(0, 2))):
            row: dict[str, Any] = {"stage": stage, "rate": draw(RATES), "days": draw(DAYS)}
            row["segment"] = draw(st.sampled_from([None, *segments]))
            row["source"] = draw(st.sampled_from([None, *sources]))
            place = (row["stage"], row["segment"], row["source"])
            taken = {(other["stage"], other.get("segment"), other.get("source")) for other in rows}
            if place not in taken or (faults and _sometimes(draw, 4)):
                rows.append(row)
    if faults and rows and _sometimes(draw, 6):
        draw(st.sampled_from(rows))["rate"] = draw(st.sampled_from(["0", None]))
    return rows


def _share(draw: st.DrawFn, segment: str, source: str, faults: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"segment": segment, "source": source}
    row["share"] = draw(SHARES if faults else SHARES.filter(lambda share: share != "0"))
    if _sometimes(draw, 4):
        row["average_deal_size"] = draw(st.sampled_from(["5", "2500"]))
    return row


def _weights(draw: st.DrawFn, segments: list[str], months: int, faults: bool) -> list[dict[str, Any]]:
    rows = []
    for segment in (None, *segments):
        if _sometimes(draw, 4):
            chosen = draw(st.lists(st.integers(1, months), min_size=1, unique=True))
            rows += [{"segment": segment, "month": month, "weight": draw(SHARES)} for month in chosen]
            if not faults:
                rows[-1]["weight"] = "7"
    return rows


def _flying(draw: st.DrawFn, segments: list[str], sources: list[str], stages: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "segment": draw(st.sampled_from(segments)),
        "source": draw(st.sampled_from(sources)),
        "stage": draw(st.sampled_from(stages[:-1])),
    }
    if len(sources) == 1 and _sometimes(draw, 2):
        row["source"] = None
    row[draw(st.sampled_from(["count", "amount"]))] = draw(st.sampled_from(["0", "1", "12.5", "400", "90000"]))
    return row
