#!/usr/bin/env python3
"""Speaks GB/T 32960.3 with a gateway over a plain socket, with the standard library alone.

Usage: speak_gbt32960.py PORT terminal [CERTIFICATE]
       speak_gbt32960.py PORT platform USER PASSWORD
       speak_gbt32960.py PORT half-open
       speak_gbt32960.py PORT many TERMINALS REPORTS
       speak_gbt32960.py PORT acknowledged SECONDS

Frames are built and answers compared byte by byte here, from the tables of the standard; no code is
shared with the gateway. Exits with status 1 and says what differs when an answer is not as it
should be.
"""

import socket
import ssl
import struct
import sys
import time

LOGIN, REALTIME, REISSUE, LOGOUT, PLATFORM_LOGIN, PLATFORM_LOGOUT, HEARTBEAT, TIME = range(1, 9)
COMMAND, SUCCESS, ERROR, DUPLICATE = 0xFE, 1, 2, 3
VIN = b"LTEST32960VEH0001"
# Seconds that an answer may take: the machine may be busy with other tests.
PATIENCE = 300
MESSAGE_TIME = bytes([26, 3, 1, 8, 0, 0])


def frame(command, unit=b"", vin=VIN, flag=COMMAND, start=b"##"):
    body = bytes([command, flag]) + vin.ljust(17, b"\0") + b"\x01" + struct.pack(">H", len(unit))
    check = 0
    for byte in body + unit:
        check ^= byte
    return start + body + unit + bytes([check])


def login_unit(sequence, at=MESSAGE_TIME):
    return at + struct.pack(">H", sequence) + b"89860000000000000001" + b"\x01\x00"


def logout_unit(sequence):
    return MESSAGE_TIME + struct.pack(">H", sequence)


def platform_unit(sequence, user, password):
    return (MESSAGE_TIME + struct.pack(">H", sequence) + user.ljust(12, b"\0")
            + password.ljust(20, b"\0") + b"\x01")


def report_unit(engine=b"\x02\xff\xff\xff\xff"):
    return MESSAGE_TIME + b"\x04" + engine


def beijing(moment):
    now = time.gmtime(moment + 8 * 3600)
    return bytes([now.tm_year - 2000, now.tm_mon, now.tm_mday, now.tm_hour, now.tm_min, now.tm_sec])


class Link:
    def __init__(self, port, certificate=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if certificate:
            context = ssl.create_default_context(cafile=certificate)
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")

    def send(self, data, piece=None):
        self.sent = time.time()
        for start in range(0, len(data), piece or len(data)):
            self.socket.sendall(data[start:start + (piece or len(data))])

    def take(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise SystemExit(f"the link ended after {data.hex()}, expected {count} bytes")
            data += part
        return data

    def answer(self):
        header = self.take(24)
        return header + self.take(struct.unpack(">H", header[22:24])[0] + 1)

    def expect(self, wanted):
        found = self.answer()
        if found != wanted:
            raise SystemExit(f"answered {found.hex()}\nexpected {wanted.hex()}")

    def expect_now(self, make):
        """What `make` gives for a second between the last sending and the answer."""
        found = self.answer()
        moments = range(int(self.sent), int(time.time()) + 1)
        if found not in [make(beijing(moment)) for moment in moments]:
            raise SystemExit(f"answered {found.hex()}\nexpected {make(beijing(self.sent)).hex()}")

    def expect_silence(self, seconds=0.5):
        self.socket.settimeout(seconds)
        try:
            found = self.socket.recv(1)
        except TimeoutError:
            return
        finally:
            self.socket.settimeout(PATIENCE)
        raise SystemExit(f"expected silence, found {found!r}")

    def expect_end(self):
        found = self.socket.recv(1)
        if found:
            raise SystemExit(f"expected the end, found {found.hex()}")



def terminal(port, certificate=None):
    link = Link(port, certificate)
    link.send(frame(REALTIME, report_unit()), piece=1)
    link.expect_now(lambda at: frame(REALTIME, at + report_unit()[6:], flag=ERROR))
    link.send(frame(LOGIN, login_unit(3)), piece=1)
    link.expect_now(lambda at: frame(LOGIN, login_unit(3, at), flag=SUCCESS))
    link.send(frame(REALTIME, report_unit()), piece=1)
    link.expect_silence()
    link.send(frame(REALTIME, report_unit()[:-1]))
    link.expect_now(lambda at: frame(REALTIME, at + report_unit()[6:-1], flag=ERROR))
    wrong = bytearray(frame(REISSUE, report_unit()))
    wrong[-1] ^= 1
    link.send(bytes(wrong))
    link.expect(frame(REISSUE, MESSAGE_TIME, flag=ERROR))
    link.send(frame(HEARTBEAT), piece=1)
    link.expect(frame(HEARTBEAT, flag=SUCCESS))
    link.send(b"garbage" + frame(TIME))
    link.expect_now(lambda at: frame(TIME, at, flag=SUCCESS))
    link.send(frame(REALTIME, report_unit(), flag=SUCCESS) + frame(HEARTBEAT, flag=SUCCESS))
    link.expect_silence()
    link.send(frame(LOGOUT, logout_unit(3)), piece=1)
    link.expect_now(lambda at: frame(LOGOUT, at + logout_unit(3)[6:], flag=SUCCESS))


def platform(port, user, password):
    link = Link(port)
    name = b"PLATFORM-17"
    link.send(frame(PLATFORM_LOGIN, platform_unit(1, user, b"wrong"), name))
    link.expect(frame(PLATFORM_LOGIN, MESSAGE_TIME, name, ERROR))
    # What follows the login in the same piece waits for the password to be checked.
    link.send(frame(PLATFORM_LOGIN, platform_unit(2, user, password), name)
              + frame(REALTIME, report_unit()) + frame(REISSUE, report_unit(), start=b"$$"))
    link.expect(frame(PLATFORM_LOGIN, MESSAGE_TIME, name, SUCCESS))
    link.expect(frame(REALTIME, MESSAGE_TIME, flag=SUCCESS))
    # The engine's body of 2016 is no body of 2025: its rest is no type.
    found = link.answer()
    if found[:2] != b"$$" or found[3] not in (SUCCESS, 6):
        raise SystemExit(f"answered {found.hex()}")
    link.send(frame(REALTIME, report_unit(), b"LTEST32960VEH9999", start=b"$$"))
    link.expect(frame(REALTIME, MESSAGE_TIME, b"LTEST32960VEH9999", 4, start=b"$$"))
    link.send(frame(PLATFORM_LOGOUT, logout_unit(2), name))
    link.expect(frame(PLATFORM_LOGOUT, MESSAGE_TIME, name, SUCCESS))


def half_open(port):
    """Who ends its side still gets the answers that it is owed; who only begins is cut off."""
    link = Link(port)
    link.send(frame(LOGIN, login_unit(4)) + frame(REALTIME, report_unit()) + frame(HEARTBEAT))
    link.socket.shutdown(socket.SHUT_WR)
    link.expect_now(lambda at: frame(LOGIN, login_unit(4, at), flag=SUCCESS))
    link.expect(frame(HEARTBEAT, flag=SUCCESS))
    link.expect_end()


def many(port, count, reports):
    """Many terminals at once, each with a VIN of its own: log in, report, log out."""
    vins = [b"LTEST32960VE%05d" % index for index in range(count)]
    links = [Link(port) for _ in vins]
    for link, vin in zip(links, vins):
        link.send(frame(LOGIN, login_unit(1), vin)
                  + b"".join(frame(REALTIME, report_unit(), vin) for _ in range(reports))
                  + frame(LOGOUT, logout_unit(1), vin))
    for link, vin in zip(links, vins):
        for command in (LOGIN, LOGOUT):
            found = link.answer()
            if found[2:4] != bytes([command, SUCCESS]) or found[4:21] != vin:
                raise SystemExit(f"answered {found.hex()}")


def acknowledged(port, seconds):
    """Sends reports as a platform until the gateway ends the link; prints how many it answered."""
    link = Link(port)
    link.send(frame(PLATFORM_LOGIN, platform_unit(1, b"user17", b"secret"), b"PLATFORM-17"))
    link.answer()
    print("ready", flush=True)
    end = time.time() + seconds
    numbers = 0
    received = b""
    link.socket.setblocking(False)
    while time.time() < end:
        try:
            # Each report has a number in the engine's revolutions.
            while numbers < 60_000:
                engine = b"\x02" + struct.pack(">HH", numbers, 0)
                link.socket.sendall(frame(REALTIME, report_unit(engine)))
                numbers += 1
        except BlockingIOError:
            print("a full buffer", file=sys.stderr)
            break
        except OSError:
            break
        try:
            part = link.socket.recv(1 << 16)
            if not part:
                break
            received += part
        except BlockingIOError:
            pass
        except OSError:
            break
    link.socket.settimeout(PATIENCE)
    try:
        while True:
            part = link.socket.recv(1 << 16)
            if not part:
                break
            received += part
    except OSError:
        pass
    print(f"acknowledged {len(received) // 31}", flush=True)


def main(arguments):
    port, what, *rest = arguments
    port = int(port)
    if what == "terminal":
        terminal(port, *rest)
    elif what == "platform":
        platform(port, rest[0].encode(), rest[1].encode())
    elif what == "half-open":
        half_open(port)
    elif what == "many":
        many(port, int(rest[0]), int(rest[1]))
    elif what == "acknowledged":
        acknowledged(port, float(rest[0]))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
