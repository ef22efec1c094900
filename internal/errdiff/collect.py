"""Collect Python sources with what CPython says of them, for errdiff.

    collect.py tests OUT.jsonl [TEST ...]       the sources CPython's own tests compile
    collect.py again IN.jsonl OUT.jsonl         the same sources, judged anew
    collect.py mutations OUT.jsonl COUNT SEED   library functions with one token changed
    collect.py samples OUT.jsonl COUNT SEED     the same with the samples of frontend/testdata

Run it with CPython 3.13.0. "tests" runs the test files with compile, exec and
eval replaced by wrappers that write their sources down: ast.parse and doctest
end there too. Each distinct source is then compiled alone in mode exec, and
OUT gets one JSON object a line: mode (that of the first call), source (base64)
and either ok or type, msg, line, offset, end_line, end_offset and stage: parse
for what ast.parse refuses too, compile for the symbol table and what follows.
"""
import ast
import base64
import builtins
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import tokenize
import warnings

LIBRARY = pathlib.Path(os.__file__).parent
TIMEOUT = 60  # seconds a test file
LARGEST = 200_000  # bytes a source
COMPILES = re.compile(r"\b(compile|exec|eval)\(|ast\.parse|doctest|check_syntax_error|textwrap")


def judge(source, mode):
    """What compile says of a source, as an object for one line of OUT."""
    entry = {"mode": mode, "source": base64.b64encode(source).decode("ascii")}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            entry["stage"] = "parse"
            try:
                compile(source, "<string>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
            except RecursionError:
                pass  # the tree is too deep for Python objects, not for the compiler
            entry["stage"] = "compile"
            compile(source, "<string>", "exec", dont_inherit=True)
    except SyntaxError as e:
        entry.update(type=type(e).__name__, msg=e.msg, line=e.lineno or 0, offset=e.offset or 0,
                     end_line=e.end_lineno or 0, end_offset=e.end_offset or 0)
    except Exception as e:
        entry.update(type=type(e).__name__, msg=str(e), line=0, offset=0, end_line=0, end_offset=0)
    else:
        del entry["stage"]
        entry["ok"] = True
    return entry


def watch(out):
    """Replace the builtins that compile, for the rest of this process."""
    seen = set()
    original = {name: getattr(builtins, name) for name in ("compile", "exec", "eval")}

    def note(source, mode, frame):
        if frame.f_globals.get("__name__", "").startswith("importlib"):
            return
        try:
            data = source.encode("utf-8") if isinstance(source, str) else bytes(source)
        except (UnicodeEncodeError, TypeError):
            return
        if data in seen or len(data) > LARGEST:
            return
        seen.add(data)
        print(mode, base64.b64encode(data).decode("ascii"), file=out, flush=True)

    def is_text(source):
        return isinstance(source, (str, bytes, bytearray))

    def compile_(source, filename="", mode="exec", *args, **kwargs):
        if is_text(source):
            note(source, mode, sys._getframe(1))
        return original["compile"](source, filename, mode, *args, **kwargs)

    def evaluate(name):
        def run(source, globals=None, locals=None, /, **kwargs):
            frame = sys._getframe(1)
            if is_text(source):
                note(source, name, frame)
            globals = kwargs.pop("globals", globals)
            locals = kwargs.pop("locals", locals)
            if globals is None:
                globals = frame.f_globals
                if locals is None:
                    locals = frame.f_locals
                    if type(locals) is not dict:
                        locals = dict(locals)  # a function's: a snapshot, as CPython gives it
            if locals is None:
                locals = globals
            return original[name](source, globals, locals, **kwargs)
        return run

    builtins.compile = compile_
    builtins.exec = evaluate("exec")
    builtins.eval = evaluate("eval")


def run_one(name, path):
    """Run one test module, watched; the work of a child process."""
    import unittest
    with open(path, "a") as out:
        watch(out)
        unittest.main(module=None, argv=["collect", name], exit=False, verbosity=0)


def test_names():
    for path in sorted((LIBRARY / "test").rglob("test_*.py")):
        parts = path.relative_to(LIBRARY).with_suffix("").parts
        if COMPILES.search(path.read_text(encoding="utf-8", errors="replace")) and "__pycache__" not in parts:
            yield ".".join(parts)


def collect(out, names):
    notes = pathlib.Path(out).resolve().with_suffix(".notes")
    notes.write_text("")
    for name in names or test_names():
        with tempfile.TemporaryDirectory() as folder:
            child = subprocess.Popen([sys.executable, __file__, "one", name, str(notes)], cwd=folder, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                child.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                print("stopped:", name, file=sys.stderr)
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
    seen = set()
    with open(out, "w") as f:
        for line in notes.read_text().splitlines():
            mode, _, text = line.partition(" ")
            if text not in seen:
                seen.add(text)
                print(json.dumps(judge(base64.b64decode(text), mode)), file=f)


def again(path, out):
    with open(path) as lines, open(out, "w") as f:
        for line in lines:
            entry = json.loads(line)
            print(json.dumps(judge(base64.b64decode(entry["source"]), entry["mode"])), file=f)


# Tokens that a mutation puts in: every operator and keyword, and a few others.
POOL = ("( ) [ ] { } : , ; + - * / | & < > = . % ~ ^ @ == != <= >= ** // -> += := ... ! x 1 1.5 'a' f'{x}' b'a' \\ ? $ "
        "False None True and as assert async await break class continue def del elif else except finally for from global "
        "if import in is lambda nonlocal not or pass raise return try while with yield match case type _").split()


def mutate(rng, text):
    """Text with one token deleted, doubled, exchanged, replaced or put in."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    kinds = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.COMMENT}
    places = [(starts[t.start[0] - 1] + t.start[1], starts[t.end[0] - 1] + t.end[1])
              for t in tokenize.generate_tokens(iter(lines + [""]).__next__) if t.type not in kinds]
    places = [p for p in places if p[0] < p[1]]
    i = rng.randrange(len(places) - 1)
    (a, b), (c, d) = places[i], places[i + 1]
    match rng.randrange(5):
        case 0:
            return text[:a] + text[b:]
        case 1:
            return text[:a] + text[a:b] + " " + text[a:]
        case 2:
            return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
        case 3:
            return text[:a] + rng.choice(POOL) + text[b:]
        case _:
            return text[:a] + rng.choice(POOL) + " " + text[a:]


def functions():
    """The source of the functions and classes at the top of library modules."""
    for path in sorted(LIBRARY.glob("*.py")) + sorted(LIBRARY.glob("asyncio/*.py")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        for node in ast.parse(text).body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                first = min([node.lineno] + [d.lineno for d in node.decorator_list])
                if node.end_lineno - first < 60:
                    yield "".join(lines[first - 1:node.end_lineno])


def samples():
    """The samples that the front end's tests parse."""
    for path in sorted((pathlib.Path(__file__).resolve().parents[2] / "frontend/testdata").glob("*/*.txtar")):
        sections = re.split(r"^-- (.+?) --\n", path.read_text(encoding="utf-8"), flags=re.M)
        for name, text in zip(sections[1::2], sections[2::2]):
            if not name.endswith((".want", ".quoted")) and len(text) < 1000:
                yield text


def mutations(out, count, seed, texts):
    rng = random.Random(seed)
    with open(out, "w") as f:
        while count > 0:
            try:
                text = mutate(rng, rng.choice(texts))
            except (tokenize.TokenError, SyntaxError, ValueError):
                continue
            print(json.dumps(judge(text.encode("utf-8"), "mutation")), file=f)
            count -= 1


def main(verb, *args):
    match verb:
        case "one":
            run_one(*args)
        case "tests":
            collect(args[0], args[1:])
        case "again":
            again(*args)
        case "mutations":
            mutations(args[0], int(args[1]), int(args[2]), list(functions()))
        case "samples":
            mutations(args[0], int(args[1]), int(args[2]), list(samples()))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
