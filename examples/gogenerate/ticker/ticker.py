import asyncio


async def tick(name, times):
    for n in range(1, times + 1):
        await asyncio.sleep(0)
        print(name, n)


async def main():
    await asyncio.gather(tick("tick", 3), tick("tock", 2))


asyncio.run(main())
