"""Retrying with exponential backoff, written as a decorator."""
import asyncio
import functools


class Flaky(Exception):
    def __init__(self, attempt):
        super().__init__(f"attempt {attempt} failed")
        self.attempt = attempt


def retry(times, base=0.01, factor=2):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            delay = base
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except Flaky as error:
                    print(f"{function.__name__}: {error}; waiting {delay:.2f}")
                    if attempt == times:
                        raise
                    await asyncio.sleep(delay)
                    delay *= factor
        return wrapper
    return decorate


calls = 0


@retry(times=4)
async def unreliable(threshold, *, label="x"):
    """Works in the end."""
    global calls
    calls += 1
    if calls < threshold:
        raise Flaky(calls)
    return f"{label} after {calls}"


async def main():
    print(await unreliable(3, label="done"))
    print(unreliable.__name__, "-", unreliable.__doc__)
    try:
        await unreliable(100)
    except Flaky as error:
        print("gave up:", error.attempt, error)


asyncio.run(main())
