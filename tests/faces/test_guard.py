"""The door: one link lets one browser in; without the cookie nothing answers, whatever is asked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.trials.door import odd_cookies
from tracker.door import keys, wire
from tracker.door.guard import Guard
from tracker.door.keys import Keys
from tracker.door.pages import content_policy
from tracker.errors import Refused
from tracker.launch import CONFIG

PORT = 8599
HERE = f"127.0.0.1:{PORT}"


class Inside:
    """An application that must not be reached without the cookie."""

    def __init__(self):
        self.reached = []

    async def __call__(self, scope, receive, send):
        self.reached.append(scope["path"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-inside", b"1")]})
        await send({"type": "http.response.body", "body": b"inside"})


@pytest.fixture
def house():
    inside, door = Inside(), Keys(PORT)
    return inside, door, Guard(inside, door, "default-src 'self'")


def ask(guard, path="/", *, query="", kind="http", method="GET", **headers):
    """One request; gives (status or message type, headers, body)."""
    sent = []
    named = {"host": HERE, **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": kind, "path": path, "method": method, "query_string": query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in named.items() if v is not None],
    }  # fmt: skip

    async def receive():
        return {"type": f"{kind}.connect"}

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # a browser test in this process keeps a loop of its own running
        apart.submit(asyncio.run, guard(scope, receive, send)).result()
    if kind == "websocket":
        return sent[0]["type"], sent
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(m.get("body", b"") for m in sent[1:])


def token_of(door):
    return door.link().partition("?token=")[2]


def let_in(guard, door):
    """The cookie that a swap gives."""
    status, headers, _ = ask(guard, query=f"token={token_of(door)}")
    assert status == 303
    return headers["set-cookie"].partition(";")[0]


PATHS = ("/", "/import", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/static/js/index.js",
         "/media/x", "/app/static/icon.png", "/_stcore/upload_file/a/b", "/_stcore/agent/openapi.json")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS"])
def test_without_the_cookie_every_path_answers_403(house, path, method):
    inside, _door, guard = house
    status, headers, _ = ask(guard, path, method=method)
    assert status == 403
    assert headers["content-security-policy"] == "default-src 'self'"
    assert inside.reached == []


def test_the_websocket_is_closed_before_it_is_accepted(house):
    inside, door, guard = house
    for headers in ({}, {"cookie": f"{door.cookie}=wrong"}, {"origin": f"http://{HERE}"}):
        kind, sent = ask(guard, "/_stcore/stream", kind="websocket", **headers)
        assert kind == "websocket.close"
        assert len(sent) == 1
    assert inside.reached == []


def test_the_link_gives_a_cookie_that_scripts_and_other_sites_cannot_use(house):
    _inside, door, guard = house
    status, headers, body = ask(guard, query=f"token={token_of(door)}")
    assert status == 303
    assert headers["location"] == "/"
    assert body == b""
    name, *flags = [part.strip() for part in headers["set-cookie"].split(";")]
    assert name.startswith(f"tracker_{PORT}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(flags)
    assert token_of(door) not in headers["set-cookie"]


def test_the_cookie_opens_every_path_and_the_websocket(house):
    inside, door, guard = house
    cookie = let_in(guard, door)
    status, headers, body = ask(guard, "/import", cookie=f"other=1; {cookie}")
    assert (status, body) == (200, b"inside")
    assert headers["x-frame-options"] == "DENY"
    assert (
        ask(guard, "/_stcore/stream", kind="websocket", cookie=cookie, origin=f"http://{HERE}")[0] == "websocket.accept"
    )
    assert inside.reached == ["/import", "/_stcore/stream"]


def test_a_link_used_twice_lets_neither_in(house, capsys):
    inside, door, guard = house
    used = token_of(door)
    cookie = let_in(guard, door)
    status, headers, body = ask(guard, query=f"token={used}")
    assert status == 403
    assert "set-cookie" not in headers
    assert b"opened twice" in body
    assert ask(guard, "/import", cookie=cookie)[0] == 403
    assert inside.reached == []
    said = capsys.readouterr().out
    assert "second time" in said
    assert door.link() in said
    assert ask(guard, query=f"token={used}")[0] == 403  # a third time changes nothing
    let_in(guard, door)


def test_a_link_is_good_for_ten_minutes(capsys):
    now = [0.0]
    door = Keys(PORT, clock=lambda: now[0])
    guard = Guard(Inside(), door, "default-src 'self'")
    late = token_of(door)
    now[0] = keys.LINK_LIFE
    status, headers, _ = ask(guard, query=f"token={late}")
    assert status == 403
    assert "set-cookie" not in headers
    assert door.link() in capsys.readouterr().out
    let_in(guard, door)


def test_a_browser_is_sent_to_the_runs_own_host_name_and_the_link_is_not_used_up_before(house):
    _inside, door, guard = house
    token = token_of(door)
    status, headers, body = ask(guard, query=f"token={token}", sec_fetch_mode="navigate")
    assert status == 200
    assert "set-cookie" not in headers
    assert f'data-named="{door.named}"'.encode() in body
    assert f"connect-src {door.named};" in headers["content-security-policy"]
    named = f"{door.named_host}:{PORT}"
    status, headers, _ = ask(guard, "/here", host=named, sec_fetch_mode="no-cors")
    assert (status, headers["cross-origin-resource-policy"]) == (204, "cross-origin")
    status, headers, _ = ask(guard, query=f"token={token}", host=named, sec_fetch_mode="navigate")
    assert status == 303
    assert headers["set-cookie"].startswith(door.cookie)


def test_a_browser_that_does_not_know_the_name_comes_in_by_the_plain_address(house):
    inside, door, guard = house
    status, headers, _ = ask(guard, query=f"token={token_of(door)}&here=1", sec_fetch_mode="navigate")
    assert status == 303
    cookie = headers["set-cookie"].partition(";")[0]
    assert ask(guard, "/log", cookie=cookie, sec_fetch_mode="navigate")[0] == 200
    assert inside.reached == ["/log"]


def test_a_cookie_is_good_only_under_the_host_that_it_was_given_for(house):
    inside, door, guard = house
    cookie = let_in(guard, door)
    for host in (f"localhost:{PORT}", f"{door.named_host}:{PORT}"):
        assert ask(guard, "/log", host=host, cookie=cookie)[0] == 403
    assert Keys(PORT).named_host != door.named_host
    assert inside.reached == []


def test_a_window_that_was_ended_is_out_and_the_others_stay(house):
    inside, door, guard = house
    first = let_in(guard, door)
    door.knock()
    second = let_in(guard, door)
    latest, oldest = door.windows()
    assert oldest.opened <= latest.opened
    closed = []
    oldest.ended.add(lambda: closed.append(1))
    door.end(oldest)
    door.end(oldest)
    assert closed == [1]
    assert ask(guard, "/log", cookie=first)[0] == 403
    assert ask(guard, "/log", cookie=second)[0] == 200
    assert inside.reached == ["/log"]


def test_an_ended_window_loses_its_open_websocket(house):
    _inside, door, _guard = house

    class Talking:
        said = None

        async def __call__(self, scope, receive, send):
            await send({"type": "websocket.accept"})
            self.said = await receive()

    talking, sent = Talking(), []
    guard = Guard(talking, door, "default-src 'self'")
    cookie = let_in(guard, door)

    async def talk():
        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message["type"])

        scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b"",
                 "headers": [(b"host", HERE.encode()), (b"cookie", cookie.encode())]}  # fmt: skip
        task = asyncio.ensure_future(guard(scope, receive, send))
        await asyncio.sleep(0.05)
        door.end(door.windows()[0])
        await asyncio.wait_for(task, 5)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, talk()).result()
    assert sent == ["websocket.accept", "websocket.close"]
    assert talking.said["type"] == "websocket.disconnect"


def test_the_word_that_stops_it_is_wanted_for_stopping(house):
    inside, door, _guard = house
    stopped = []
    guard = Guard(inside, door, "default-src 'self'", "word", lambda: stopped.append(1))
    for word in (None, "", "Word", "wor"):
        assert ask(guard, "/stop", method="POST", x_tracker_stop=word)[0] == 403
    assert ask(guard, "/", method="POST", x_tracker_stop="word")[0] == 403
    assert stopped == []
    assert ask(guard, "/stop", method="POST", x_tracker_stop="word")[0] == 204
    assert stopped == [1]
    assert ask(Guard(inside, door, ""), "/stop", method="POST", x_tracker_stop="None")[0] == 403


def test_a_body_over_its_bound_is_refused(house):
    inside, door, guard = house
    cookie = let_in(guard, door)
    assert ask(guard, "/_stcore/upload_file/a", method="PUT", cookie=cookie, content_length=str(10**9))[0] == 413
    assert inside.reached == []


@pytest.mark.parametrize("odd", [*odd_cookies("tracker_8599"), "ключ=1"])
def test_odd_cookies_of_other_programs_lock_nobody_out(house, odd):
    """Cookies do not know ports: whatever serves pages on this machine can leave some with ours."""
    inside, door, guard = house
    ours = let_in(guard, door)
    odd = odd.encode().decode("latin-1")
    for cookie in (f"{odd}; {ours}", f"{ours}; {odd}", f"{odd};{ours};{odd}"):
        assert ask(guard, "/log", cookie=cookie)[0] == 200
    assert ask(guard, "/log", cookie=odd)[0] == 403
    assert inside.reached == ["/log"] * 3


def test_a_cookie_in_a_second_header_is_found(house):
    inside, door, guard = house
    ours = let_in(guard, door)
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/log", "method": "GET", "query_string": b"",
             "headers": [(b"host", HERE.encode()), (b"cookie", ours.encode()), (b"cookie", b"a=1")]}  # fmt: skip

    async def receive():
        return {"type": "http.request"}

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, guard(scope, receive, send)).result()
    assert sent[0]["status"] == 200
    assert inside.reached == ["/log"]


def test_the_used_link_in_the_same_browser_leads_on(house):
    _inside, door, guard = house
    used = token_of(door)
    cookie = let_in(guard, door)
    status, headers, _ = ask(guard, query=f"token={used}", cookie=cookie)
    assert (status, headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "hint", [{"sec_purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"x_moz": "prefetch"},
             {"sec_fetch_mode": "no-cors"}],
)  # fmt: skip
def test_a_prefetch_does_not_use_the_link_up(house, hint):
    _inside, door, guard = house
    assert ask(guard, query=f"token={token_of(door)}", **hint)[0] == 403
    assert ask(guard, query=f"token={token_of(door)}", method="HEAD")[0] == 403
    let_in(guard, door)


def test_who_comes_without_a_key_later_finds_a_new_link_in_the_terminal(house, capsys):
    _inside, door, guard = house
    first = door.link()
    assert ask(guard)[0] == 403
    assert capsys.readouterr().out == ""  # the first link is still good
    let_in(guard, door)
    assert ask(guard)[0] == 403
    printed = capsys.readouterr().out
    assert door.link() in printed
    assert door.link() != first
    assert ask(guard)[0] == 403
    assert capsys.readouterr().out == ""  # one open link at a time
    let_in(guard, door)


def test_a_link_clicked_on_another_site_is_reloaded_from_here(house):
    _inside, door, guard = house
    let_in(guard, door)
    status, headers, _ = ask(guard, sec_fetch_site="cross-site", sec_fetch_mode="navigate")
    assert (status, headers["refresh"]) == (403, "0; url=/?again=1")


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", "", None,
                                  f"127.0.0.1.evil.example:{PORT}", f"[::1]:{PORT}"])  # fmt: skip
def test_another_host_is_refused_even_with_the_cookie(house, host):
    inside, door, guard = house
    cookie = let_in(guard, door)
    assert ask(guard, host=host, cookie=cookie)[0] == 403
    assert ask(guard, "/_stcore/stream", kind="websocket", host=host, cookie=cookie)[0] == "websocket.close"
    assert inside.reached == []


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", f"https://{HERE}", "file://"]
)
def test_another_origin_is_refused_even_with_the_cookie(house, origin):
    inside, door, guard = house
    cookie = let_in(guard, door)
    assert ask(guard, origin=origin, cookie=cookie)[0] == 403
    assert ask(guard, "/_stcore/stream", kind="websocket", origin=origin, cookie=cookie)[0] == "websocket.close"
    assert inside.reached == []


@pytest.mark.parametrize("cookie", ["", "tracker_8599=", "tracker_8599=x", "tracker_8501={}", "=;=;", "a" * 5000])
def test_wrong_cookies_are_no_cookies(house, cookie):
    inside, door, guard = house
    let_in(guard, door)
    assert ask(guard, cookie=cookie)[0] == 403
    assert inside.reached == []


def test_two_runs_do_not_know_each_others_cookies(house):
    _inside, door, _guard = house
    other = Keys(PORT)
    stolen = other.swap(token_of(other)).partition(";")[0]
    assert door.window([stolen], "127.0.0.1") is None
    assert Keys(PORT + 1).cookie != door.cookie


def test_the_policy_allows_streamlits_own_script_by_hash_and_nothing_from_elsewhere():
    policy = dict(part.strip().split(" ", 1) for part in content_policy().split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert "sha256-" in policy["script-src"]
    assert "unsafe" not in policy["script-src"]
    assert "http" not in content_policy()


def test_the_configuration_is_closed():
    assert CONFIG["server.address"] == "127.0.0.1"
    assert CONFIG["browser.gatherUsageStats"] is False
    assert CONFIG["client.showErrorDetails"] == "none"
    assert CONFIG["server.enableXsrfProtection"] is True


def test_streamlit_knows_every_option_that_is_set():
    """`App.run` refuses unknown options only when it starts: a renamed one is seen here."""
    from streamlit import config

    for name in CONFIG:
        config.get_option(name)


def test_a_taken_port_is_a_sentence():
    with wire.take_port(None) as held:
        busy = held.getsockname()[1]
        assert busy >= wire.FIRST_PORT
        with pytest.raises(Refused, match=f"Port {busy} is taken"):
            wire.take_port(busy)
    with pytest.raises(Refused, match="is not a port"):
        wire.take_port(99999)


def test_a_chosen_port_is_held_at_once(monkeypatch):
    """Two trackers that start in the same second never choose the same port."""
    with wire.take_port(0) as first:
        monkeypatch.setattr(wire, "FIRST_PORT", first.getsockname()[1])
        with wire.take_port(None) as second:
            assert second.getsockname()[1] != first.getsockname()[1]


def test_streamlit_binds_its_port_where_we_hand_it_ours():
    """`_serve` puts the held socket in the place of this function: its arguments and what it returns."""
    from streamlit.web.server.starlette import starlette_server

    with starlette_server._bind_socket(keys.ADDRESS, 0, 128) as held:
        assert held.getsockname()[0] == keys.ADDRESS
        assert held.gettimeout() == 0.0
    assert "_bind_socket" in starlette_server._bind_server_socket.__code__.co_names
