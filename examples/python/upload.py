#!/usr/bin/env python3
"""Uploads a big file to Box and shows how far it is. Ctrl-C stops it; the same command goes on.

    export BOX_ACCESS_TOKEN=…    # or BOX_CONFIG_FILE, the JSON of an app that signs for its tokens with a key
    python3 upload.py disk.img [FOLDER_ID]

CHUNK_BASE_URL and CHUNK_UPLOAD_URL name another server than Box's, such as the local one of this project.
"""

import os
import sys
import time
from typing import Optional

import libchunk


class Bar:
    """A line on the terminal that is written again and again."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.sent_before: Optional[int] = None

    def show(self, progress: libchunk.Progress) -> None:
        if self.sent_before is None:
            self.sent_before = progress.acknowledged
        seconds = max(time.monotonic() - self.began, 0.001)
        rate = (progress.acknowledged - self.sent_before) / seconds
        filled = int(progress.fraction * 30)
        print(
            f"\r{progress.fraction:4.0%} [{'=' * filled:30}] {progress.acknowledged / 1e6:,.0f} of "
            f"{progress.total / 1e6:,.0f} MB, {rate / 1e6:.1f} MB/s ", end="", file=sys.stderr, flush=True)


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    path, folder = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "0"
    if not {"BOX_ACCESS_TOKEN", "BOX_CONFIG_FILE"} & os.environ.keys():
        sys.exit("set BOX_ACCESS_TOKEN, or BOX_CONFIG_FILE")
    uploads = libchunk.ChunkedUploadsManager(
        access_token=os.environ.get("BOX_ACCESS_TOKEN"), jwt_config_file=os.environ.get("BOX_CONFIG_FILE"),
        base_url=os.environ.get("CHUNK_BASE_URL"), upload_url=os.environ.get("CHUNK_UPLOAD_URL"))
    try:
        file = uploads.upload_big_file(path, parent_folder_id=folder, on_progress=Bar().show)
    except KeyboardInterrupt:
        sys.exit(f"\nStopped. To go on: {' '.join([sys.executable, *sys.argv])}")
    except libchunk.ChunkError as error:
        sys.exit(f"\n{error}")
    print(f"\n{file.name} is file {file.id}, SHA-1 {file.sha_1}")


main()
