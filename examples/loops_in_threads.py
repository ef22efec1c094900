"""A loop runs in one thread; other threads can run loops of their own."""
import asyncio


async def count(name, upto):
    total = 0
    for n in range(upto):
        total += n
        await asyncio.sleep(0)
    return name, total, asyncio.get_running_loop()


async def several(prefix):
    """All coroutines that one loop runs share it, and its thread."""
    return await asyncio.gather(*(count(f"{prefix}-{k}", 10 * k) for k in range(1, 4)))


async def main():
    here = await several("main")
    print("loops in main:", len({id(loop) for _, _, loop in here}))
    # asyncio.run in a thread makes a loop for that thread.
    groups = await asyncio.gather(*(asyncio.to_thread(asyncio.run, several(f"thread{k}")) for k in range(3)))
    for group in groups:
        print([(name, total) for name, total, _ in group])
        print("loops:", len({id(loop) for _, _, loop in group}), "the one of main:", group[0][2] is here[0][2])
    print("loops in all:", len({id(loop) for group in [here, *groups] for _, _, loop in group}))


asyncio.run(main())
