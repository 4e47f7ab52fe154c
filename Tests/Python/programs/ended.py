"""Ends in the middle of an upload, in some way. Arguments: the path and the way."""

import asyncio
import gc
import os
import sys
import threading

import common

path, way = sys.argv[1:]
manager = common.manager()


def started(source=path, **options):
    """An upload that has sent something."""
    upload = manager.start_upload(source, "stored.bin", os.path.getsize(path), **options)
    next(iter(upload.events()))
    return upload


if way == "end":
    upload = started()
elif way == "memory":
    with open(path, "rb") as file:
        upload = started(file.read())
elif way == "reader":
    upload = started(type("Source", (), {"read": open(path, "rb").read})())
elif way == "manager-first":
    upload = started()
    del manager
    gc.collect()
    del upload
    gc.collect()
elif way == "upload-first":
    upload = started()
    del upload
    gc.collect()
    del manager
elif way == "events-last":
    upload = started()
    events = iter(upload.events())
    del upload, manager
    gc.collect()
    next(events)
elif way == "cycle":
    upload = started()
    upload.itself, upload.manager = upload, manager
    del upload, manager
    gc.collect()
elif way == "raise":
    upload = started()
    sys.stderr = open(os.devnull, "w")
    raise SystemExit(0)
elif way == "daemon":
    threading.Thread(target=lambda: manager.upload_big_file(path), daemon=True).start()
    upload = started()
elif way == "asyncio":
    async def main():
        task = asyncio.ensure_future(common.manager(common.libchunk.AsyncChunkedUploadsManager).upload_big_file(path))
        await asyncio.sleep(0.5)
        assert not task.done()

    asyncio.run(main())
elif way == "os-exit":
    upload = started()
    print("ended", flush=True)
    os._exit(0)
print("ended")
