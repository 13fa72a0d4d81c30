"""In: the chat and its limits; out: where a question is typed, with its filters and tools."""

import streamlit as st

from app.answering.scope import Scope
from app.chats import Chat
from app.opened import Opened
from app.pages.current import begin_anew
from app.pages.limits import chips, fields
from app.pages.model import model, model_form
from app.pages.past import past_chats

LONGEST = 2000


def composer(shelf: Opened, chat: Chat, scope: Scope, owner: str, *, begun: bool) -> str | None:
    """Draw it; the question that was just asked, or None. `begun` says that one waits already."""
    # inside a container, so that the page does not scroll past the answer's beginning
    with st.container(key="composer", gap="xsmall"):
        chips(scope)
        asked = st.chat_input("Ask in your own words", key="asked", max_chars=LONGEST)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tools"):
            with st.popover("Filters", icon=":material/filter_list:", type="tertiary"):
                fields(shelf.library, scope)
            used = model()
            label = used.model if used else "Model"
            with st.popover(label, icon=":material/neurology:", type="tertiary"):
                model_form()
            past_chats(owner)
            if chat.turns or begun or asked:
                st.button(
                    "New chat",
                    key="new-chat",
                    type="tertiary",
                    icon=":material/add_comment:",
                    on_click=begin_anew,
                )
    return asked
