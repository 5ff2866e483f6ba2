"""PDFs, drawn with reportlab: a layout kit (fonts, paragraphs, tables, page furniture) and one file a piece."""
