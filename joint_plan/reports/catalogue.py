"""The pieces that can be taken home, in the order in which they are offered. Writers are imported where used."""

from pathlib import Path

from joint_plan.base.progress import Tick
from joint_plan.base.texts import N_
from joint_plan.reports.model import ReportModel
from joint_plan.reports.piece import Copy, Piece


def _excel(model: ReportModel, _copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.excel.workbook import write_workbook

    write_workbook(model, path, tick)


def _record(model: ReportModel, _copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.record import write_record

    write_record(model, path, tick)


def _page(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.plan_page import write_page

    write_page(model, copy, path, tick)


def _has_page(model: ReportModel) -> bool:
    from joint_plan.reports.contents.plan_page import has_page

    return has_page(model)


def _poster(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.poster import write_poster

    write_poster(model, copy, path, tick)


def _has_stages(model: ReportModel) -> bool:
    journey = model.section("journey")
    return journey is not None and journey.table("Stage") is not None


def _slas(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.sla_sheet import write_slas

    write_slas(model, copy, path, tick)


def _has_slas(model: ReportModel) -> bool:
    from joint_plan.reports.contents.promise import promises

    return bool(promises(model.public))


def _sign_off(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.sign_off import write_sign_off

    write_sign_off(model, copy, path, tick)


def _has_signers(model: ReportModel) -> bool:
    return bool(model.signers)


def _calendar(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    from joint_plan.reports.calendar import calendar_bytes

    path.write_bytes(calendar_bytes(model.public))


def _has_meetings(model: ReportModel) -> bool:
    from joint_plan.reports.calendar import has_meetings

    return has_meetings(model.public)


def _team(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.handout import write_team

    write_team(model, copy, path, tick)


def _teams(model: ReportModel) -> tuple[Copy, ...]:
    from joint_plan.reports.contents.handout import teams_taking_part

    return tuple(Copy(team.id, model.public.team_name(team.id)) for team in teams_taking_part(model.public))


def _has_handout(model: ReportModel) -> bool:
    from joint_plan.reports.contents.handout import has_handout

    return has_handout(model)


def _person(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.handout import write_person

    write_person(model, copy, path, tick)


def _people(model: ReportModel) -> tuple[Copy, ...]:
    from joint_plan.reports.contents.handout import people_who_own

    return tuple(Copy(person.id, person.name or person.role) for person in people_who_own(model.public))


def _has_lead_card(model: ReportModel) -> bool:
    from joint_plan.reports.contents.lead_card import lead_card

    return not lead_card(model).empty


def _lead_card(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.lead_card import write_lead_card

    write_lead_card(model, copy, path, tick)


def _worksheets(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.worksheets import write_worksheets

    write_worksheets(model, copy, path, tick)


def _canvas(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.canvas import write_canvas

    write_canvas(model, copy, path, tick)


def _has_agenda(model: ReportModel) -> bool:
    from joint_plan.reports.contents.agenda import agenda

    return bool(agenda(model).blocks)


def _agenda(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.agenda import write_agenda

    write_agenda(model, copy, path, tick)


def _keys(model: ReportModel, copy: Copy, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.keys import write_keys

    write_keys(model, copy, path, tick)


def _follow_through(model: ReportModel, copy: Copy, path: Path, _tick: Tick) -> None:
    from joint_plan.reports.follow_through.files import write_follow_through

    write_follow_through(model, copy, path)


def _follow_through_files(_model: ReportModel) -> tuple[Copy, ...]:
    from joint_plan.reports.follow_through.files import files

    return files()


def _inputs(model: ReportModel, copy: Copy, path: Path, _tick: Tick) -> None:
    from joint_plan.reports.excel.inputs import write_inputs

    write_inputs(model, copy, path)


def _asked(model: ReportModel) -> tuple[Copy, ...]:
    from joint_plan.reports.excel.inputs import people_asked

    return people_asked(model.public)


def _data_request(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    from joint_plan.reports.excel.data_request import write_data_request

    write_data_request(model, path)


PIECES = (
    Piece(
        "excel",
        N_("The plan in Excel"),
        ".xlsx",
        _excel,
        bundles=("team_leads", "everyone"),
        whole=True,
    ),
    Piece("record", N_("The plan as a PDF"), ".pdf", _record, bundles=("sponsor", "team_leads"), whole=True),
    Piece(
        "page",
        N_("The plan on a page"),
        ".pdf",
        _page,
        applies=_has_page,
        sizes=("a3", "tabloid"),
        bundles=("sponsor", "team_leads", "everyone"),
    ),
    Piece(
        "poster",
        N_("Poster of the journey"),
        ".pdf",
        _poster,
        applies=_has_stages,
        sizes=("a3", "tabloid", "a2", "a1"),
        bundles=("team_leads", "everyone"),
    ),
    Piece(
        "slas",
        N_("SLAs on a sheet"),
        ".pdf",
        _slas,
        applies=_has_slas,
        bundles=("team_leads", "everyone"),
    ),
    Piece(
        "sign-off",
        N_("Sign-off sheet"),
        ".pdf",
        _sign_off,
        applies=_has_signers,
        bundles=("sponsor", "team_leads"),
    ),
    Piece(
        "calendar",
        N_("The meetings for a calendar"),
        ".ics",
        _calendar,
        _has_meetings,
        bundles=("everyone",),
        whole=True,
    ),
    Piece("team", N_("Team handout"), ".pdf", _team, _has_handout, copies=_teams, bundles=("team_leads", "everyone")),
    Piece("person", N_("Personal handout"), ".pdf", _person, copies=_people, bundles=("everyone",)),
    Piece("lead-card", N_("Lead card"), ".pdf", _lead_card, _has_lead_card, bundles=("team_leads", "everyone")),
    Piece("worksheets", N_("Worksheets"), ".pdf", _worksheets, copies=_teams, on_request=True),
    Piece("canvas", N_("Journey canvas"), ".pdf", _canvas, sizes=("a3", "tabloid", "a1"), on_request=True),
    Piece("inputs", N_("Input sheet"), ".xlsx", _inputs, copies=_asked, on_request=True),
    Piece("data-request", N_("Data request"), ".xlsx", _data_request, on_request=True),
    Piece("agenda", N_("Agenda"), ".pdf", _agenda, _has_agenda),
    Piece("keys", N_("Key card"), ".pdf", _keys),
    Piece(
        "follow-through",
        N_("Follow-through"),
        ".txt",
        _follow_through,
        copies=_follow_through_files,
        bundles=("sponsor", "team_leads", "everyone"),
    ),
)
