"""The official fonts by their names. The reader's machine has them; python-docx's `font.name` alone would leave Chinese in another one."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

TITLE = "方正小标宋_GBK"
BODY = "仿宋_GB2312"
HEADING = "黑体"
SUBHEADING = "楷体_GB2312"
SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 二号, 三号, 四号


def set_font(of: Run | ParagraphStyle, name: str, points: float) -> None:
    """All four slots; quotes and dashes, which are in both scripts, are told to be Chinese."""
    of.font.name, of.font.size = name, Pt(points)
    of.font.bold = False
    fonts = _fonts_of(of)
    for slot in SLOTS:
        fonts.set(qn(slot), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _fonts_of(of: Run | ParagraphStyle) -> BaseOxmlElement:
    properties = of._element.get_or_add_rPr()
    found: BaseOxmlElement = properties.get_or_add_rFonts()
    return found
