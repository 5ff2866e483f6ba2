"""What a piece is made of is in it, from the first letter to the last, however long: the sample and the stress plan."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from joint_plan.plan.agreement import LeadershipAsk
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.promise import promises
from joint_plan.reports.model import ReportModel
from tests.reports.pdf.papers import PDFS, copies_of, made, model_of

ENDS = 24
"""Letters of the beginning and of the end of a text that have to stand together."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def of_page(model: ReportModel) -> Iterable[str]:
    yield from (stage.customer_goal for stage in model.public.all(Stage))
    yield from (stage.name for stage in model.public.all(Stage))
    yield from (promise.what for promise in promises(model.public))
    yield from (win.title for win in model.public.all(QuickWin) if win.picked)
    for ask in model.public.all(LeadershipAsk):
        yield from (ask.ask, ask.why, ask.asked_of, ask.answer)
    yield from (stance.reservation for _row, stance in model.reservations)
    yield from (stage.name for stage in model.funnel.stages)


def of_poster(model: ReportModel) -> Iterable[str]:
    for stage in model.public.all(Stage):
        yield from (stage.name, stage.customer_goal, stage.customer_question, stage.entry_event, stage.exit_event)
        yield from (stage.marketing_part, stage.sales_part, stage.friction)
    yield from (touchpoint.name for touchpoint in model.public.all(Touchpoint))
    yield from (sla.handed_over for sla in model.public.all(Sla) if sla.from_stage)


def of_slas(model: ReportModel) -> Iterable[str]:
    for promise in promises(model.public):
        yield from (promise.what, promise.figure, promise.if_missed, promise.exceptions, promise.measured)
        yield from (promise.starts, promise.state, promise.code, *promise.terms)
        for level in promise.levels:
            yield from (level.applies_to, level.limit, level.share, level.attempts)
    yield from (signer.name for signer in model.signers)


def of_sign_off(model: ReportModel) -> Iterable[str]:
    yield from (row.lead or row.title for row in (*model.open_points, *model.parked))
    yield from (stance.reservation for _row, stance in model.reservations)
    for signer in model.signers:
        yield from (signer.name, signer.role, signer.reservation)
    yield model.version.words


SOURCES: dict[str, Callable[[ReportModel], Iterable[str]]] = {
    "page": of_page,
    "poster": of_poster,
    "slas": of_slas,
    "sign-off": of_sign_off,
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("plan", ["sample", "stress"])
@pytest.mark.parametrize("key", SOURCES)
def test_every_text_stands_in_its_piece(key: str, plan: str, paper: str, tmp_path: Path) -> None:
    model = model_of(plan, paper)
    piece = next(piece for piece in PDFS if piece.key == key)
    drawn = made(model, piece, copies_of(model, piece)[0], tmp_path / "p.pdf").drawn
    printed = squeezed("".join(box.words for box in drawn.boxes))
    wanted = [squeezed(text) for text in SOURCES[key](model)]
    assert sum(map(bool, wanted)) > 20
    assert [text[:60] for text in wanted if text[:ENDS] not in printed] == []
    assert [text[-60:] for text in wanted if text[-ENDS:] not in printed] == []
    if plan == "sample":
        assert [text for text in wanted if text not in printed] == []


@pytest.mark.parametrize("key", SOURCES)
def test_no_letter_is_lost_on_the_way_over_pages(key: str, tmp_path: Path) -> None:
    """As many letters of each kind as the texts have, at the least: also from the middle of the longest ones."""
    model = model_of("stress")
    piece = next(piece for piece in PDFS if piece.key == key)
    drawn = made(model, piece, copies_of(model, piece)[0], tmp_path / "p.pdf").drawn
    printed = squeezed("".join(box.words for box in drawn.boxes))
    wanted = "".join(squeezed(text) for text in SOURCES[key](model))
    for letter in "fgijkvwzDНЕПеΕλớ<{":
        assert printed.count(letter) >= wanted.count(letter), letter
