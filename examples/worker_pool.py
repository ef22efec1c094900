"""A pool of workers that take jobs until a sentinel tells them to go home."""
import asyncio


class Pool:
    def __init__(self, size):
        self.size = size
        self.jobs = asyncio.Queue()
        self.results = {}

    async def worker(self, number):
        done = 0
        while (job := await self.jobs.get()) is not None:
            key, value = job
            await asyncio.sleep(value / 1000)
            self.results[key] = value ** 2
            done += 1
        return number, done

    async def run(self, items):
        for item in items:
            self.jobs.put_nowait(item)
        for _ in range(self.size):
            self.jobs.put_nowait(None)
        return await asyncio.gather(*[self.worker(n) for n in range(self.size)])


async def main():
    pool = Pool(3)
    counts = await pool.run([(f"job{k}", (k * 7) % 5 + 1) for k in range(10)])
    print("jobs by worker:", counts)
    for key in sorted(pool.results):
        print(key, pool.results[key])


asyncio.run(main())
