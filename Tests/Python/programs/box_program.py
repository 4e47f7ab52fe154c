"""A program for Box's SDK that uses everything of `client.chunked_uploads`.

Arguments: "box" or "libchunk" for whose object that is, the path of a file and of its next version, and a word that
the names of the files begin with. Prints, as JSON, what the program saw, without what differs from run to run.
"""

import base64
import datetime
import enum
import hashlib
import io
import json
import os
import sys
import urllib.request

from box_sdk_gen import BaseUrls, BoxAPIError, BoxClient, BoxDeveloperTokenAuth, BoxSDKError, UploadPart, UploadPartPlan

DIFFERENT = {"id", "part_id", "upload_session_id", "etag", "sequence_id"}
seen = []


def main(whose, path, changed, word):
    token = os.environ["BOX_ACCESS_TOKEN"]
    base_url, upload_url = os.environ["CHUNK_BASE_URL"], os.environ["CHUNK_UPLOAD_URL"]
    client = BoxClient(BoxDeveloperTokenAuth(token)).with_custom_base_urls(
        BaseUrls(base_url=base_url, upload_url=upload_url, oauth_2_url=base_url))
    if whose == "libchunk":
        import libchunk

        client.chunked_uploads = libchunk.ChunkedUploadsManager(
            base_url=base_url, upload_url=upload_url, state_dir=os.environ["CHUNK_STATE_DIR"],
            token_provider=lambda is_rejected: (
                client.auth.refresh_token() if is_rejected else client.auth.retrieve_token()).access_token)
    program(client.chunked_uploads, path, changed, word)
    print(json.dumps(seen, indent=1, sort_keys=True).replace(word, "WORD"))


def program(uploads, path, changed, word):
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        stored = uploads.upload_big_file(file, f"{word} one", size, "0")
    see("upload_big_file", stored)
    with open(path, "rb") as file:
        see("in memory", uploads.upload_big_file(
            file=io.BytesIO(file.read()), file_name=f"{word} two", file_size=size, parent_folder_id="0"))
    with open(changed, "rb") as file:
        see("version", uploads.upload_big_file_version(
            stored.id, file, os.path.getsize(changed), file_name=f"{word} three"))
    fault({"on": "create", "times": 2, "do": "status", "status": 503, "retry_after": 0})
    see("after a failure", uploads.create_file_upload_session("0", size, f"{word} failed"))
    fault({"on": "commit", "do": "status", "status": 202})
    with open(changed, "rb") as file:
        see("the same version", uploads.upload_big_file_version(stored.id, file, os.path.getsize(changed)))

    refused("taken", lambda: uploads.create_file_upload_session("0", size, f"{word} three"))
    refused("no folder", lambda: uploads.create_file_upload_session("404404", size, f"{word} four"))
    for by_url in (False, True):
        steps(uploads, path, f"{word} {by_url}", by_url)
        new_version(uploads, path, stored.id, by_url)


def fault(fault):
    """Tells the server how to answer."""
    request = urllib.request.Request(
        os.environ["CHUNK_BASE_URL"] + "/_emulator/faults", json.dumps([fault]).encode(), method="PUT")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).close()


def steps(uploads, path, name, by_url):
    """The steps of an upload, in the way of Box's own example."""
    size = os.path.getsize(path)
    session = uploads.create_file_upload_session("0", size, name, extra_headers={"X-Note": "x", "X-None": None})
    see("session", session)
    urls = session.session_endpoints
    parts, whole = [], hashlib.sha1()
    with open(path, "rb") as file:
        while piece := file.read(session.part_size):
            offset = sum(part.size for part in parts)
            digest = "sha=" + base64.b64encode(hashlib.sha1(piece).digest()).decode()
            content_range = f"bytes {offset}-{offset + len(piece) - 1}/{size}"
            if by_url:
                sent = uploads.upload_file_part_by_url(urls.upload_part, io.BytesIO(piece), digest, content_range)
            else:
                sent = uploads.upload_file_part(session.id, io.BytesIO(piece), digest, content_range)
            see("part", sent)
            parts.append(sent.part)
            whole.update(piece)
    digest = "sha=" + base64.b64encode(whole.digest()).decode()
    if by_url:
        see("status", uploads.get_file_upload_session_by_url(urls.status))
        see("list", uploads.get_file_upload_session_parts_by_url(urls.list_parts, offset=1, limit=2))
        fault({"on": "commit", "times": 3, "do": "accepted", "retry_after": 0})
        files = uploads.create_file_upload_session_commit_by_url(urls.commit, parts, digest)
    else:
        see("status", uploads.get_file_upload_session_by_id(session.id))
        see("list", uploads.get_file_upload_session_parts(session.id))
        # Parts may be Box's own objects as well.
        theirs = [
            UploadPart(part_id=part.part_id, offset=part.offset, size=part.size, sha_1=part.sha_1) for part in parts]
        files = uploads.create_file_upload_session_commit(session.id, theirs, digest, if_match=None)
    see("commit", files)
    see("its parent", files.entries[0].parent)
    seen.append(["raw", sorted(files.raw_data), files.raw_data["entries"][0]["sha1"]])


def new_version(uploads, path, file_id, by_url):
    """Plans a version, and throws its session away."""
    session = uploads.create_file_upload_session_for_existing_file(file_id, os.path.getsize(path))
    with open(path, "rb") as file:
        piece = file.read(session.part_size)
    parts = [
        UploadPartPlan(offset=0, size=len(piece), sha_512=hashlib.sha512(piece).hexdigest()),
        UploadPartPlan(offset=len(piece), size=len(piece), sha_512="0" * 128),
    ]
    if by_url:
        see("plan", uploads.create_file_upload_session_plan_by_url(session.session_endpoints.plan, parts))
        see("abort", uploads.delete_file_upload_session_by_url(session.session_endpoints.abort))
        refused("gone", lambda: uploads.get_file_upload_session_by_url(session.session_endpoints.status))
    else:
        see("plan", uploads.create_file_upload_session_plan(session.id, parts))
        see("abort", uploads.delete_file_upload_session_by_id(session.id))
        refused("gone", lambda: uploads.get_file_upload_session_by_id(session.id))


def refused(what, call):
    try:
        call()
    except BoxAPIError as error:
        answer = error.response_info
        seen.append([
            what, answer.status_code, answer.code, sorted(answer.context_info or []), bool(answer.request_id),
            answer.body["type"], error.name, isinstance(error, BoxSDKError)])


def see(what, value):
    seen.append([what, shown(value)])
    if hasattr(value, "to_dict"):
        seen.append([what + ", as a dictionary", sorted(value.to_dict())])


def shown(value, name=""):
    """What a program can see of a value: attributes, types, and what is the same in every run."""
    if isinstance(value, list):
        return [shown(one) for one in value]
    if hasattr(value, "to_dict"):
        attributes = {one: getattr(value, one) for one in vars(value) if not one.startswith("_")}
        return {one: shown(each, one) for one, each in attributes.items() if each is not None}
    if isinstance(value, datetime.datetime):
        return f"a time, {value.tzinfo}"
    if isinstance(value, enum.Enum):
        return ["a word", value.value, value == value.value, isinstance(value, str)]
    if name in DIFFERENT or str(value).startswith("http"):
        return type(value).__name__
    return value


main(*sys.argv[1:])
