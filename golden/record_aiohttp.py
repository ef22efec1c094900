"""Record what aiohttp 3.8.4 on CPython does with the programs that use aiohttp.

Usage: record_aiohttp.py [NAME ...]

For every testdata/aiohttp/*.txtar, whose program is its in.py, or
examples/NAME.py or the like where it says so (a section "program"), the section
want.out is rewritten, and want.status. Each program runs with /usr/bin/python3
(Debian's python3-aiohttp) against a fresh server of golden/aiohttpserver, to
which the names of ConnectTo lead as PY2GOASYNC_CONNECT_TO leads the translated
program.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from record import find, parse, put

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHON = "/usr/bin/python3"

# What PY2GOASYNC_CONNECT_TO does, for CPython: names are looked up in the rules.
SHIM = """
import os, runpy, sys
import aiohttp.connector

rules = {}
for rule in os.environ["PY2GOASYNC_CONNECT_TO"].split(","):
    host, port, to, to_port = rule.split(":")
    rules[host, int(port)] = to, int(to_port)
resolve = aiohttp.connector.TCPConnector._resolve_host

async def resolve_host(self, host, port, traces=None):
    hosts = await resolve(self, *rules.get((host, port), (host, port)), traces)
    return [dict(h, hostname=host) for h in hosts]

aiohttp.connector.TCPConnector._resolve_host = resolve_host
sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def build_server(folder):
    server = os.path.join(folder, "server")
    subprocess.run(["go", "build", "-o", server, "./golden/aiohttpserver/cmd"], cwd=ROOT, check=True)
    return server


def run(server, program, arguments, stdin=b""):
    """Run a program on CPython against a server of its own."""
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
        [server], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        about = json.loads(process.stdout.readline())
        authority = pathlib.Path(folder) / "ca.pem"
        authority.write_text(about["ca"])
        try:
            return subprocess.run(
                [PYTHON, "-W", "ignore", "-c", SHIM, str(program), *arguments],
                input=stdin, capture_output=True, cwd=folder, timeout=120,
                env={
                    "PY2GOASYNC_CONNECT_TO": about["connect_to"], "SSL_CERT_FILE": str(authority), "TZ": "UTC",
                    "BENCH_HTTP_URL": "http://server.test",
                    "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
                },
            )
        finally:
            process.stdin.close()
            process.wait()


def record(server, archive):
    comment, sections = parse(archive.read_bytes())
    arguments = (find(sections, "args") or b"").decode().splitlines()
    source = find(sections, "in.py")
    if source is None:
        source = (ROOT / find(sections, "program").decode().strip()).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / f"{archive.stem}.py"
        program.write_bytes(source)
        done = run(server, program, arguments)
    if done.returncode:
        sys.stderr.buffer.write(done.stderr)
    put(sections, "want.out", done.stdout)
    put(sections, "want.status", f"{done.returncode}\n".encode() if done.returncode else None)
    text = comment + b"".join(b"-- " + n.encode() + b" --\n" + c for n, c in sections)
    if archive.read_bytes() != text:
        archive.write_bytes(text)
        print("recorded", archive.relative_to(ROOT))


def main(names):
    version = subprocess.run(
        [PYTHON, "-c", "import aiohttp; print(aiohttp.__version__)"], capture_output=True, text=True
    ).stdout.strip()
    if version != "3.8.4":
        raise SystemExit(f"the oracle is aiohttp 3.8.4 for {PYTHON}, this is {version or 'none'}")
    with tempfile.TemporaryDirectory() as folder:
        server = build_server(folder)
        for archive in sorted((HERE / "testdata" / "aiohttp").glob("*.txtar")):
            if not names or archive.stem in names:
                record(server, archive)


if __name__ == "__main__":
    main(sys.argv[1:])
