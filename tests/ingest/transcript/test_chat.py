from ingest.transcript.chat import find_chat


def test_greetings_and_the_names_after_them():
    assert find_chat(["Okay.", "How's it going, Ann and Bo?", "And Cyd.", "So here we go."]) == {
        2,
        3,
    }


def test_questions_that_are_answered_and_statements_agreed_with():
    lines = [
        "Now a look at the questions from people.",
        "Do you think nets can count?",
        "So nets are fine with it.",
        "Nets that count spend most of their units on carrying.",
        "Yeah, that is a way to see it.",
        "So, you know, it's kind of the same thing.",
        "Yeah, anyways.",
    ]
    assert find_chat(lines) == {2, 4}


def test_the_speakers_own_questions_are_not_chat():
    assert find_chat(["Why do we do that?", "Because it works.", "It adds up, right?"]) == set()
