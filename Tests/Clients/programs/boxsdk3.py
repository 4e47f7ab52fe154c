"""Box's older SDK (boxsdk 3), used as its users do: one action per run.

Arguments: the action and what it takes. Environment: BOX_TOKEN or, for some, BOX_CONFIG_FILE; and
CHUNK_BASE_URL with CHUNK_UPLOAD_URL unless Box's own hosts are meant. Prints the resulting file as JSON.
"""

import json
import os
import sys

from boxsdk import BoxAPIException, Client, JWTAuth, OAuth2
from boxsdk.config import API
from login import application, code_for, expire_tokens


def main():
    action, *arguments = sys.argv[1:]
    file = ACTIONS[action](*arguments)
    if file is not None:
        facts = {"id": file.id, "name": file.name, "size": file.size, "sha1": file.sha1}
        print(json.dumps(facts))


def set_urls():
    base_url = os.environ.get("CHUNK_BASE_URL")
    if base_url is not None:
        API.BASE_API_URL = base_url + "/2.0"
        API.UPLOAD_URL = os.environ["CHUNK_UPLOAD_URL"] + "/2.0"
        API.OAUTH2_API_URL = base_url + "/oauth2"


def make_client(auth=None):
    set_urls()
    return Client(auth or OAuth2(client_id="", client_secret="", access_token=os.environ["BOX_TOKEN"]))


def upload(path, name, auth=None):
    """Five parts at a time, which is the uploader's default."""
    return make_client(auth).folder("0").get_chunked_uploader(path, file_name=name).start()


def upload_with_assertion(path, name):
    """The client signs who it is with the application's key."""
    set_urls()
    return upload(path, name, JWTAuth.from_settings_file(os.environ["BOX_CONFIG_FILE"]))


def upload_after_login(path, name):
    """A user allows the application; then the token ends, and is renewed on the way."""
    set_urls()
    client_id, client_secret = application()
    auth = OAuth2(client_id=client_id, client_secret=client_secret)
    url, _ = auth.get_authorization_url("http://127.0.0.1:8000/")
    auth.authenticate(code_for(url))
    expire_tokens()
    return upload(path, name, auth)


def upload_version(file_id, path):
    return make_client().file(file_id).get_chunked_uploader(path).start()


def abort(path, name):
    """A session that is aborted with a part in it is gone."""
    session = make_client().folder("0").create_upload_session(os.path.getsize(path), name)
    with open(path, "rb") as file:
        part = session.upload_part_bytes(file.read(session.part_size), 0, os.path.getsize(path))
    listed = list(session.get_parts())
    require(listed == [part], "the part is listed")
    require(session.get().num_parts_processed == 1, "the session counts its part")
    require(session.abort(), "the session is aborted")
    try:
        session.get()
        require(False, "an aborted session is not found")
    except BoxAPIException as error:
        require(error.status == 404, "an aborted session is answered with 404")


def require(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


ACTIONS = {
    "upload": upload,
    "upload-with-assertion": upload_with_assertion,
    "upload-after-login": upload_after_login,
    "upload-version": upload_version,
    "abort": abort,
}

main()
