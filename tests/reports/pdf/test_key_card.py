"""The key card: every action of the window is on it, by scope, with its keys as they are printed."""

from pathlib import Path

from joint_plan.plan.actions import ACTIONS, BOARD_ACTIONS
from joint_plan.reports.contents.key_card import STANDARD_KEYS, key_card, printed
from tests.reports.pdf.papers import model_of
from tests.reports.pdf.reading import missing, squeezed, text_of

EVERY = (*ACTIONS, *BOARD_ACTIONS)


def test_every_action_is_on_the_card_once() -> None:
    listed = [line.id for group in key_card().groups for line in group.lines]
    assert sorted(listed) == sorted(one.id for one in EVERY)


def test_every_action_with_keys_shows_them_and_every_other_its_menu() -> None:
    lines = {line.id: line for group in key_card().groups for line in group.lines}
    for one in EVERY:
        if one.keys or one.standard:
            assert lines[one.id].keys, one.id
        elif one.menu:
            assert lines[one.id].menu, one.id


def test_every_standard_key_in_use_has_words() -> None:
    assert {one.standard for one in EVERY if one.standard} <= set(STANDARD_KEYS)


def test_every_scope_in_use_has_a_heading_of_its_own() -> None:
    assert not {group.heading for group in key_card().groups} & {one.scope for one in EVERY}


def test_labels_and_keys_are_printed(tmp_path: Path) -> None:
    found = text_of(model_of("empty"), "keys", tmp_path / "p.pdf")
    lines = [line for group in key_card().groups for line in group.lines]
    assert missing([line.label for line in lines] + [key for line in lines for key in line.keys], found) == []
    assert squeezed("Ctrl+K") in found


def test_keys_read_as_they_stand_on_a_keyboard() -> None:
    assert printed("Ctrl+PgDown") == "Ctrl+Page down"
    assert printed("Ctrl++") == "Ctrl++"
    assert printed("+") == "+"
    assert printed("Ctrl+Up") == "Ctrl+↑"
    assert printed("?") == "?"
