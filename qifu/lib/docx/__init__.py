"""Writing official documents as DOCX: the page, the fonts, paragraphs, and what an installed LibreOffice makes of them."""
