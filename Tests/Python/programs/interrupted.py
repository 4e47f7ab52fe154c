"""Uploads by one blocking call; what Ctrl-C did is told, and the same call made again.

Arguments: the path, and "path" or "read" for what is given to the call.
"""

import sys
import time

import common


class Source:
    """Something that only has read()."""

    def __init__(self, path):
        self.read = open(path, "rb").read


path, kind = sys.argv[1:]


def upload(**options):
    source = path if kind == "path" else Source(path)
    return common.manager().upload_big_file(source, "stored.bin", 20_000_000, parallel=1, **options)


def report(event):
    if event.name == "session_opened":
        print("session", event.data["id"], flush=True)
    if event.name == "part_acknowledged":
        print("part", flush=True)


try:
    upload(on_event=report)
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
sys.stdin.readline()
sessions = []
file = upload(on_event=lambda event: event.name == "session_opened" and sessions.append(event.data))
print(sessions[0]["id"], sessions[0]["is_continued"], file.sha_1)
