"""A manager for the server that the test has started."""

import os

import libchunk


def manager(kind=libchunk.ChunkedUploadsManager, **more):
    return kind(
        access_token=os.environ["BOX_ACCESS_TOKEN"], base_url=os.environ["CHUNK_BASE_URL"],
        upload_url=os.environ["CHUNK_UPLOAD_URL"], state_dir=os.environ["CHUNK_STATE_DIR"], **more)
