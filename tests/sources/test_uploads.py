"""Files from editors, honest and hostile."""

import io
import random
import zlib
from contextlib import suppress

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newsroom.refusals import Refusal
from sources import uploads
from sources.uploads import SUFFIXES, read_upload

SCRIPT = b"<html><script>alert(1)</script></html>"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **options)
    return drawn.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_known_by_what_they_are(kind: str) -> None:
    upload = read_upload(picture(kind), "screen.exe")
    assert upload.media_type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(upload.data)) as kept:
        assert (kept.format, kept.size) == (kind, (8, 6))


def test_the_first_of_several_pictures_of_a_camera_is_kept() -> None:
    second = Image.new("RGB", (4, 3), "red")
    several = picture("MPO", save_all=True, append_images=[second, second])
    with Image.open(io.BytesIO(several)) as sent:
        assert sent.format == "MPO"
    upload = read_upload(several, "phone.jpg")
    assert (upload.media_type, SUFFIXES[upload.media_type]) == ("image/jpeg", ".jpg")
    with Image.open(io.BytesIO(upload.data)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (8, 6))
    assert b"MPF" not in upload.data


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP"])
def test_bytes_that_fell_over_are_a_picture_or_a_refusal(kind: str) -> None:
    dice = random.Random(kind)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "words"
    whole = picture(kind, (20, 10), exif=exif)
    for _ in range(1_500):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 2, 5, 20))):
            data[dice.randrange(len(data))] = dice.choice((0, 1, 127, 128, 255))
        with suppress(Refusal):
            assert read_upload(bytes(data)).media_type in SUFFIXES


def test_a_picture_whose_notes_are_damaged_is_refused() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "words"
    words_for_a_number = picture("JPEG", exif=exif).replace(b"\x01\x0e\0\x02", b"\x01\0\0\x02")
    with pytest.raises(Refusal, match="damaged"):
        read_upload(words_for_a_number)


def test_a_picture_keeps_its_pixels_and_how_clear_they_are() -> None:
    drawn = io.BytesIO()
    Image.new("RGBA", (2, 2), (10, 20, 30, 40)).save(drawn, "PNG")
    with Image.open(io.BytesIO(read_upload(drawn.getvalue()).data)) as kept:
        assert kept.getpixel((0, 0)) == (10, 20, 30, 40)


def test_where_a_picture_was_taken_and_by_whom_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Taken at the minister's house"
    words = PngInfo()
    words.add_text("Author", "Ana Ruiz")
    for data in (picture("JPEG", exif=exif), picture("PNG", pnginfo=words, exif=exif)):
        kept = read_upload(data).data
        assert b"minister" not in kept
        assert b"Ana Ruiz" not in kept


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(read_upload(picture("JPEG", exif=exif)).data)) as kept:
        assert kept.size == (6, 8)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_page_hidden_in_a_picture_is_not_kept(kind: str) -> None:
    assert b"script" not in read_upload(picture(kind) + SCRIPT).data


@pytest.mark.parametrize(
    "data",
    [
        SCRIPT,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a" + SCRIPT,
        b"MZ\x90\x00",
        b"\n%PDF-1.7\n%%EOF",
        b"plain words",
        picture("GIF"),
        picture("TIFF"),
    ],
)
def test_what_is_neither_a_picture_nor_a_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="PNG, JPEG or WebP"):
        read_upload(data, "innocent.png")


def test_a_damaged_picture_is_refused() -> None:
    for data in (picture(size=(500, 500))[:-40], picture("JPEG", (500, 500))[:700]):
        with pytest.raises(Refusal, match="damaged"):
            read_upload(data)


def test_a_small_file_that_unpacks_into_a_huge_picture_is_refused() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(name + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + name + content + crc

    side = (50_000).to_bytes(4, "big")
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", side + side + b"\x08\x02\x00\x00\x00")
    bomb += chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b"")
    with pytest.raises(Refusal, match="pixels"):
        read_upload(bomb)


def test_a_picture_between_our_limit_and_the_librarys_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "MOST_PIXELS", 40)
    with pytest.raises(Refusal, match="pixels"):
        read_upload(picture())


def test_a_pdf_is_kept_as_it_is_if_it_is_whole() -> None:
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
    upload = read_upload(pdf, "report.pdf")
    assert (upload.media_type, upload.data) == ("application/pdf", pdf)
    with pytest.raises(Refusal, match="cut off"):
        read_upload(pdf[:-6])


def test_empty_and_oversized_files_are_refused() -> None:
    with pytest.raises(Refusal, match="empty"):
        read_upload(b"")
    with pytest.raises(Refusal, match="10 MB"):
        read_upload(b"%PDF-" + b"0" * uploads.LARGEST)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\seen.png", "seen.png"),
        ("a\r\nX-Evil: 1.png", "aX-Evil: 1.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", ""),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_words_for_people_and_no_path(name: str, kept: str) -> None:
    assert read_upload(picture(), name).name == kept
