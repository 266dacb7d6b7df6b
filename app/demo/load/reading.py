"""What the demo's analyst and owner wrote beside comments and themes, and the talk that they gave a theme."""

from app.demo.load.council import proposal_titled
from app.demo.load.people import Cast
from app.demo.load.themes import theme_of
from app.demo.story import story
from app.identity.viewer import Viewer
from app.themes import queries, services
from app.themes.core.searching import read_search
from app.themes.sources import all_said

ON_COMMENTS = (
    (
        "analyst",
        "certification",
        "leave*",
        "Good for the proposal: it says what the rule does to a small firm.",
    ),
    ("analyst", "portal", "expiry", "Is this the list or the mail? Ask in the next pulse what they look for first."),
    ("program_owner", "quotes", "quote*", "Compare with the quote times of the last quarter before we answer."),
)
ON_THEMES = (
    ("analyst", "certification", "Exams and people who leave are two things. Split it if the second one grows."),
    ("program_owner", "certification", "Read this beside the simulation: who would move is not who complains."),
)


def write_notes(actors: Cast) -> None:
    """Write the notes, and give the talk on each proposal the theme that the proposal cites."""
    for role, topic, text in ON_THEMES:
        services.add_note(text, theme=theme_of(actors.program_id, topic), by=actors.viewer(role))
    for role, topic, words, text in ON_COMMENTS:
        _note_on_comment(actors, topic, words, text, actors.viewer(role))
    analyst = actors.viewer("analyst")
    said = all_said(analyst)
    for told in story()["proposals"]:
        theme = theme_of(actors.program_id, told["theme"])
        page = proposal_titled(actors.program_id, told["title"]).public_id
        of_members = [one for one in said if one.source == "post" and page in one.url and " seat" in one.who]
        words = told["theme"].replace("_", " ")[:6]
        minutes = [one for one in said if one.source == "minutes" and words in one.text.lower()]
        for one in (*of_members[-2:], *minutes[:1]):
            services.give_theme(one.source, one.place, theme, by=analyst)


def _note_on_comment(actors: Cast, topic: str, words: str, text: str, by: Viewer) -> None:
    """Write the note on the comment of the newest wave that fits the words best, if there is one."""
    theme, waves = theme_of(actors.program_id, topic), queries.waves_to_search(actors.program_id)
    found = queries.find_comments(queries.Sought(read_search(words), waves[:1], theme_id=theme.id))
    for comment_id in queries.comments_named(actors.program_id, [hit.reference for hit in found.hits[:1]]) or ():
        services.add_note(text, comment_id=comment_id, by=by)
