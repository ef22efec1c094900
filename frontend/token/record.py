"""Record CPython 3.13's tokens and literals: `record.py` writes testdata/*.want.

testdata/tokens.txt holds sources between lines of dashes, testdata/literals.txt
a literal a line. tokens.want gets a line for each token, kind and text and
place, and `error` with CPython's message where it stops; literals.want the repr
of each value or its error.
"""
import ast
import io
import pathlib
import tokenize
import warnings

DATA = pathlib.Path(__file__).resolve().parent / "testdata"
LEFT_OUT = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING}


def tokens(text):
    try:
        for t in tokenize.generate_tokens(io.StringIO(text).readline):
            if t.type not in LEFT_OUT:
                yield f"{tokenize.tok_name[t.type]} {ascii(t.string)} {t.start[0]}:{t.start[1]}-{t.end[0]}:{t.end[1]}"
    except (tokenize.TokenError, SyntaxError) as e:
        try:
            compile(text, "x", "exec")
            yield "error accepted"
        except SyntaxError as e:
            yield f"error {type(e).__name__}: {e.msg}"


def literal(text):
    try:
        return ascii(ast.literal_eval(text))
    except SyntaxError as e:
        return f"error {e.msg}"


warnings.simplefilter("ignore")
sources = (DATA / "tokens.txt").read_text(encoding="utf-8").split("-----\n")
(DATA / "tokens.want").write_text("-----\n".join("".join(line + "\n" for line in tokens(s)) for s in sources), encoding="ascii")
lines = (DATA / "literals.txt").read_text(encoding="utf-8").splitlines()
(DATA / "literals.want").write_text("".join(literal(s) + "\n" for s in lines), encoding="ascii")
