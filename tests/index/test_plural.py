import pytest

from index.plural import asks_for_works


@pytest.mark.parametrize(
    "text",
    [
        "which papers listen to owls?",
        "what methods keep a kettle quiet",
        "papers about snow",
        "who else tunes violins? I mean: who else uses a lantern",
        "who makes lanterns with a kettle?",
        "list the models that can do both",
        "list all the work on harbours",
        "i need a few papers about snow",
        "anything on owls",
        "Anything to do with harbours",
        "a reading list please",
        "are there any papers on limits?",
        "is there any work on owls",
        "which models tune violins?",
        "what else is like this?",
        "what can i read about owls in snow",
        "Where could I read on harbours?",
        "anything I can read about kettles",
        "I'd like to read about owls, what have you got?",
        "show me work that uses lanterns",
        "point me to papers on snow",
        "recommend me something on harbours",
        "tell me what there is on owls",
        "any work on kettles?",
        "what has been reviewed on snow?",
        "is there something about snow",
        "which papers were compared with owls?",
        "papers blamed for a cold lantern: nobody knows why",
        "I have no kettle. papers that get tea without one",
        "Who says that lanterns are broken, and why?",
        "opinion pieces, the arguing kind",
        "findings that a larger owl is no better",
        "alternatives to the kettle, or kettles with a twist",
        "give me everything where an owl keeps a diary",
        "anything that dares to drop the kettle",
        "Show me the odd ones, owls meeting violins",
        "We have hardly any snow. What was written about little snow?",
        "Harbours, owls, snow. What is there?",
        "where does one owl mark the song of another?",
        "where is an owl asked to grade a song",
    ],
)
def test_several_works_are_asked_for(text: str) -> None:
    assert asks_for_works(text)


@pytest.mark.parametrize(
    "text",
    [
        "how does the owl net hear?",
        "which does the owl prefer, snow or rain?",
        "something about owls that hear in the snow",
        "what makes the kettle boil",
        "who tuned the violin?",
        "I want to know how it works",
        "are there any limits of the owl net?",
        "is there any real evidence that owls hear?",
        "which models were looked at?",
        "owls or violins: which works better?",
        "what benchmarks did they use",
        "what can I do about owls?",
        "what should we find in the snow if the lantern works",
        "show me how the kettle works",
        "where does the owl sleep?",
        "where is the lantern hung in the owl net",
        "position piece: anything where owls help counts as snow",
        "how many papers did the review of owls begin with?",
        "does the owl net give something that works on snow?",
    ],
)
def test_one_work_is_asked_about(text: str) -> None:
    assert not asks_for_works(text)
