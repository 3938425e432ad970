"""Writes small pictures of every kind, and what Pillow makes of each: python3 pictures.py (Pillow 9 or later).

Depths and interlacing that Pillow can't write are written here, byte by byte.
"""
import io
import json
import random
import struct
import zlib
from pathlib import Path

from PIL import Image

folder = Path(__file__).parent
numbers = random.Random(20261128)
W, H = 11, 9
expected = {}


def noise(channels, top=255):
    return [[[numbers.randint(0, top) for _ in range(channels)] for _ in range(W)] for _ in range(H)]


def smooth(channels):
    return [[[(x * 20 + y * 9 * (c + 1)) % 256 for c in range(channels)] for x in range(W)] for y in range(H)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed(row, depth):
    """Samples of a row, end to end."""
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in row)
    bits = "".join(format(s, f"0{depth}b") for s in row)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def png(name, pixels, colour, depth, interlaced=False, extra=b""):
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    raw = b""
    for left, top, right, down in passes if interlaced else [(0, 0, 1, 1)]:
        for y in range(top, H, down):
            row = [s for x in range(left, W, right) for s in pixels[y][x]]
            if row:
                raw += b"\0" + packed(row, depth)
    header = struct.pack(">IIBBBBB", W, H, depth, colour, 0, 0, int(interlaced))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    (folder / name).write_bytes(data)


def on_white(colour, alpha):
    return (colour * alpha + 255 * (255 - alpha) + 127) // 255


def expect(name, rgb):
    expected[name] = "".join(format(v, "02x") for row in rgb for pixel in row for v in pixel)


def scaled(value):
    """16 bits to 8, rounded."""
    return (value * 255 + 32895) >> 16


grey = noise(1)
png("grey-8.png", grey, 0, 8)
expect("grey-8.png", [[p * 3 for p in row] for row in grey])
for depth in (1, 2, 4):
    pixels = noise(1, 2**depth - 1)
    png(f"grey-{depth}.png", pixels, 0, depth)
    expect(f"grey-{depth}.png", [[[p[0] * 255 // (2**depth - 1)] * 3 for p in row] for row in pixels])
deep = noise(1, 65535)
png("grey-16.png", deep, 0, 16)
expect("grey-16.png", [[[scaled(p[0])] * 3 for p in row] for row in deep])
rgb = noise(3)
png("rgb-8.png", rgb, 2, 8)
expect("rgb-8.png", rgb)
png("interlaced.png", rgb, 2, 8, interlaced=True)
expect("interlaced.png", rgb)
deep = noise(3, 65535)
png("rgb-16.png", deep, 2, 16)
expect("rgb-16.png", [[[scaled(v) for v in p] for p in row] for row in deep])
alpha = noise(4)
png("rgba-8.png", alpha, 6, 8)
expect("rgba-8.png", [[[on_white(v, p[3]) for v in p[:3]] for p in row] for row in alpha])
alpha = noise(2)
png("grey-alpha.png", alpha, 4, 8)
expect("grey-alpha.png", [[[on_white(p[0], p[1])] * 3 for p in row] for row in alpha])
colours = [[numbers.randint(0, 255) for _ in range(3)] for _ in range(5)]
opacities = [0, 128, 255]
indices = noise(1, 4)
plte = chunk(b"PLTE", bytes(v for c in colours for v in c))
png("palette-4.png", indices, 3, 4, extra=plte + chunk(b"tRNS", bytes(opacities)))
full = opacities + [255] * 2
expect("palette-4.png", [[[on_white(v, full[p[0]]) for v in colours[p[0]]] for p in row] for row in indices])
png("palette-8-interlaced.png", indices, 3, 8, interlaced=True, extra=plte)
expect("palette-8-interlaced.png", [[colours[p[0]] for p in row] for row in indices])

for name, mode, options in [
    ("grey.jpg", "L", {}), ("rgb.jpg", "RGB", {"subsampling": 0}), ("subsampled.jpg", "RGB", {"subsampling": 2}),
    ("progressive.jpg", "RGB", {"progressive": True}), ("cmyk.jpg", "CMYK", {}),
]:
    channels = {"L": 1, "RGB": 3, "CMYK": 4}[mode]
    image = Image.frombytes(mode, (W, H), bytes(v for row in smooth(channels) for p in row for v in p))
    image.save(folder / name, quality=90, **options)
    expected[name] = Image.open(folder / name).convert("RGB").tobytes().hex()

# Inks as the numbers say, without the marker of Adobe's programs, which write them inverted and mostly say so; Pillow takes
# all for inverted, so that what it reads as ink is light.
data = (folder / "cmyk.jpg").read_bytes()
start = data.index(b"\xff\xee\x00\x0eAdobe")
(folder / "cmyk-plain.jpg").write_bytes(data[:start] + data[start + 16:])
light = Image.open(folder / "cmyk-plain.jpg").tobytes()
light = [light[i:i + 4] for i in range(0, len(light), 4)]
expect("cmyk-plain.jpg", [[[(v * p[3] + 127) // 255 for v in p[:3]] for p in light]])
# The same numbers as brightness, two colour differences and black, which that marker can say.
(folder / "ycck.jpg").write_bytes(data[:start + 15] + b"\x02" + data[start + 16:])
expected["ycck.jpg"] = Image.open(folder / "ycck.jpg").convert("RGB").tobytes().hex()

(folder / "pictures.json").write_text(json.dumps({"width": W, "height": H, "pictures": expected}, indent=1) + "\n")
