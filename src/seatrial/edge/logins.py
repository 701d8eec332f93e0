"""Where credentials are kept and asked for: keyring, `.pypirc`, the terminal and the browser, put together."""

from collections.abc import Mapping

from seatrial.edge.browser import available
from seatrial.edge.browser import show as in_browser
from seatrial.edge.keyring import keyring as in_a_child
from seatrial.edge.prompt import ask as seen
from seatrial.edge.prompt import ask_secret as unseen
from seatrial.edge.prompt import terminal
from seatrial.edge.pypirc_file import read, write
from seatrial.model.credential import KeyringAnswer, KeyringAsk, Secret
from seatrial.model.sentence import Said
from seatrial.model.world import Logins
from seatrial.text.words import Language, say


def logins(environ: Mapping[str, str], language: Language) -> Logins:
    """Return the callables; questions are asked in a language."""

    def keyring(asks: tuple[KeyringAsk, ...]) -> tuple[KeyringAnswer, ...]:
        return in_a_child(asks, environ)

    def ask_secret(question: Said) -> Secret | None:
        typed = unseen(say(language, question.sentence, question.values))
        return None if typed is None else Secret(typed)

    def ask(question: Said) -> str | None:
        return seen(say(language, question.sentence, question.values))

    def browser() -> bool:
        return available(environ)

    def show(url: str) -> bool:
        return in_browser(url, environ)

    return Logins(keyring, read, write, terminal, ask_secret, ask, browser, show)
