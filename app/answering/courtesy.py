"""In: a turn; out: the turn without what is only polite, and what Litmus says when nothing is left.

"Hi, what is LoRA?" asks what LoRA is; "thanks!" and "what can you do?" ask nothing of the sources.
"""

import re

ABOUT = (
    "*Not from the sources.* Litmus answers from the texts on {} in this library, sentence by"
    " sentence, each with its place, and runs small experiments on what they claim. Ask what a"
    " paper shows, which papers are about something, how two of them differ, whether a claim is"
    " true, or who reviewed what and when."
)
WELCOME = "*Not from the sources.* You are welcome. Ask on whenever you like."

_THANKS = (
    r"(?:(?:many |ok(?:ay)?,? |great,? |no,? )?(?:thanks|thank you|thx|cheers"
    r"|much appreciated|that helped)"
    r"(?:[\s,]+(?:you|a lot|a bunch|so much|very much|again|for (?:the|your|that|this|all)"
    r"(?:[\s,]+(?:your|help|answer|info|information|that|this)){0,2}|litmus|mate))*)"
)
_GREETING = (
    r"(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day|night)|bye"
    r"|goodbye|see you(?: later)?|welcome)(?:[\s,]+(?:there|all|everyone|everybody|again|litmus))*)"
)
_PRAISE = (
    r"(?:(?:very |that (?:is|was)|that['’]s)?\s*(?:great|nice|cool|perfect|awesome|wonderful|good"
    r"|well|helpful|useful|interesting|excellent|amazing|fine|ok|okay|lol|wow"
    r"|got it|i see|understood|never ?mind|sorry|please"
    r"|good (?:job|bot)|well done|how are you(?: doing)?(?: today)?|how(?: is|['’]s) it going"
    r"|what['’]s up)(?: (?:job|work|answer|one))?)"
)
_POLITE = rf"(?:{_THANKS}|{_GREETING}|{_PRAISE})"
_ONLY = re.compile(rf"(?:\W*\b{_POLITE}(?!\w))+\W*", re.IGNORECASE)
_OPENING = re.compile(rf"^(?:\W*\b{_POLITE}\s*[,.!;:–—-]+\s*)+", re.IGNORECASE)
_HERE = r"(?:you|litmus|this (?:app|tool|page|site|website|program|thing|chat(?:bot)?|bot))"
_OF_ITSELF = re.compile(
    rf"(?:(?:so|and|please|can you|could you)\s+)*"
    rf"(?:help(?: me)?|(?:what|which)(?: kinds? of| sorts? of)?(?: things| questions)? (?:can|could"
    rf"|do|does|should|may|might) (?:{_HERE}|i|one|we) (?:do|answer|know(?: about)?|offer|ask|help"
    rf"(?: me)?(?: with)?)|(?:who|what)(?: exactly)? (?:are|is) {_HERE}|what (?:are|is) {_HERE} for"
    rf"|who (?:made|built|created|wrote|trained) {_HERE}|how (?:do|can|could|should) (?:i|one|we)"
    rf" (?:use|work with|talk to|query|ask) (?:{_HERE}|it|a question|questions)"
    rf"|how (?:do|does) {_HERE} work|are you (?:an? )?(?:\w+ )?(?:bot|robot|chatbot|human|ai|person"
    r"|machine|llm|language model|chatgpt|gpt|claude|real|there)|can you help(?: me)?"
    r"|tell me about yourself|introduce yourself"
    r"|is this (?:an? )?(?:ai|llm|bot|chatbot|language model|chatgpt|gpt|claude)"
    r"|do you speak \w+|what (?:topics|subjects|papers|texts) do you (?:cover|have|know)"
    r"|what is your name|what['’]s your name)"
    rf"(?:\s+(?:here|exactly|for me|with|you|about|please|today|then|{_HERE}))*\W*",
    re.IGNORECASE,
)


def without_courtesy(turn: str) -> str:
    """A turn without the greeting or thanks that come before what it asks."""
    return turn if is_courtesy(turn) else _OPENING.sub("", turn) or turn


def is_courtesy(turn: str) -> bool:
    """Whether a turn asks nothing of the sources: it greets, thanks, or asks what this is."""
    return bool(_ONLY.fullmatch(turn) or _OF_ITSELF.fullmatch(_OPENING.sub("", turn).strip()))


def courtesy(turn: str, held: str) -> str | None:
    """What is said to such a turn, None to any other; `held` is what the library holds: 3 works."""
    if not is_courtesy(turn):
        return None
    return WELCOME if re.search(_THANKS, turn, re.IGNORECASE) else ABOUT.format(held)
