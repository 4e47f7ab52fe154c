"""A user's part of a login: the browser that is sent to Box and comes back with a code."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request


def application():
    """The application's id and secret, from its configuration file."""
    with open(os.environ["BOX_CONFIG_FILE"]) as file:
        settings = json.load(file)["boxAppSettings"]
    return settings["clientID"], settings["clientSecret"]


def code_for(url):
    """Goes to the URL where the user allows the application, at the emulator in place of Box, and gives the
    code that the answer leads back with."""
    asked = urllib.parse.urlsplit(url)
    here = os.environ["CHUNK_AUTHORIZE_URL"] + "?" + asked.query
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        opener.open(here).close()
    except urllib.error.HTTPError as answer:
        back = urllib.parse.urlsplit(answer.headers["Location"])
        return urllib.parse.parse_qs(back.query)["code"][0]
    raise SystemExit("not so: the user is led back")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def expire_tokens():
    """Ends the tokens that the emulator has given."""
    url = os.environ["CHUNK_BASE_URL"] + "/_emulator/tokens"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open(urllib.request.Request(url, method="DELETE")).close()
