"""Paragraphs as official documents have them: centred title, flush addressee, body indented by two characters, signature at the right."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from qifu.lib.docx.fonts import BODY, SIZE_2, SIZE_3, TITLE, set_font


def title(document: Document, text: str, *, on_new_page: bool = False) -> Paragraph:
    paragraph = _paragraph(document, text, TITLE, SIZE_2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.page_break_before = on_new_page
    paragraph.paragraph_format.line_spacing = 1.3
    return paragraph


def blank(document: Document) -> Paragraph:
    return _paragraph(document, "", BODY, SIZE_3)


def flush(document: Document, text: str) -> Paragraph:
    return _paragraph(document, text, BODY, SIZE_3)


def body(document: Document, text: str) -> Paragraph:
    paragraph = _paragraph(document, text, BODY, SIZE_3)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(paragraph, firstLineChars="200")
    return paragraph


def signature(document: Document, text: str) -> Paragraph:
    """Four characters from the right."""
    paragraph = _paragraph(document, text, BODY, SIZE_3)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _indent(paragraph, rightChars="400")
    return paragraph


def _paragraph(document: Document, text: str, font: str, points: float) -> Paragraph:
    paragraph = document.add_paragraph()
    set_font(paragraph.add_run(text), font, points)
    return paragraph


def _indent(paragraph: Paragraph, **characters: str) -> None:
    """Counted in hundredths of a character, so that it stays two characters in any size; a length beside it for readers that know no characters."""
    properties = paragraph._p.get_or_add_pPr()
    indent = OxmlElement("w:ind")
    for name, value in characters.items():
        indent.set(qn(f"w:{name}"), value)
        indent.set(qn(f"w:{name.removesuffix('Chars')}"), str(int(value) * int(SIZE_3) * 20 // 100))
    properties.insert_element_before(indent, "w:jc", "w:rPr", "w:sectPr")
