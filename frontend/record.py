"""Record what CPython says of the samples in testdata: `record.py` with CPython 3.13.0.

Each txtar file has sections of Python, each followed by what CPython answers.
In testdata/ast that is the dump of the tree, in testdata/types the one with type
comments, as `python3.13 -m ast -a` prints it, in testdata/check what compile says
after parsing; in each, or the error. The text of a section NAME.quoted is a bytes
literal.
"""
import ast
import pathlib
import re
import warnings

HERE = pathlib.Path(__file__).resolve().parent
MARKER = re.compile(r"^-- (.+?) --\n", re.M)


def dump(text, type_comments=False):
    try:
        return ast.dump(ast.parse(text, type_comments=type_comments), include_attributes=True, indent=3)
    except SyntaxError as e:
        return f"{type(e).__name__}: {e.msg} ({e.lineno}:{e.offset})"


def check(text):
    try:
        compile(text, "sample.py", "exec", dont_inherit=True)
        return "ok"
    except SyntaxError as e:
        return f"{type(e).__name__}: {e.msg} ({e.lineno}:{e.offset}-{e.end_lineno or 0}:{e.end_offset or 0})"


def record(folder, answer):
    for path in sorted((HERE / "testdata" / folder).glob("*.txtar")):
        parts = MARKER.split(path.read_text(encoding="utf-8"))
        out = [parts[0]]
        for i in range(1, len(parts), 2):
            name, text = parts[i], parts[i + 1]
            if name.endswith(".want"):
                continue
            source = ast.literal_eval("b" + text) if name.endswith(".quoted") else text
            out.append(f"-- {name} --\n{text}-- {name}.want --\n{answer(source)}\n")
        path.write_text("".join(out), encoding="utf-8")


warnings.simplefilter("ignore")
record("ast", dump)
record("types", lambda text: dump(text, type_comments=True))
record("check", check)
