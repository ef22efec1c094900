"""Lock, Event, Condition, BoundedSemaphore and Barrier."""
import asyncio


async def locked(name, lock, log):
    async with lock:
        log.append(f"{name}+")
        await asyncio.sleep(0.001)
        log.append(f"{name}-")


async def consumer(name, condition, items):
    async with condition:
        await condition.wait_for(lambda: items)
        print(name, "takes", items.pop(0))


async def at_barrier(name, barrier):
    await asyncio.sleep(name / 1000)
    position = await barrier.wait()
    return name, position


async def main():
    log = []
    lock = asyncio.Lock()
    await asyncio.gather(*(locked(n, lock, log) for n in "abc"))
    print(" ".join(log), lock.locked())

    event = asyncio.Event()
    waiters = [asyncio.create_task(event.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    print(await asyncio.gather(*waiters))

    condition, items = asyncio.Condition(), []
    consumers = [asyncio.create_task(consumer(n, condition, items)) for n in "xy"]
    for k in range(2):
        await asyncio.sleep(0)
        async with condition:
            items.append(k)
            condition.notify()
    await asyncio.gather(*consumers)

    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print("ValueError:", error)

    barrier = asyncio.Barrier(3)
    print(await asyncio.gather(*(at_barrier(n, barrier) for n in (3, 1, 2))))


asyncio.run(main())
