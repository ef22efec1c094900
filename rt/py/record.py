"""Record CPython's answers for the tests of rt/py: testdata/*.tsv (CPython 3.13.0).

Columns: an expression's parts as JSON, and what CPython says.
"""
import json
import pathlib
import random

HERE = pathlib.Path(__file__).resolve().parent / "testdata"
rng = random.Random(1)


def answer(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def write(name, rows):
    with open(HERE / name, "w", encoding="utf-8") as out:
        for row in rows:
            out.write("\t".join(json.dumps(x) for x in row) + "\n")


values = [0, 1, -1, 42, -1234567, 10**20, True, 0.0, -0.0, 1.5, -2.675, 1e16, 1.5e-7, 123456.789, 1e300, 0.1, 2 / 3, "", "text", "héé", "a b"]
specs = ["", "d", "5", "05d", "<8", ">8", "^9", "*^9", "+", " ", "x", "#x", "#b", "08b", "o", "X", ",", "_", "_x", "c", ".2f", "10.3f", "e", ".0e",
         "g", ".3g", "G", "%", ".1%", "+.2f", ",.2f", "010.2f", "s", "10s", ".2", "=+8", "z.0f", "n", "q", "#.3g", "012,", ".3"]
write("format.tsv", [(v, type(v).__name__, s, answer(lambda: format(v, s))) for v in values for s in specs])

percents = ["%d", "%5d", "%-5d|", "%05d", "%+d", "%x", "%#x", "%o", "%s", "%r", "%10s", "%.2s", "%f", "%.3f", "%10.2e", "%g", "%c", "%%", "%i", "% d", "%5.1f", "%X", "%z"]
write("percent.tsv", [(v, type(v).__name__, s, answer(lambda: s % (v,) if s != "%%" else s % ())) for v in values for s in percents])

floats = [rng.uniform(-1e6, 1e6) * 10 ** rng.randint(-30, 30) for _ in range(300)] + [5e-324, 1.7976931348623157e308, 1e22, 1e23, 9007199254740993.0, 0.3]
write("float.tsv", [(x.hex(), repr(x), answer(lambda: repr(round(x, 2))), str(hash(x))) for x in floats])

calls = []
for s in ["Hello, Wörld", "  a b  c ", "a,b,,c", "", "tab\tx", "ABC abc", "ß", "line1\nline2\r\nx"]:
    for method, args in [("upper", []), ("lower", []), ("title", []), ("capitalize", []), ("swapcase", []), ("strip", []), ("split", []), ("split", [","]),
                         ("rsplit", [",", 1]), ("split", [None, 1]), ("splitlines", []), ("partition", [","]), ("rpartition", ["b"]), ("find", ["b"]), ("rfind", ["b"]),
                         ("index", ["zz"]), ("count", ["b"]), ("replace", ["b", "XX"]), ("startswith", ["a"]), ("endswith", ["c"]), ("center", [20, "*"]), ("ljust", [15]),
                         ("zfill", [15]), ("expandtabs", [4]), ("isalpha", []), ("isupper", []), ("istitle", []), ("encode", []), ("join", [["a", "b"]]), ("find", ["a", 2])]:
        calls.append((s, method, args, answer(lambda: repr(getattr(s, method)(*args)))))
write("str.tsv", calls)
