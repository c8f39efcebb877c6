"""A4 as GB/T 9704 has it: 37, 28, 26 and 35 mm of margin, 22 lines of 28 characters.

The grid is one of lines only. In a grid of characters whose cells are a shade narrower than the letters (as 28 in 156 mm need),
LibreOffice gives each letter two cells; so the letters themselves stand a quarter of a point closer.
"""

from docx import Document
from docx.document import Document as Written
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Twips
from docx.styles.style import ParagraphStyle

from qifu.lib.docx.fonts import BODY, SIZE_3, set_font

CLOSER = "-5"  # twentieths of a point: 28 x (16 - 0.25) pt = 441 pt, of 442.2
LINE = Twips(579)  # 580 would leave room for 21 lines only


def new_document() -> Written:
    document = Document()
    set_page(document.sections[0])
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - of python-docx's own template
    set_font(style, BODY, SIZE_3)
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), CLOSER)
    style._element.get_or_add_rPr().insert_element_before(
        closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang"
    )
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Twips(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    spacing.widow_control = False
    return document


def set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(28)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", "579")):
        grid.set(qn(f"w:{name}"), value)
    properties.append(grid)
