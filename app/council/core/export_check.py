"""Checks the export of a closed ballot offline: is it what was locked, do roll, votes, tally and result agree."""

from collections.abc import Mapping
from typing import Any

from app.council.core.lock import locked_digest
from app.council.core.tally import THRESHOLDS, Choice, count, result, sentence

FORMAT = "parley ballot 1"
LOCKED = ("question", "subject", "secret", "threshold", "quorum", "closes_at")
TEXTS = ("ballot", "question", "subject", "threshold", "closes_at", "locked_digest", "result", "sentence")
LISTS = ("roll", "recused", "votes")
KINDS: dict[str, type] = {
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(LISTS, list),
    "secret": bool,
    "quorum": int,
    "tally": dict,
}


class NotABallotError(ValueError):
    """The document isn't an export of a ballot."""


def differences(document: Any) -> list[str]:
    """Return in words what does not agree; nothing where all does. Raises NotABallotError for another document."""
    _check_shape(document)
    found = [*_roll_faults(document), *_vote_faults(document)]
    seats = [entry["seat"] for entry in document["roll"]] + [entry["seat"] for entry in document["recused"]]
    digest = locked_digest(roll=seats, **{name: document[name] for name in LOCKED})
    if digest != document["locked_digest"]:
        found.append(f"locked: question, rule and roll give {digest}, the file says {document['locked_digest']}")
    if document["threshold"] not in THRESHOLDS:
        return [*found, f"threshold: {document['threshold']} is none"]
    choices = [vote["choice"] for vote in document["votes"]]
    if set(choices) - set(Choice):
        return found
    return [*found, *_tally_faults(document, choices)]


def _check_shape(document: Any) -> None:
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise NotABallotError(f"This file is not an export of a ballot ({FORMAT}).")
    for name, kind in KINDS.items():
        if not isinstance(document.get(name), kind) or (kind is int and isinstance(document[name], bool)):
            raise NotABallotError(f"The export has no {name}, or not as it is written.")
    for name, needed in (("roll", "seat"), ("recused", "seat"), ("votes", "choice")):
        if not all(isinstance(entry, Mapping) and isinstance(entry.get(needed), str) for entry in document[name]):
            raise NotABallotError(f"An entry of {name} has no {needed}.")


def _roll_faults(document: Mapping[str, Any]) -> list[str]:
    on_roll = [entry["seat"] for entry in document["roll"]]
    recused = [entry["seat"] for entry in document["recused"]]
    found = [f"roll: seat {seat} is on it twice" for seat in sorted({s for s in on_roll if on_roll.count(s) > 1})]
    found += [f"roll: seat {seat} is recused as well" for seat in sorted(set(on_roll) & set(recused))]
    voted = sum(entry.get("voted") is True for entry in document["roll"])
    if voted != len(document["votes"]):
        found.append(f"votes: {len(document['votes'])} lie in the box, {voted} seats have voted")
    return found


def _vote_faults(document: Mapping[str, Any]) -> list[str]:
    found = []
    for vote in document["votes"]:
        if vote["choice"] not in set(Choice):
            found.append(f"votes: {vote['choice']} is neither for, against nor abstain")
    seats = [vote["seat"] for vote in document["votes"] if vote.get("seat")]
    if document["secret"]:
        return [*found, *(["votes: a secret ballot names seats"] if seats else [])]
    has_voted = {entry["seat"] for entry in document["roll"] if entry.get("voted") is True}
    if sorted(seats) != sorted(has_voted):
        found.append("votes: they are not one of each seat that has voted")
    return found


def _tally_faults(document: Mapping[str, Any], choices: list[str]) -> list[str]:
    tally = count(choices, roll=len(document["roll"]), recused=len(document["recused"]))
    found = [
        f"tally: {name} is {number}, the file says {document['tally'].get(name)}"
        for name, number in tally.as_dict().items()
        if document["tally"].get(name) != number
    ]
    outcome = result(tally, threshold=document["threshold"], quorum=document["quorum"])
    if outcome != document["result"]:
        found.append(f"result: the votes come to {outcome}, the file says {document['result']}")
    if (words := sentence(tally, outcome, quorum=document["quorum"])) != document["sentence"]:
        found.append(f"sentence: the votes say “{words}”, the file “{document['sentence']}”")
    return found
