"""Record what CPython does with the programs of the corpus: `make oracle`.

Usage: record.py [NAME ...]      run with CPython 3.13.0

For every testdata/*.txtar, and for every program of examples/ and bench/ with an
archive under testdata/examples or testdata/bench (made here when there is none),
the sections want.out, want.err and want.status are rewritten. A program that is
meant to be refused (it has want.diag) is left alone, and so is one whose prose
says "Recorded by:", which names another script.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LIBRARY_FRAME = re.compile(
    rb'(?m)^([ |]*)  File "' + re.escape(str(pathlib.Path(re.__file__).parents[1]).encode())
    + rb'/.*\n(?:\1    .*\n)*')
MARKER = re.compile(rb"^-- (.+?) --\n", re.M)


def parse(data):
    """The comment and the [name, content] sections of a txtar archive."""
    parts = MARKER.split(data)
    sections = [[parts[i].decode(), parts[i + 1]] for i in range(1, len(parts), 2)]
    return parts[0], sections


def find(sections, name):
    for section in sections:
        if section[0] == name:
            return section[1]
    return None


def put(sections, name, content):
    """Set a section, keeping its place; None takes it out."""
    for i, section in enumerate(sections):
        if section[0] == name:
            if content is None:
                del sections[i]
            else:
                section[1] = content
            return
    if content is not None:
        sections.append([name, content])


def record(archive, name, source):
    comment, sections = parse(archive.read_bytes()) if archive.exists() else (b"", [])
    if find(sections, "want.diag") is not None or b"Recorded by:" in comment:
        return
    if source is None:
        source = find(sections, "in.py")
    arguments = (find(sections, "args") or b"").decode().splitlines()
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / f"{name}.py"
        program.write_bytes(source)
        done = subprocess.run(
            [sys.executable, str(program), *arguments],
            input=find(sections, "stdin") or b"", capture_output=True, cwd=folder, timeout=120,
            env={"PYTHONHASHSEED": "0", "TZ": "UTC", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        prefix = str(program.parent).encode() + b"/"
    out = done.stdout.replace(prefix, b"")
    err = done.stderr.replace(prefix, b"")
    # The filter of deprecations is a setting of CPython, not of the program.
    err = re.sub(rb"(?m)^\S+:\d+: DeprecationWarning: .*\n  .*\n", b"", err)
    # Frames of asyncio and its like: the runtime shows the program's own.
    err = LIBRARY_FRAME.sub(b"", err)
    for text in (out, err):
        if text and not text.endswith(b"\n"):
            raise SystemExit(f"{name}: what it prints must end with a newline")
    put(sections, "want.out", out)
    put(sections, "want.err", err or None)
    put(sections, "want.status", f"{done.returncode}\n".encode() if done.returncode else None)
    text = comment + b"".join(b"-- " + n.encode() + b" --\n" + c for n, c in sections)
    if not archive.exists() or archive.read_bytes() != text:
        archive.parent.mkdir(parents=True, exist_ok=True)
        archive.write_bytes(text)
        print("recorded", archive.relative_to(ROOT))


def main(names):
    if sys.version_info[:3] != (3, 13, 0):
        raise SystemExit(f"the oracle is CPython 3.13.0, this is {sys.version.split()[0]}")
    for archive in sorted((HERE / "testdata").glob("*.txtar")):
        if not names or archive.stem in names:
            record(archive, archive.stem, None)
    for folder in ("examples", "bench"):
        for program in sorted((ROOT / folder).glob("*.py")):
            if program.name in ("measure.py", "run_uvloop.py"):
                continue
            if b"import aiohttp" in program.read_bytes():
                continue  # needs a server: recorded by the tests of aiohttp
            if not names or program.stem in names:
                record(HERE / "testdata" / folder / f"{program.stem}.txtar", program.stem, program.read_bytes())


if __name__ == "__main__":
    main(sys.argv[1:])
