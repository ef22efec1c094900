"""Closures and decorators on async functions: timing, caching, registering."""
import asyncio
import functools

registry = {}


def register(name):
    def inner(function):
        registry[name] = function
        return function
    return inner


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        shown = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        print(f"-> {function.__name__}({shown})")
        result = await function(*args, **kwargs)
        print(f"<- {result!r}")
        return result
    return wrapper


def async_cache(function):
    cache = {}

    @functools.wraps(function)
    async def wrapper(*key):
        if key not in cache:
            cache[key] = await function(*key)
        return cache[key]

    wrapper.cache = cache
    return wrapper


@register("add")
@logged
async def add(a, b=10):
    await asyncio.sleep(0)
    return a + b


@async_cache
async def slow_square(n):
    print("computing", n)
    await asyncio.sleep(0.001)
    return n * n


def make_counter(start=0):
    count = start

    async def step(by=1):
        nonlocal count
        await asyncio.sleep(0)
        count += by
        return count

    def peek():
        return count

    return step, peek


async def main():
    print(await registry["add"](1, b=2))
    print(await registry["add"](5))
    print([await slow_square(n) for n in (3, 4, 3, 4)], slow_square.cache)
    step, peek = make_counter(100)
    await asyncio.gather(*(step(k) for k in range(5)))
    print(peek())


asyncio.run(main())
