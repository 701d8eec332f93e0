"""The index that a release goes to, by its name or address."""

from seatrial.app.course import Course
from seatrial.app.credentials import target_of
from seatrial.app.local import local_place
from seatrial.app.place import Place
from seatrial.app.remote import remote_place
from seatrial.core.profile import LOCAL
from seatrial.model.credential import NamedBy


def place_for(course: Course, named: str, *, jobs: int = 8, named_by: NamedBy = "command line") -> Place:
    """Return the index that a name or an address leads to: `local`, pypi, testpypi, a section of `.pypirc`, or a URL.

    A credential is looked for when the place is asked whether it is ready. Raises `Problem` PCR022, PCR023, PCR027, PCR028.
    """
    if named == LOCAL.name:
        return local_place(course.world)
    return remote_place(course.world, target_of(course.world, named, named_by=named_by), jobs)
