"""Producers and consumers around a bounded asyncio.Queue."""
import asyncio
import random


async def produce(name, queue, count):
    for k in range(count):
        item = random.randrange(100)
        await asyncio.sleep(random.random() / 100)
        await queue.put((name, k, item))
        print(f"producer {name} added {item}")


async def consume(name, queue, seen):
    while True:
        owner, k, item = await queue.get()
        try:
            await asyncio.sleep(0.001)
            seen.append((owner, k, item * item))
        finally:
            queue.task_done()


async def main():
    random.seed(7)
    queue = asyncio.Queue(maxsize=3)
    seen = []
    producers = [asyncio.create_task(produce(n, queue, 4)) for n in "xy"]
    consumers = [asyncio.create_task(consume(n, queue, seen)) for n in range(2)]
    await asyncio.gather(*producers)
    await queue.join()
    for c in consumers:
        c.cancel()
    results = await asyncio.gather(*consumers, return_exceptions=True)
    print(sorted(seen))
    print([type(r).__name__ for r in results])


asyncio.run(main())
