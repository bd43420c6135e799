"""Real files, made in the test: what an officer would send, and what an enemy would."""

import html
import io
import re
import struct
import textwrap
import zipfile
import zlib
from difflib import SequenceMatcher
from pathlib import Path

import docx
import weasyprint
from PIL import Image, ImageDraw, ImageFont

PLANS = sorted((Path(__file__).parent.parent / "reading" / "gold").glob("00[0-3]_*.txt"))
SERIF = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"  # Debian's fonts-dejavu-core: all Vietnamese letters
)

PLAN = """ỦY BAN NHÂN DÂN TỈNH HƯƠNG GIANG
Số: 12/KH-UBND
Hương Giang, ngày 05 tháng 3 năm 2025
KẾ HOẠCH
Phòng, chống mua bán người năm 2025
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của các cấp, các ngành và người dân về phòng, chống mua bán người.
II. NHIỆM VỤ
1. Công an tỉnh chủ trì, phối hợp với Sở Y tế tổ chức tiếp nhận, xác minh, bảo vệ nạn nhân.
a) Báo cáo kết quả trước ngày 15 tháng 11 năm 2025.
- Đường dây nóng 111 được thông báo rộng rãi tại những xã biên giới.
"""


def share(source, found, unit=str.split):
    """Share of the source's words (or characters) found again in the same order."""
    wanted, got = unit(source), unit(found)
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def characters(text):
    return list(" ".join(text.split()))


def words(text):
    """Words and numbers without the marks around them."""
    return re.findall(r"\w+", text)


# --- Word ---------------------------------------------------------------------------------------


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_of(text):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def docx_with(body, **parts):
    """A .docx whose body is the given WordprocessingML; ``parts`` adds or replaces members (``__`` for ``/``)."""
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "Internal")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    members |= {
        name.replace("__", "/").replace("_xml", ".xml").replace("/rels", "/_rels"): text
        for name, text in parts.items()
    }
    return zipped(members)


NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def relationships(*relations):
    items = "".join(
        f'<Relationship Id="r{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="{mode}"/>'
        for at, (kind, target, mode) in enumerate(relations)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def p(text="", properties="", run=""):
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r>{run and f'<w:rPr>{run}</w:rPr>'}<w:t>{text}</w:t></w:r></w:p>"


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def edited(data, **changes):
    """The archive with members replaced or added; a member set to ``None`` is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= changes.pop("members", {})
    return zipped({name: content for name, content in members.items() if content is not None})


# --- web ----------------------------------------------------------------------------------------


def html_of(text):
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>{paragraphs}</body></html>'.encode()


def portal_page(document):
    """A portal's page around a document: menus, a sidebar of links, related documents, a footer."""
    links = "".join(
        f'<li><a href="/{n}">Tin tức chỉ đạo điều hành số {n} của tỉnh</a></li>' for n in range(12)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><style>p {{color:red}}</style>
<script>var x = "<p>không phải văn bản</p>";</script></head><body>
<div id="top"><h1><a href="/">CỔNG THÔNG TIN ĐIỆN TỬ</a></h1><div class="main-menu"><ul>{links}</ul></div></div>
<div id="page"><div class="left sidebar"><h3>Chuyên mục</h3><ul>{links}</ul></div>
<div class="content-detail">{document}</div>
<div class="tin-lien-quan"><h3>Văn bản liên quan</h3><ul>{links}</ul></div></div>
<div style="display: none">mẫu ẩn</div>
<div class="footer"><p>Bản quyền thuộc Cổng thông tin điện tử. Địa chỉ: số 1 đường Hòa Bình.</p></div>
</body></html>""".encode()


# --- PDF ----------------------------------------------------------------------------------------


def pdf_from(page):
    style = "<style>@page {size: A4; margin: 2cm} body {font-family: 'DejaVu Serif'; font-size: 14pt} p {margin: 0 0 6pt}"
    style += " table {border-collapse: collapse} td, th {border: 1px solid black; padding: 3pt}</style>"
    return weasyprint.HTML(
        string=f'<html><head><meta charset="utf-8">{style}</head><body>{page}</body></html>'
    ).write_pdf()


def pdf_of(text):
    return pdf_from("".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip()))


def bare_pdf(pages, *, kids=True, trailer="", content=b""):
    """A PDF written by hand with empty pages, for shapes that no program makes."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    children = b" ".join(b"%d 0 R" % (n + 4) for n in range(pages)) if kids else b""
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (children, pages))
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    objects += [page] * pages
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def locked_pdf():
    """A PDF that asks for a password: its encryption dictionary answers to no empty one."""
    nothing = "00" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{nothing}> /U <{nothing}> >> /ID [<{'11' * 16}> <{'11' * 16}>]"
    return bare_pdf(1, trailer=encrypt)


# --- pictures -----------------------------------------------------------------------------------


def font(size):
    return ImageFont.truetype(SERIF, size)


def typeset(text, *, dpi=200, width=64):
    """Pages of print as pictures: A4, 14 point, lines of ``width`` characters."""
    lines = [piece for line in text.split("\n") if line.strip() for piece in textwrap.wrap(line, width)]
    size, margin, height = round(14 * dpi / 72), round(0.9 * dpi), round(11.69 * dpi)
    per_page = (height - 2 * margin) // round(size * 1.5)
    pages = []
    for at in range(0, len(lines), per_page):
        page = Image.new("L", (round(8.27 * dpi), height), 255)
        draw = ImageDraw.Draw(page)
        for row, line in enumerate(lines[at : at + per_page]):
            draw.text((margin, margin + row * round(size * 1.5)), line, font=font(size), fill=20)
        pages.append((page, "\n".join(lines[at : at + per_page])))
    return pages


def encoded(picture, form, **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def scanned_pdf(pictures, dpi=200):
    first, *rest = pictures
    return encoded(first, "PDF", save_all=True, append_images=rest, resolution=dpi)


def giant_png(width, height):
    """A PNG that promises width × height points and holds a few bytes: a decompression bomb."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + width // 8 + 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * 100))
        + chunk(b"IEND", b"")
    )
