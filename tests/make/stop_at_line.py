"""Put before a program as its `sitecustomize`: stops it at one line of the journal that it writes.

`STOP_AT` says which: number of the line, moment, how. Moments: `before` the line is written, `torn` with half of it written, `after` it is
written; line 0 is the journal's last name, before and after it is given. It is stopped by a signal, or by what a full disk does: from then
on no file may grow over so many bytes (`full:64`), at the moment `begin` from the beginning.
"""

import os
import pathlib
import resource
import sys

LINE, MOMENT, HOW = os.environ["STOP_AT"].split()
real_open, real_write, real_replace = os.open, os.write, os.replace
journals = set()
written = []


def stop(line, moment):
    if (line, moment) != (int(LINE), MOMENT):
        return
    if HOW.startswith("full:"):
        # Else half of a module could be left beside its source, for everybody.
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(HOW.removeprefix("full:")), resource.RLIM_INFINITY))
    else:
        os.kill(os.getpid(), int(HOW))


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
    size = real_write(descriptor, data)
    if descriptor in journals:
        # A process that is killed forgets nothing that it wrote; only a machine that loses power does.
        stop(len(written), "after")
    return size


def replace(source, target, **kwargs):
    last = pathlib.Path(target).name.startswith("released-")
    if last:
        stop(0, "before")
    real_replace(source, target, **kwargs)
    if last:
        stop(0, "after")


stop(0, "begin")
os.open, os.write, os.replace = opened, write, replace
