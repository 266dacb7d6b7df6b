"""THE LOOP: what follows from what. Ask → Listen → Propose → Decide → Adapt → Tell → Measure → Ask.

`at_once` runs in the transaction of the event, so that both are stored or neither; `queued` becomes a job row in that
transaction and runs in the worker. Each takes the event's fields by keyword.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from app.council.events import BallotOpened, BallotVoided, DecisionAnswered, DecisionMade, SessionPlanned
from app.council.tasks import ask_for_answer, call_to_vote, close_due_ballots, invite, tell_void
from app.db.transaction import on_event, wake_with
from app.identity.events import SignInLinkAsked, SignInLinkMade
from app.identity.tasks import forget_attempts, send_link
from app.jobs.queue import Task, enqueue
from app.jobs.tasks import sweep_jobs
from app.notify.events import MessageWritten
from app.notify.reactions import mail_sign_in_link
from app.notify.tasks import deliver
from app.outcomes.events import MeasuringAsked, OutcomeChanged
from app.outcomes.reactions import follow_rulebook, promise_outcome
from app.outcomes.tasks import fulfil_plans, measure_due, tell_partners
from app.proposals.events import ProposalOpened
from app.proposals.reactions import follow_answer, follow_decision, follow_void, put_on_agenda
from app.proposals.tasks import tell_council
from app.pulse.events import AnswersSubmitted, NewLinkAsked, RemindersAsked, WaveClosed, WaveOpened
from app.pulse.tasks import (
    close_due_waves,
    judge_comments,
    judge_past_wave,
    send_invitations,
    send_new_links,
    send_reminders,
)
from app.rules.events import RulebookPublished
from app.themes.events import RunAsked, ThemeAccepted
from app.themes.reactions import group_comments_of_closed_wave
from app.themes.tasks import run_theming


@dataclass(frozen=True)
class Follows:
    """What follows from one kind of event."""

    at_once: tuple[Callable[..., None], ...] = ()
    queued: tuple[Task, ...] = ()


LOOP: dict[type, Follows] = {
    # People come in, and mails go out.
    SignInLinkAsked: Follows(queued=(send_link,)),
    SignInLinkMade: Follows(at_once=(mail_sign_in_link,)),
    MessageWritten: Follows(queued=(deliver,)),
    # Ask: a wave is opened on a frozen list of people, who answer.
    WaveOpened: Follows(queued=(send_invitations,)),
    RemindersAsked: Follows(queued=(send_reminders,)),
    NewLinkAsked: Follows(queued=(send_new_links,)),
    AnswersSubmitted: Follows(queued=(judge_comments,)),
    # Listen: when a wave is over, its comments are grouped to be read; a theme that is accepted is promised an answer.
    WaveClosed: Follows(at_once=(group_comments_of_closed_wave,), queued=(judge_past_wave, measure_due)),
    RunAsked: Follows(queued=(run_theming,)),
    ThemeAccepted: Follows(at_once=(promise_outcome,)),
    # Propose: a proposal opens, with its evidence and simulation frozen.
    ProposalOpened: Follows(at_once=(put_on_agenda,), queued=(tell_council,)),
    # Decide: the council decides, the vendor answers; Adapt: what is accepted goes into the rulebook.
    SessionPlanned: Follows(queued=(invite,)),
    BallotOpened: Follows(queued=(call_to_vote,)),
    BallotVoided: Follows(at_once=(follow_void,), queued=(tell_void,)),
    DecisionMade: Follows(at_once=(follow_decision,), queued=(ask_for_answer,)),
    DecisionAnswered: Follows(at_once=(follow_answer,)),
    # Tell: a change of the rules answers the themes it came from, and everyone who was asked hears of each answer.
    RulebookPublished: Follows(at_once=(follow_rulebook,)),
    OutcomeChanged: Follows(queued=(tell_partners,)),
    # Measure: did it help? After each wave, when asked, and by itself.
    MeasuringAsked: Follows(queued=(measure_due,)),
}

REGULARLY: tuple[Task, ...] = (
    sweep_jobs,
    forget_attempts,
    close_due_waves,
    close_due_ballots,
    fulfil_plans,
    measure_due,
)
"""What happens by itself; each task states its interval."""


def follow(event: Any, program_id: int | None) -> None:
    """Do and queue what follows from an event in a program, or in none."""
    follows = LOOP.get(type(event), Follows())
    for act in follows.at_once:
        act(**asdict(event))
    for work in follows.queued:
        enqueue(work, program_id=program_id, **asdict(event))


def close_the_loop(wake: Callable[[], Any]) -> None:
    """Connect the table to transactions, and commits to the worker's alarm."""
    on_event(follow)
    wake_with(wake)
