"""No link of an editor reaches into a network: every number that a name has is looked at before anybody is asked."""

from ipaddress import ip_address

import pytest

from cms.outside.guard import Guard, NoSuchHost, NotOutside, is_outside

INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "2002:a00:1::1",
    "2001:0:5ef5:79fd:0:0:f5ff:fffe",
]


@pytest.mark.parametrize("number", INSIDE)
def test_what_is_inside_a_network_or_stands_for_another_number_is_not_outside(number):
    assert not is_outside(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "151.101.0.81", "2606:4700::6810:84e5"])
def test_what_is_on_the_internet_is(number):
    assert is_outside(ip_address(number))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "http://8.8.8.8:22/",
        "http://8.8.8.8:8000/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "http://name:word@8.8.8.8/",
        "http:///nowhere",
        "http://8.8.8.8:port/",
    ],
)
def test_an_address_that_leads_inside_or_is_none_of_a_reader_s_is_refused(address):
    with pytest.raises(NotOutside):
        Guard().way_to(address)


def test_one_number_inside_is_enough_to_refuse_a_name_with_several(monkeypatch):
    def with_two_numbers(host, port, **told):
        return [(None, None, None, "", (number, port)) for number in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr("socket.getaddrinfo", with_two_numbers)

    with pytest.raises(NotOutside):
        Guard().way_to("https://two.example/")


def test_it_is_connected_to_the_number_that_was_looked_at():
    asked, number, port = Guard().way_to("https://8.8.8.8/a?b=c")

    assert (asked.path, asked.query, number, port) == ("/a", "b=c", "8.8.8.8", 443)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".invalid"])
def test_a_name_that_leads_nowhere_is_told_apart(host):
    with pytest.raises(NoSuchHost):
        Guard().way_to(f"http://{host}/")
