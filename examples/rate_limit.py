"""At most three at a time: a Semaphore, and a count of who is inside."""
import asyncio

inside = 0
peak = 0


async def fetch(number, limit):
    global inside, peak
    async with limit:
        inside += 1
        peak = max(peak, inside)
        await asyncio.sleep(0.01 + 0.02 * (number % 4))
        inside -= 1
    return number


async def main():
    limit = asyncio.Semaphore(3)
    jobs = [asyncio.create_task(fetch(number, limit)) for number in range(10)]
    done = []
    for job in asyncio.as_completed(jobs):
        done.append(await job)
    print("order:", done)
    print("peak:", peak, "inside:", inside)


asyncio.run(main())
