"""Async generators, comprehensions over them, and their clean-up."""
import asyncio


async def ticker(count, delay=0.001):
    try:
        for k in range(count):
            await asyncio.sleep(delay)
            yield k
    finally:
        print(f"ticker({count}) closed")


async def only(source, keep):
    async for item in source:
        if keep(item):
            yield item


async def main():
    print([x async for x in ticker(4)])
    print({x: x * x async for x in only(ticker(6), lambda n: n % 2 == 0)})
    print(sum([x async for x in ticker(5) if x > 1]))
    print([y for x in [ticker(2), ticker(3)] async for y in x])
    pairs = ((a, b) async for a in ticker(2) for b in "uv")
    print([p async for p in pairs])
    source = ticker(10)
    async for item in source:
        if item == 2:
            break
    await source.aclose()
    try:
        await source.__anext__()
    except StopAsyncIteration:
        print("nothing more")


asyncio.run(main())
