#!/usr/bin/env python3
"""Sends reports as terminals until the gateway is gone, and says what it owes them.

Usage: load_gbt32960.py PORT FIRST_SECOND VIN...

Every report of a VIN is of the second after the one before, from FIRST_SECOND (Unix time) on; after
every tenth comes a heartbeat, whose answer must come behind what is durable. When the links end, a
line for each VIN: the VIN, how many reports were acknowledged by answers, and how many were sent
more than half a second before the end; in a soak, which has the machine for itself, a fifth.
"""

import os
import select
import socket
import sys
import time

from speak_gbt32960 import HEARTBEAT, LOGIN, REALTIME, beijing, frame, login_unit

PERIOD = 0.002
MARGIN = 0.2 if "CYCLADE_SOAK" in os.environ else 0.5
# Driving, 350 V, 20 A, 80 %.
VEHICLE = bytes.fromhex("01010301") + bytes.fromhex("0000000186a00dac27d8500100ffff0000")


class Terminal:
    def __init__(self, port, first, vin):
        self.vin = vin.encode()
        self.first = first
        self.sent = 0
        self.acknowledged = 0
        self.beats = []
        self.times = []
        self.received = b""
        self.is_open = True
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(frame(LOGIN, login_unit(1, beijing(first)), self.vin))
        self.read_login()
        self.socket.setblocking(False)

    def read_login(self):
        found = b""
        while len(found) < 55:
            part = self.socket.recv(55 - len(found))
            if not part:
                raise SystemExit("the login was not answered")
            found += part
        if found[2:4] != bytes([LOGIN, 1]):
            raise SystemExit(f"the login was answered with {found[3]}")

    def report(self):
        data = frame(REALTIME, beijing(self.first + self.sent) + VEHICLE, self.vin)
        is_tenth = (self.sent + 1) % 10 == 0
        if is_tenth:
            data += frame(HEARTBEAT, vin=self.vin)
        try:
            if self.socket.send(data) < len(data):
                raise SystemExit("the gateway does not keep up")
        except BlockingIOError:
            return
        except OSError:
            self.is_open = False
            return
        self.sent += 1
        self.times.append(time.monotonic())
        if is_tenth:
            self.beats.append(self.sent)

    def read(self):
        try:
            part = self.socket.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if not part:
            self.is_open = False
            return
        self.received += part
        while len(self.received) >= 25:
            if self.received[2:4] != bytes([HEARTBEAT, 1]):
                raise SystemExit(f"answered {self.received[:25].hex()}")
            self.received = self.received[25:]
            self.acknowledged = self.beats.pop(0)


def main(port, first, *vins):
    terminals = [Terminal(int(port), int(first), vin) for vin in vins]
    print("ready", flush=True)
    while all(terminal.is_open for terminal in terminals):
        for terminal in terminals:
            terminal.report()
        ready, _, _ = select.select([terminal.socket for terminal in terminals], [], [], PERIOD)
        for terminal in terminals:
            if terminal.socket in ready:
                terminal.read()
    end = time.monotonic()
    for terminal in terminals:
        sure = sum(1 for at in terminal.times if at < end - MARGIN)
        print(terminal.vin.decode(), terminal.acknowledged, sure)


if __name__ == "__main__":
    main(*sys.argv[1:])
