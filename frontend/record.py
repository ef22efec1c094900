"""Record CPython's dumps of the samples in testdata/ast: `record.py` with CPython 3.13.0.

Each testdata/ast/NAME.txtar has sections of Python, each followed by the dump
that `python3.13 -m ast -a` prints for it, or by the error.
"""
import ast
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
MARKER = re.compile(r"^-- (.+?) --\n", re.M)

for path in sorted((HERE / "testdata" / "ast").glob("*.txtar")):
    parts = MARKER.split(path.read_text(encoding="utf-8"))
    out = [parts[0]]
    for i in range(1, len(parts), 2):
        name, text = parts[i], parts[i + 1]
        if name.endswith(".want"):
            continue
        out.append(f"-- {name} --\n{text}")
        try:
            want = ast.dump(ast.parse(text), include_attributes=True, indent=3)
        except SyntaxError as e:
            want = f"{type(e).__name__}: {e.msg} ({e.lineno}:{e.offset})"
        out.append(f"-- {name}.want --\n{want}\n")
    path.write_text("".join(out), encoding="utf-8")
