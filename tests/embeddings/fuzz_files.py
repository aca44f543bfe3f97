"""Sound reports of every format, of some lines of the real one; `fuzz_parser` damages them."""

import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "seeds" / "000_06042aab8e8de241.txt").read_text(encoding="utf-8").split("\n")[:80]


def pdf_of(lines):
    """A page of the lines, in the smallest PDF that has a text layer."""
    shown = "\n".join(
        f"BT /F1 12 Tf 80 {780 - 20 * row} Td <{line[:34].encode('utf-16-be').hex()}> Tj ET"
        for row, line in enumerate(lines[:30])
    ).encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [7 0 R] >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Size 8 /Root 1 0 R >>\n%%EOF\n"


MHT = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="xx"

--xx
Content-Type: text/html; charset="utf-8"

"""


def rtf_of(lines):
    """The lines as RTF, in the code page of Chinese Windows."""
    coded = "\\par ".join(
        "".join(f"\\'{byte:02x}" for byte in line.encode("gb18030")) for line in lines
    )
    row = "\\trowd\\intbl a\\cell 1\\cell\\row\\pard "
    return f"{{\\rtf1\\ansi\\ansicpg936 {coded}\\par {row}{{\\super 1}}}}".encode("ascii")


def odt_of(lines):
    """The parts of the lines as OpenDocument text."""
    root = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<o:document-content xmlns:o="{root}office:1.0" '
        f'xmlns:text="{root}text:1.0">'
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>",
    }


def ofd_of(lines):
    """The parts of a page of the lines as OFD."""
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{row + 9}" Boundary="20 {20 + 9 * row} 170 8" Font="2" Size="5">'
        f'<ofd:TextCode X="0" Y="6">{line[:30]}</ofd:TextCode></ofd:TextObject>'
        for row, line in enumerate(lines[:28])
    )
    return {
        "OFD.xml": f"<ofd:OFD {name}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "D.xml": f"<ofd:Document {name}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "P.xml": f"<ofd:Page {name}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
        "</ofd:Page>",
    }


def packed_of(parts):
    """A zip file of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def sound(kind, chance):
    """A sound file of a format, of some lines of the real report."""
    start = chance.randrange(0, 60)
    lines = [LINES[0], *LINES[start : start + chance.randrange(3, 14)]]
    text = "\n".join(lines)
    if kind == "md":
        text = "\n\n".join(f"## {line}" if line[1:2] == "、" else line for line in lines)
    elif kind == "html":
        body = "".join(f"<p>{line}</p>\n" for line in lines)
        text = (
            f"<html><head><meta charset=utf-8><title>报告</title></head><body>{body}</body></html>"
        )
    elif kind == "csv":
        text = f'year,city,text\n2017,兰州,"{text}"\n2018,白银,"{text[:300]}"\n'
    elif kind == "jsonl":
        text = "\n".join(json.dumps({"year": 2017 + n, "text": text[n:]}) for n in range(3))
    elif kind == "pdf":
        return pdf_of(lines)
    elif kind == "rtf":
        return rtf_of(lines)
    elif kind == "mht":
        page = "".join(f"<p>{line}</p>\n" for line in lines)
        return (MHT + page).encode()
    elif kind in {"odt", "ofd"}:
        return packed_of({"odt": odt_of, "ofd": ofd_of}[kind](lines))
    elif kind == "xlsx":
        workbook = openpyxl.Workbook()
        workbook.active.append(["指标", "2024年", "2025年"])
        for number, line in enumerate(lines):
            workbook.active.append([line[:9].strip(), 117.2, number])
        buffer = io.BytesIO()
        workbook.save(buffer)
        return buffer.getvalue()
    elif kind in {"docx", "zip"}:
        buffer = io.BytesIO()
        if kind == "docx":
            document = docx.Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(buffer)
        else:
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                for number in range(3):
                    archive.writestr(f"{number}/报告.txt", text[number:])
        return buffer.getvalue()
    return text.encode(
        chance.choice(["utf-8"] * 6 + ["gb18030", "utf-16", "utf-16-le", "big5"]), "ignore"
    )
