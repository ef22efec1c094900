"""A task runs in the background: its maker goes on, and asks for the result later."""
import asyncio


async def download(name, steps):
    for step in range(1, steps + 1):
        await asyncio.sleep(0)
        print(f"  {name}: {step} of {steps}")
    return f"{name} is here"


async def main():
    task = asyncio.create_task(download("atlas", 3), name="download-atlas")
    print(task.get_name(), "is scheduled, done:", task.done())
    for page in range(1, 3):
        print("reading page", page)
        await asyncio.sleep(0)
    print("done:", task.done())
    print(await task)
    print("done:", task.done(), task.result())
    # Nobody waits for this one: it tells by itself that it is finished.
    finished = asyncio.Event()
    other = asyncio.create_task(download("index", 1))
    other.add_done_callback(lambda t: (print("callback:", t.result()), finished.set()))
    await finished.wait()


asyncio.run(main())
