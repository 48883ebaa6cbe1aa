"""What an officer sends, and what comes back."""

DRAFT = "/officers/strategy/civil-society/1/"
PEOPLE = f"{DRAFT}sections/people/"


def words(then="save", **more):
    return {"title": "People", "body": "New words.", "revision": "1", "then": then} | more


def text_of(answer):
    return answer.content.decode()
