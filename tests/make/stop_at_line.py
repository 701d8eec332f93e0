"""Put before a program as its `sitecustomize`: sends it a signal at one line of the journal that it writes.

`STOP_AT` says which: number of the line, moment, signal. Moments: `before` the line is written, `torn` with half of it written, `after` it is
on the disk; line 0 is the journal's last name, before and after it is given.
"""

import os
import pathlib

LINE, MOMENT, SIGNAL = os.environ["STOP_AT"].split()
real_open, real_write, real_fsync, real_replace = os.open, os.write, os.fsync, os.replace
journals = set()
written = []


def stop(line, moment):
    if (line, moment) == (int(LINE), MOMENT):
        os.kill(os.getpid(), int(SIGNAL))


def opened(path, flags, *args, **kwargs):
    descriptor = real_open(path, flags, *args, **kwargs)
    journals.discard(descriptor)
    if flags & (os.O_RDWR | os.O_WRONLY) and pathlib.Path(path).name.lstrip(".").startswith("journal-"):
        journals.add(descriptor)
    return descriptor


def write(descriptor, data):
    if descriptor in journals:
        written.append(data)
        stop(len(written), "before")
        if (len(written), MOMENT) == (int(LINE), "torn"):
            real_write(descriptor, bytes(data)[: len(data) // 2])
            stop(len(written), "torn")
    return real_write(descriptor, data)


def fsync(descriptor):
    real_fsync(descriptor)
    if descriptor in journals:
        stop(len(written), "after")


def replace(source, target, **kwargs):
    last = pathlib.Path(target).name.startswith("released-")
    if last:
        stop(0, "before")
    real_replace(source, target, **kwargs)
    if last:
        stop(0, "after")


os.open, os.write, os.fsync, os.replace = opened, write, fsync, replace
