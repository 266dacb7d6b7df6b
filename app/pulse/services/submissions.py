"""Takes a completed questionnaire in: masked before it is stored, whole or not at all, once a person."""

from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import delete, select

from analysis.masking import NameList, mask
from app.db import database, emit
from app.programs import queries as programs
from app.pulse import queries
from app.pulse.errors import PulseClosedError
from app.pulse.events import AnswersSubmitted
from app.pulse.models import Answer, Comment, Invitation, Submission, Wave
from app.pulse.services.drafts import Given, drop_draft
from app.shared import clock
from app.shared.sealing import seal, unseal
from surveys.instrument import QuestionType
from surveys.validation import AnswerValue, Validated, other_field, validate

ORIGINAL = "original comment"


def submit(invitation: Invitation, given: Given, language: str) -> tuple[Submission | None, Validated]:
    """Store the answers and return the submission; None, with the errors, where something needs another look.

    Sending again before the wave closes replaces the answers: a double click, a second tab and a change of mind all
    leave one submission with the newest answers. Raises PulseClosedError when the wave is over.
    """
    wave = database.session.scalar(
        select(Wave)
        .where(Wave.id == invitation.wave_id)
        .with_for_update(read=True, of=Wave)
        .execution_options(populate_existing=True)
    )
    if wave is None or not queries.takes_answers(wave):
        raise PulseClosedError
    database.session.refresh(invitation, with_for_update=True)
    validated = validate(queries.instrument(wave), given, language)
    if validated.errors:
        return None, validated
    submission = _submission_of(invitation, language)
    _store(submission, validated.answers, wave)
    invitation.answered_at = invitation.answered_at or clock.now()
    drop_draft(invitation)
    database.session.flush()
    emit(AnswersSubmitted(submission.id), wave.program_id)
    return submission, validated


def own_answers(invitation: Invitation) -> Given:
    """Return what the person sent, as the form's fields; words that were masked are masked, but in identified mode."""
    submission = database.session.scalar(select(Submission).where(Submission.invitation_id == invitation.id))
    if submission is None:
        return {}
    answers = database.session.scalars(select(Answer).where(Answer.submission_id == submission.id))
    given = {answer.question_key: list(answer.values) for answer in answers}
    comments = database.session.scalars(select(Comment).where(Comment.submission_id == submission.id))
    return given | {comment.question_key: [own_words(comment)] for comment in comments}


def own_words(comment: Comment) -> str:
    """Return a comment as it was written where that is kept, else masked."""
    secret = current_app.config["SETTINGS"].secret_key
    written = unseal(comment.original, secret=secret, purpose=ORIGINAL) if comment.original else None
    return written if written is not None else comment.text


def _submission_of(invitation: Invitation, language: str) -> Submission:
    """Return the invitation's submission, or a new one."""
    submission = database.session.scalar(select(Submission).where(Submission.invitation_id == invitation.id))
    if submission is not None:
        submission.language = language[:8]
        return submission
    return new_submission(invitation, language)


def new_submission(invitation: Invitation, language: str) -> Submission:
    """Store and return an empty submission, with the facts about the person as they were when invited."""
    submission = Submission(
        wave_id=invitation.wave_id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        partner_id=invitation.partner_id,
        respondent_key=invitation.person.public_id,
        organisation_key=invitation.partner.public_id,
        roles=list(invitation.roles),
        market=invitation.market,
        country=invitation.country,
        language=language[:8],
    )
    database.session.add(submission)
    database.session.flush()
    return submission


def _store(submission: Submission, answers: Sequence[AnswerValue], wave: Wave) -> None:
    """Replace what the submission holds; a comment that was sent again unchanged stays as it is, judged and coded."""
    database.session.execute(delete(Answer).where(Answer.submission_id == submission.id))
    texts = {key: text for answer in answers for key, text in _texts_of(answer)}
    kept = set()
    for comment in database.session.scalars(select(Comment).where(Comment.submission_id == submission.id)):
        if texts.get(comment.question_key) in (comment.text, own_words(comment)):
            kept.add(comment.question_key)
        else:
            database.session.delete(comment)
    database.session.flush()
    names = NameList(*programs.names_to_mask(wave.program_id)) if texts else NameList()
    for answer in answers:
        store_answer(submission, answer, names, keep_original=wave.privacy == "identified", kept=kept)


def store_answer(
    submission: Submission,
    answer: AnswerValue,
    names: NameList,
    *,
    keep_original: bool,
    kept: Collection[str] = (),
) -> None:
    """Store one validated answer; text becomes a masked comment, unless its key is one of those `kept`."""
    if answer.type is not QuestionType.TEXT:
        values = [str(answer.number)] if answer.number is not None else list(answer.choices)
        number = float(answer.number) if answer.number is not None else None
        database.session.add(Answer(submission_id=submission.id, question_key=answer.key, values=values, number=number))
    for key, text in _texts_of(answer):
        if key not in kept:
            store_comment(submission, key, text, names, keep_original=keep_original)


def _texts_of(answer: AnswerValue) -> list[tuple[str, str]]:
    """Return the answer's text under the key that its comment has."""
    if not answer.text:
        return []
    return [(answer.key if answer.type is QuestionType.TEXT else comment_key(answer.key), answer.text)]


def comment_key(question_key: str) -> str:
    """Return the key of the text beside `other`; no question's key holds a point, so it is nobody else's."""
    return other_field(question_key)[:64]


def store_comment(submission: Submission, key: str, text: str, names: NameList, *, keep_original: bool) -> None:
    """Store a comment masked; the original, encrypted, only where the respondent is named anyway."""
    secret = current_app.config["SETTINGS"].secret_key
    database.session.add(
        Comment(
            submission_id=submission.id,
            wave_id=submission.wave_id,
            question_key=key,
            text=mask(text, names).text,
            original=seal(text, secret=secret, purpose=ORIGINAL) if keep_original else None,
            characters=len(text),
            language=submission.language,
        )
    )
