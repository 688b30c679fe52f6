"""What the scripts that talk to the API share: two checks, accounts, and the first steps of a visit."""
from support.kiosk import PASSWORD, cli


def equal(found, wanted):
    assert found == wanted, f"found {found!r}, wanted {wanted!r}"


def refused(answer, status, code):
    assert answer.status == status and answer.error["code"] == code, f"{answer.status} {answer.body!r}, wanted {status} {code}"
    assert answer.error["message"], "an error without words"


def add_staff(kiosk, people):
    """Accounts (login, name, role); a fourth member says that the password has to be changed first."""
    for login, name, role, *one_time in people:
        once = ["--one-time"] if one_time else []
        cli("staff", "add", "--login", login, "--name", name, "--role", role, "--password-stdin", *once,
            data=kiosk.data, stdin=PASSWORD + "\n")


def signed_in(kiosk, login):
    client = kiosk.client()
    equal(client.login(login).status, 200)
    return client


def issue(clerk, **body):
    answer = clerk.post("/tickets", {"service": "pay", "print": False, **body})
    equal(answer.status, 201)
    return answer.json
