from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

import resources

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


def test_all_weights_and_the_fallback_are_there() -> None:
    families = ("Inter", "InterTabular")
    wanted = [f"{family}-{weight}" for family in families for weight in WEIGHTS]
    assert resources.fonts() == sorted([*wanted, "DejaVuSans", "DejaVuSans-Bold"])


@pytest.mark.parametrize("name", resources.fonts())
def test_a_font_is_named_by_its_postscript_name(name: str) -> None:
    font = TTFont(resources.font(name))
    assert font["name"].getDebugName(6) == name
    weight = name.partition("-")[2] or "Regular"
    assert font["OS/2"].usWeightClass == WEIGHTS[weight]


@pytest.mark.parametrize("name", resources.fonts())
def test_qt_loads_every_font(qtbot: QtBot, name: str) -> None:
    number = QFontDatabase.addApplicationFont(str(resources.font(name)))
    assert QFontDatabase.applicationFontFamilies(number)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_digits_of_the_tabular_fonts_have_one_width_and_other_signs_are_unchanged(weight: str) -> None:
    plain, tabular = TTFont(resources.font(f"Inter-{weight}")), TTFont(resources.font(f"InterTabular-{weight}"))

    def widths(font: TTFont, characters: str) -> list[int]:
        glyphs = font.getBestCmap()
        return [font["hmtx"][glyphs[ord(character)]][0] for character in characters]

    assert len(set(widths(tabular, "0123456789"))) == 1
    assert len(set(widths(plain, "0123456789"))) > 1
    text = "".join(chr(code) for code in plain.getBestCmap() if not chr(code).isdecimal())
    assert widths(tabular, text) == widths(plain, text)


@pytest.mark.parametrize("bold", [False, True])
def test_inter_and_its_fallback_cover_what_people_write(bold: bool) -> None:
    names = ("Inter-Bold", "DejaVuSans-Bold") if bold else ("Inter-Regular", "DejaVuSans")
    covered = set().union(*(TTFont(resources.font(name)).getBestCmap() for name in names))
    samples = "Žluťoučký kůň · Straße · Œuvre · Ελληνικά · Кириллица ґ ї є · Tiếng Việt · עברית · العربية"
    signs = "←↑→↓↔ ✓✔✗✘ ☐☑☒ • – — … « » € £ ¥ ₹ ₺ ₫ ₴ % ‰ ½ ± × ÷ − ≤ ≥ ≠ ≈ △ ▲ ◆ ○ ● □ ■ ★"
    assert {sign for sign in samples + signs if ord(sign) not in covered} == set()


@pytest.mark.parametrize("name", resources.icons())
def test_every_icon_draws_something(qtbot: QtBot, name: str) -> None:
    renderer = QSvgRenderer(str(resources.icon(name)))
    assert renderer.isValid()
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert any(image.pixelColor(x, y).alpha() > 0 for x in range(48) for y in range(48))


@pytest.mark.parametrize("name", [name for name in resources.icons() if name != "joint-plan"])
def test_every_lucide_icon_takes_its_colour_from_the_theme(name: str) -> None:
    root = ET.fromstring(resources.read_text("icons", f"{name}.svg"))
    assert root.get("stroke") == "currentColor"
    assert root.get("viewBox") == "0 0 24 24"


def test_licences_are_beside_the_files() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts", "INTER-LICENSE.txt").upper()
    assert "Bitstream" in resources.read_text("fonts", "DEJAVU-LICENSE.txt")
    assert "ISC License" in resources.read_text("icons", "LUCIDE-LICENSE.txt")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such\.svg"):
        resources.icon("no-such")


def test_bytes_and_text_are_the_same_file() -> None:
    assert resources.read_bytes("icons", "joint-plan.svg").decode() == resources.read_text("icons", "joint-plan.svg")
