"""Takes a completed questionnaire in: masked before it is stored, whole or not at all, once a person."""

from flask import current_app
from sqlalchemy import delete, select

from analysis.masking import NameList, mask
from app.db import database, emit
from app.programs import queries as programs
from app.pulse import queries
from app.pulse.events import AnswersSubmitted
from app.pulse.models import Answer, Comment, Invitation, Submission, Wave
from app.pulse.services.drafts import Given, drop_draft
from app.shared import clock
from app.shared.errors import GoneError
from app.shared.sealing import seal
from surveys.instrument import QuestionType
from surveys.validation import AnswerValue, Validated, validate

ORIGINAL = "original comment"


def submit(invitation: Invitation, given: Given, language: str) -> tuple[Submission | None, Validated]:
    """Store the answers and return the submission; None, with the errors, where something needs another look.

    Sending again before the wave closes replaces the answers: a double click, a second tab and a change of mind all
    leave one submission with the newest answers. Raises GoneError when the wave is closed.
    """
    wave = database.session.scalar(
        select(Wave)
        .where(Wave.id == invitation.wave_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    if wave is None or wave.state != "open":
        raise GoneError("This pulse is closed. Your earlier answers, if you sent any, are kept.")
    database.session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    validated = validate(queries.instrument(wave), given, language)
    if validated.errors:
        return None, validated
    submission = _submission_of(invitation, wave, language)
    names = NameList(*programs.names_to_mask(wave.program_id))
    for answer in validated.answers:
        store_answer(submission, answer, names, keep_original=wave.privacy == "identified")
    invitation.answered_at = invitation.answered_at or clock.now()
    drop_draft(invitation)
    database.session.flush()
    emit(AnswersSubmitted(submission.id))
    return submission, validated


def _submission_of(invitation: Invitation, wave: Wave, language: str) -> Submission:
    """Return the invitation's submission, emptied of earlier answers, or a new one."""
    submission = database.session.scalar(select(Submission).where(Submission.invitation_id == invitation.id))
    if submission is not None:
        database.session.execute(delete(Answer).where(Answer.submission_id == submission.id))
        database.session.execute(delete(Comment).where(Comment.submission_id == submission.id))
        submission.language = language
        return submission
    submission = Submission(
        wave_id=wave.id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        partner_id=invitation.partner_id,
        respondent_key=invitation.person.public_id,
        organisation_key=invitation.partner.public_id,
        roles=list(invitation.roles),
        market=invitation.market,
        country=invitation.country,
        language=language,
    )
    database.session.add(submission)
    database.session.flush()
    return submission


def store_answer(submission: Submission, answer: AnswerValue, names: NameList, *, keep_original: bool) -> None:
    """Store one validated answer; text becomes a masked comment."""
    if answer.type is QuestionType.TEXT:
        store_comment(submission, answer.key, answer.text or "", names, keep_original=keep_original)
        return
    values = [str(answer.number)] if answer.number is not None else list(answer.choices)
    number = float(answer.number) if answer.number is not None else None
    database.session.add(Answer(submission_id=submission.id, question_key=answer.key, values=values, number=number))
    if answer.text:
        store_comment(submission, f"{answer.key}_other", answer.text, names, keep_original=keep_original)


def store_comment(submission: Submission, key: str, text: str, names: NameList, *, keep_original: bool) -> None:
    """Store a comment masked; the original, encrypted, only where the respondent is named anyway."""
    secret = current_app.config["SETTINGS"].secret_key
    database.session.add(
        Comment(
            submission_id=submission.id,
            wave_id=submission.wave_id,
            question_key=key[:64],
            text=mask(text, names).text,
            original=seal(text, secret=secret, purpose=ORIGINAL) if keep_original else None,
            characters=len(text),
            language=submission.language,
        )
    )
