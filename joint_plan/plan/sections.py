"""The walk: the sections of a plan in order, each a page."""

from dataclasses import dataclass

from joint_plan.base.texts import N_


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `prompt` is the page's one line for the room; `purpose` is what an empty page says."""

    key: str
    title: str
    prompt: str
    purpose: str


SECTIONS = (
    Section(
        "session",
        N_("Session"),
        N_("Why are we here, and which one number should move?"),
        N_("Say why you meet, which number should move, and who is in the room."),
    ),
    Section(
        "landscape",
        N_("Where we stand"),
        N_("How does each team see us today, and where do we differ?"),
        N_("Both teams answer for themselves first; then you look at the gaps together."),
    ),
    Section(
        "language",
        N_("One language"),
        N_("What do we mean when we say lead, MQL or opportunity?"),
        N_("Write down each word both ways, then agree on one meaning that anyone can test."),
    ),
    Section(
        "journey",
        N_("Customer journey"),
        N_("What does the customer do at each stage, and who owns the moment?"),
        N_("Start with the stages your customer goes through, from first noticing a problem to buying again."),
    ),
    Section(
        "goals",
        N_("Goals"),
        N_("What does it ask of each team, and by when?"),
        N_("Enter the revenue goal first. The funnel then says what it takes from each team, month by month."),
    ),
    Section(
        "slas",
        N_("SLAs"),
        N_("What does each team owe the other, by when, and what if not?"),
        N_("Write one promise a line: who owes it, what exactly, how fast, how often it must be met."),
    ),
    Section(
        "cadence",
        N_("Working rhythm"),
        N_("When do we meet, and how do we tell each other what works?"),
        N_("Choose the meetings and the rules for feedback that keep the plan alive."),
    ),
    Section(
        "data",
        N_("Data and tools"),
        N_("Where does each thing live, and which tools stay?"),
        N_("Name one system of record for each thing, and say which tools stay, connect or go."),
    ),
    Section(
        "quick_wins",
        N_("Quick wins"),
        N_("What can we do together in the next 30 days that both teams will feel?"),
        N_("Collect ideas, one a line. Vote, score impact and effort, and pick the few you will really do."),
    ),
    Section(
        "agreement",
        N_("Agreement"),
        N_("What is still open, and what would it take for both teams to say yes?"),
        N_("Every item appears here with both teams' stance as soon as there is something to agree on."),
    ),
    Section(
        "follow_up",
        N_("Follow-up"),
        N_("What did we promise, what happened, and what do we change?"),
        N_("After the workshop, enter what really happened and look at it together."),
    ),
)

SECTION_CHOICES = tuple((section.key, section.title) for section in SECTIONS)


def section(key: str) -> Section:
    """The section of this key.

    Raises:
        KeyError: there is none.
    """
    for candidate in SECTIONS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
