"""Box's generated SDK (boxsdk 10), used as its users do: one action per run.

Arguments: the action and what it takes. Environment: BOX_TOKEN or, for some, BOX_CONFIG_FILE; and
CHUNK_BASE_URL with CHUNK_UPLOAD_URL unless Box's own hosts are meant. Prints the file that it makes as JSON,
and how long that took.
"""

import base64
import hashlib
import io
import json
import os
import sys
import time

from box_sdk_gen import (
    BaseUrls,
    BoxAPIError,
    BoxCCGAuth,
    BoxClient,
    BoxDeveloperTokenAuth,
    BoxJWTAuth,
    BoxOAuth,
    CCGConfig,
    JWTConfig,
    NetworkSession,
    OAuthConfig,
    UploadPartPlan,
)
from login import application, code_for, expire_tokens


def main():
    action, *arguments = sys.argv[1:]
    began = time.monotonic()
    file = ACTIONS[action](*arguments)
    if file is not None:
        facts = {
            "id": file.id, "name": file.name, "size": file.size, "sha1": file.sha_1,
            "seconds": time.monotonic() - began}
        print(json.dumps(facts))


def make_client(auth=None):
    client = BoxClient(auth or BoxDeveloperTokenAuth(os.environ["BOX_TOKEN"]))
    return client if "CHUNK_BASE_URL" not in os.environ else client.with_custom_base_urls(base_urls())


def base_urls():
    base_url = os.environ["CHUNK_BASE_URL"]
    return BaseUrls(
        base_url=base_url, upload_url=os.environ["CHUNK_UPLOAD_URL"],
        oauth_2_url=base_url + "/api/oauth2")


def upload(path, name):
    return upload_with(make_client(), path, name)


def upload_with_credentials(path, name):
    """The client gets its token itself, by client credentials."""
    config = CCGConfig(client_id="id", client_secret="secret", enterprise_id="1")
    return upload_with(make_client(BoxCCGAuth(config)), path, name)


def upload_as_application(path, name):
    client_id, client_secret = application()
    config = CCGConfig(client_id=client_id, client_secret=client_secret, enterprise_id="4711")
    return upload_with(make_client(BoxCCGAuth(config)), path, name)


def upload_with_assertion(path, name):
    """The client signs who it is with the application's key."""
    config = JWTConfig.from_config_file(os.environ["BOX_CONFIG_FILE"])
    return upload_with(make_client(BoxJWTAuth(config)), path, name)


def upload_downscoped(path, name):
    """The upload itself has a token that is good for uploading alone."""
    auth = BoxJWTAuth(JWTConfig.from_config_file(os.environ["BOX_CONFIG_FILE"]))
    token = auth.downscope_token(["item_upload"], network_session=NetworkSession(base_urls=base_urls()))
    client = make_client(BoxDeveloperTokenAuth(token.access_token))
    try:
        client.files.delete_file_by_id("1")
        require(False, "the token is good for uploading alone")
    except BoxAPIError as error:
        require(error.response_info.status_code == 403, "what is not in the scope is answered with 403")
    return upload_with(client, path, name)


def upload_after_login(path, name):
    """A user allows the application; then the token ends, and is renewed on the way."""
    client_id, client_secret = application()
    auth = BoxOAuth(OAuthConfig(client_id=client_id, client_secret=client_secret))
    client = make_client(auth)
    code = code_for(auth.get_authorize_url())
    auth.get_tokens_authorization_code_grant(
        code, network_session=NetworkSession(base_urls=base_urls()))
    expire_tokens()
    return upload_with(client, path, name)


def upload_with(client, path, name):
    with open(path, "rb") as file:
        return client.chunked_uploads.upload_big_file(file, name, os.path.getsize(path), "0")


def upload_version(file_id, path, name):
    with open(path, "rb") as file:
        return make_client().chunked_uploads.upload_big_file_version(
            file_id, file, os.path.getsize(path), file_name=name)


def steps_by_id(path, name):
    """Each operation of the session on its own, by the session's id."""
    uploads = make_client().chunked_uploads
    session = uploads.create_file_upload_session("0", os.path.getsize(path), name)
    steps = Steps(
        upload=lambda *part: uploads.upload_file_part(session.id, *part),
        list=lambda: uploads.get_file_upload_session_parts(session.id),
        get=lambda: uploads.get_file_upload_session_by_id(session.id),
        commit=lambda *parts: uploads.create_file_upload_session_commit(session.id, *parts),
        delete=lambda: uploads.delete_file_upload_session_by_id(session.id))
    return steps.run(session, path)


def steps_by_url(path, name):
    """The same by the URLs that the session came with."""
    uploads = make_client().chunked_uploads
    session = uploads.create_file_upload_session("0", os.path.getsize(path), name)
    urls = session.session_endpoints
    steps = Steps(
        upload=lambda *part: uploads.upload_file_part_by_url(urls.upload_part, *part),
        list=lambda: uploads.get_file_upload_session_parts_by_url(urls.list_parts),
        get=lambda: uploads.get_file_upload_session_by_url(urls.status),
        commit=lambda *parts: uploads.create_file_upload_session_commit_by_url(urls.commit, *parts),
        delete=lambda: uploads.delete_file_upload_session_by_url(urls.abort))
    return steps.run(session, path)


class Steps:
    """The way of Box's own test of these operations, by id or by URL."""

    def __init__(self, upload, list, get, commit, delete):
        self.upload, self.list, self.get = upload, list, get
        self.commit, self.delete = commit, delete

    def run(self, session, path):
        size = os.path.getsize(path)
        require(session.part_size * session.total_parts >= size, "the parts cover the file")
        require(session.num_parts_processed == 0, "a new session has no parts")
        parts, whole = [], hashlib.sha1()
        for offset, chunk in chunks_of(path, session.part_size):
            whole.update(chunk)
            parts.append(self.upload_part(offset, chunk, size))
        listed = self.list()
        require(listed.total_count == session.total_parts, "all parts are counted")
        sent = [part.sha_1 for part in parts]
        require([part.sha_1 for part in listed.entries] == sent, "the parts are listed in order")
        seen = self.get()
        require(seen.id == session.id, "the session is found")
        require(seen.num_parts_processed == session.total_parts, "the session counts its parts")
        committed = self.commit(parts, digest_header(whole))
        # Box's own tests delete a session after its commit, and that succeeds.
        self.delete()
        return committed.entries[0]

    def upload_part(self, offset, chunk, size):
        digest = hashlib.sha1(chunk)
        content_range = f"bytes {offset}-{offset + len(chunk) - 1}/{size}"
        part = self.upload(io.BytesIO(chunk), digest_header(digest), content_range).part
        facts = (part.offset, part.size, part.sha_1)
        require(facts == (offset, len(chunk), digest.hexdigest()), f"part at {offset} is as sent")
        return part


def plan(file_id, path):
    """A plan for a version with the file's own content finds every part."""
    uploads = make_client().chunked_uploads
    session = uploads.create_file_upload_session_for_existing_file(file_id, os.path.getsize(path))
    parts = [
        UploadPartPlan(offset=offset, size=len(chunk), sha_512=hashlib.sha512(chunk).hexdigest())
        for offset, chunk in chunks_of(path, session.part_size)
    ]
    for answer in (
        uploads.create_file_upload_session_plan_by_url(session.session_endpoints.plan, parts),
        uploads.create_file_upload_session_plan(session.id, parts),
    ):
        require(answer.upload_session_id == session.id, "the plan names the session")
        require(len(answer.hits) == session.total_parts, "every part is a hit")
        require(answer.misses == [], "no part is a miss")
        require(all(hit.part_id for hit in answer.hits), "every hit has a part id")
        asked = [part.sha_512 for part in parts]
        require([hit.sha_512 for hit in answer.hits] == asked, "the hits are in order")
    uploads.delete_file_upload_session_by_id(session.id)


def abort(path, name):
    """A session that is deleted with a part in it is gone, and leaves no file."""
    client = make_client()
    uploads = client.chunked_uploads
    size = os.path.getsize(path)
    session = uploads.create_file_upload_session("0", size, name)
    steps = Steps(lambda *part: uploads.upload_file_part(session.id, *part), *[None] * 4)
    offset, chunk = next(chunks_of(path, session.part_size))
    steps.upload_part(offset, chunk, size)
    uploads.delete_file_upload_session_by_id(session.id)
    try:
        uploads.get_file_upload_session_by_id(session.id)
        require(False, "a deleted session is not found")
    except BoxAPIError as error:
        require(error.response_info.status_code == 404, "a deleted session is answered with 404")
    names = [item.name for item in client.folders.get_folder_items("0").entries]
    require(name not in names, "a deleted session leaves no file")


def chunks_of(path, part_size):
    with open(path, "rb") as file:
        offset = 0
        while chunk := file.read(part_size):
            yield offset, chunk
            offset += len(chunk)


def digest_header(digest):
    return "sha=" + base64.b64encode(digest.digest()).decode()


def require(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


ACTIONS = {
    "upload": upload,
    "upload-with-credentials": upload_with_credentials,
    "upload-as-application": upload_as_application,
    "upload-with-assertion": upload_with_assertion,
    "upload-downscoped": upload_downscoped,
    "upload-after-login": upload_after_login,
    "upload-version": upload_version,
    "steps-by-id": steps_by_id,
    "steps-by-url": steps_by_url,
    "plan": plan,
    "abort": abort,
}

main()
