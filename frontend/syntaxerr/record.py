"""Record the errors of CPython 3.13.0 for the sources in testdata: run it with CPython 3.13.0.

Each testdata/NAME.txt holds blocks that end in a line

    => EXCEPTION LINE:OFFSET-LINE:OFFSET MESSAGE

before which stands a source. A last line <eof> means that the source has no
line end there.
"""
import ast
import pathlib
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent


def error(source):
    try:
        ast.parse(source)
    except SyntaxError as e:
        return f"{type(e).__name__} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset} {e.msg}"
    sys.exit(f"CPython accepts:\n{source}")


def record(path):
    out, block = [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line != "=>" and not line.startswith("=> "):
            block.append(line)
            continue
        lines = block[:-1] if block[-1] == "<eof>" else [*block, ""]
        out += [*block, f"=> {error(chr(10).join(lines))}"]
        block = []
    path.write_text("\n".join(out) + "\n", encoding="utf-8", newline="\n")


warnings.simplefilter("ignore")
for path in sorted((HERE / "testdata").glob("*.txt")):
    record(path)
