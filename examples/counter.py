"""Three counters share one loop; each gives way after every number."""
import asyncio


async def counter(name, upto):
    for i in range(1, upto + 1):
        print(f"{name}: {i}")
        await asyncio.sleep(0)
    return upto * (upto + 1) // 2


async def main():
    sums = await asyncio.gather(counter("a", 3), counter("b", 2), counter("c", 4))
    print("sums:", sums)


asyncio.run(main())
