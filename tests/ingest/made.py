"""Small files of other formats, made by hand: a PDF of given lines, a Word file of given XML."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pdf(*pages: list[str], title: str | None = None, large: int = 0) -> bytes:
    """A PDF with a page for each list of lines; the first `large` lines are in larger type."""
    kids = [4 + 2 * i for i in range(len(pages))]
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for i, lines in enumerate(pages):
        drawn = []
        for j, line in enumerate(lines):
            size = 20 if i == 0 and j < large else 10
            text = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf 1 0 0 1 50 {760 - 24 * j} Tm ({text}) Tj ET")
        stream = "\n".join(drawn)
        objects[kids[i]] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {kids[i] + 1} 0 R >>"
        )
        objects[kids[i] + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    last = max(objects)
    if title is not None:
        last += 1
        objects[last] = f"<< /Title ({title}) >>"
    info = f" /Info {last} 0 R" if title is not None else ""
    return _written(objects, info)


def _written(objects: dict[int, str], info: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{places[n]:010d} 00000 n \n" for n in sorted(places))
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{info} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def docx(body: str) -> bytes:
    """A Word file with this XML as its body; the style `H1` is a first-level heading."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="H1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """One paragraph of a Word file's body."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"
