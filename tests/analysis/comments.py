"""Comments of our own making on six known topics, for tests that need many."""

import random

_TOPICS = {
    "certification": (
        ["The certification exam", "Getting certified", "Recertifying our engineers", "The exam fee"],
        ["takes too many days", "costs more than we earn with it", "expires before we can use it", "is far too hard"],
        ["for a small team", "every single year", "and nobody pays us for it", "compared with other vendors"],
    ),
    "portal": (
        ["The partner portal", "Searching the portal", "The portal's sign-in", "The dashboard page"],
        ["is painfully slow", "finds nothing", "logs me out all the time", "breaks on my phone"],
        ["in the morning", "since the last release", "whenever I am with a customer", "in every browser"],
    ),
    "support": (
        ["The support desk", "A support ticket", "The hotline for technical problems", "Your support engineer"],
        ["answers after three days", "never calls back", "closes the case without a fix", "only reads from a script"],
        ["when a server is down", "at weekends", "even with a premium contract", "unless we escalate"],
    ),
    "rebates": (
        ["The quarterly rebate", "Our rebate payment", "The margin on renewals", "The back-end discount"],
        ["arrives months too late", "is smaller than last year", "cannot be reconciled", "is calculated wrongly"],
        ["according to finance", "and nobody explains why", "which hurts our cash flow", "after each new price list"],
    ),
    "deals": (
        ["Deal registration", "Registering an opportunity", "The approval of a registered deal", "Deal protection"],
        [
            "takes weeks to be approved",
            "is refused without a reason",
            "does not keep others out",
            "needs too many fields",
        ],
        ["when direct sales is involved", "for public tenders", "even if we found the customer", "in our region"],
    ),
    "training": (
        ["The sales training", "Your webinars", "The onboarding course", "The hands-on workshop"],
        ["are excellent and practical", "helped our new colleagues a lot", "should be recorded", "could go deeper"],
        ["for beginners", "and the trainers know their craft", "in our own language", "especially on networking"],
    ),
}


def topical_comments(count: int, *, seed: int = 7) -> list[tuple[str, str, str]]:
    """Return (id, text, topic) of `count` comments, the topics in turn and nearly all texts different."""
    chance = random.Random(seed)
    names = list(_TOPICS)
    comments = []
    for number in range(count):
        topic = names[number % len(names)]
        text = " ".join(chance.choice(part) for part in _TOPICS[topic])
        comments.append((f"c{number:05}", text + chance.choice([".", "!", "", "…"]), topic))
    return comments
