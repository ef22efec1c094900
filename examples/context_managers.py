"""Async context managers, by class and by decorator."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, value, traceback):
        await asyncio.sleep(0)
        print("close", self.name, kind.__name__ if kind else None)
        return kind is KeyError

    async def query(self, text):
        await asyncio.sleep(0)
        return f"{self.name}:{text}"


@asynccontextmanager
async def transaction(connection):
    print("begin")
    try:
        yield connection
    except ValueError as error:
        print("rollback because of", error)
        raise
    else:
        print("commit")


@contextmanager
def indented(title):
    print(f"<{title}>")
    yield title.upper()
    print(f"</{title}>")


async def main():
    async with Connection("db") as db, transaction(db) as t:
        print(await t.query("select 1"))
    async with Connection("db2"):
        raise KeyError("swallowed")
    with suppress(ValueError):
        async with transaction(Connection("db3")):
            raise ValueError("bad row")
    with indented("p") as upper:
        print(upper)
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(Connection(f"c{k}")) for k in range(3)]
        stack.callback(print, "callback")
        print([c.name for c in names])


asyncio.run(main())
