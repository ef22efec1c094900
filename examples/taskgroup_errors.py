"""A TaskGroup: one failure cancels the others, and all errors come together."""
import asyncio

stopped = []


async def work(n):
    try:
        await asyncio.sleep(n / 100)
        if n % 2:
            raise ValueError(f"job {n} failed")
        return n
    except asyncio.CancelledError:
        stopped.append(n)
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        good = [group.create_task(work(n)) for n in (0, 2)]
    print([t.result() for t in good])

    try:
        async with asyncio.TaskGroup() as group:
            for n in (3, 1, 4, 6):
                group.create_task(work(n))
            group.create_task(asyncio.sleep(5))
    except ExceptionGroup as error:
        print(error.message, [repr(e) for e in error.exceptions])
    print("stopped in time:", sorted(stopped))


asyncio.run(main())
