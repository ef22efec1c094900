"""Record CPython 3.13's encodings: `record.py` writes tables.txt.gz and testdata/samples.txt.

tables.txt has a line for each alias, `alias NAME CODEC`, and for each run of
characters of a codec whose bytes differ only in the last and follow each other:
`CODEC BYTES TEXT`, BYTES in hexadecimal and of the run's first character. Where
one character's bytes give several, or a line end, the line is `CODEC =BYTES
CODE+CODE` with code points. `base CODEC OTHER` says that only the differences to
another codec's characters follow; `CODEC -BYTES` takes one away.
"""
import codecs
import encodings
import encodings.aliases
import gzip
import io
import pathlib
import pkgutil
import random

HERE = pathlib.Path(__file__).resolve().parent
MULTIBYTE = ("big5 big5hkscs cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk johab "
             "shift_jis shift_jis_2004 shift_jisx0213").split()
BASES = {"big5hkscs": "big5", "cp950": "big5", "cp932": "shift_jis", "cp949": "euc_kr", "gbk": "gb2312", "gb18030": "gbk",
         "shift_jisx0213": "shift_jis_2004", "euc_jisx0213": "euc_jis_2004", "euc_jis_2004": "euc_jp"}
STATEFUL = "hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr".split()
OTHER = "ascii latin_1 utf_8 utf_8_sig utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le".split()


def charmaps():
    """The codecs of one byte a character."""
    for name in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
        if name in ("mbcs", "oem"):
            continue  # Windows
        module = __import__("encodings." + name, fromlist=["x"])
        if hasattr(module, "decoding_table") or hasattr(module, "decoding_map"):
            if codecs.lookup(name)._is_text_encoding:
                yield name


def decoded(name, data):
    """The text of bytes that are one character, else None or the reason."""
    try:
        return codecs.decode(data, name), ""
    except UnicodeDecodeError as e:
        return None, e.reason


def characters(name):
    """Every sequence of bytes that is one character, with its text."""
    leads = []
    for a in range(256):
        text, _ = decoded(name, bytes([a]))
        if text is not None:
            yield bytes([a]), text
        else:
            leads.append(bytes([a]))
    if name not in MULTIBYTE:
        return
    for lead in leads:
        for b in range(256):
            data = lead + bytes([b])
            text, reason = decoded(name, data)
            if text is not None:
                yield data, text
            elif reason.startswith("incomplete") and name != "gb18030":
                for c in range(256):
                    text, _ = decoded(name, data + bytes([c]))
                    if text is not None:
                        yield data + bytes([c]), text


def runs(name):
    first, last, text = None, None, ""
    own, base = dict(characters(name)), {}
    if name in BASES:
        base = dict(characters(BASES[name]))
        yield f"base {name} {BASES[name]}"
        for data in sorted(base.keys() - own.keys()):
            yield f"{name} -{data.hex()}"
    for data, chars in own.items():
        if base.get(data) == chars:
            continue
        if last and len(chars) == 1 and data[:-1] == last[:-1] and data[-1] == last[-1] + 1 and chars not in "\n\r":
            last, text = data, text + chars
            continue
        if text:
            yield f"{name} {first.hex()} {text}"
        first, last, text = data, data, chars
        if len(chars) > 1 or chars in "\n\r":
            yield f"{name} ={data.hex()} {'+'.join(f'{ord(c):x}' for c in chars)}"
            first, last, text = None, None, ""
    if text:
        yield f"{name} {first.hex()} {text}"


def samples(names):
    """Bytes and what each codec makes of them: text, mostly, and errors."""
    rng = random.Random(1)
    words = "plain é ü ñ ß Ж я α Ω あ ア 漢字 中文 한글 訊 凜 ¥ ‾ ～ € ™ 裏 𠀋".split()
    for name in names:
        for word in words:
            try:
                yield name, f"x {word} y\n".encode(name)
            except UnicodeEncodeError:
                pass
        for _ in range(6):
            yield name, b"ab" + bytes(rng.randrange(128, 256) for _ in range(4)) + b"c"
        yield name, b"end \x8e"
        yield name, b"end \x81"


def main():
    maps = list(charmaps())
    known = set(maps + MULTIBYTE + STATEFUL + OTHER)
    out = io.StringIO()
    for name in sorted(known):
        out.write(f"alias {name} {name}\n")
    for alias, name in sorted(encodings.aliases.aliases.items()):
        if name in known:
            out.write(f"alias {alias} {name}\n")
    for name in maps + MULTIBYTE:
        for line in runs(name):
            out.write(line + "\n")
    data = out.getvalue().encode("utf-8", "surrogatepass")
    (HERE / "tables.txt.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    with open(HERE / "testdata/samples.txt", "w", encoding="ascii") as f:
        for name, data in samples(sorted(known - {"utf_8", "utf_8_sig"})):
            try:
                answer = ascii(codecs.decode(data, name))
            except UnicodeDecodeError as e:
                answer = "! " + str(e)
            f.write(f"{name} {data.hex()} {answer}\n")


main()
