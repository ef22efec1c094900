"""Blocking work goes to threads, while the loop goes on."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(n):
    time.sleep(0.01 * n)
    return n * 10


async def main():
    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    print(await asyncio.to_thread(blocking, 2))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 1))
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [loop.run_in_executor(pool, blocking, k) for k in range(4)]
        print(await asyncio.gather(*jobs))
    ticking.cancel()
    print(ticks > 1)

    def fails():
        raise OSError("from the thread")

    try:
        await asyncio.to_thread(fails)
    except OSError as error:
        print("caught:", error)


asyncio.run(main())
