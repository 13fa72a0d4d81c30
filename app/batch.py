"""In: nothing; out: the rows of the batches of questions and of quotes, as a user writes them."""

from pydantic import BaseModel, ConfigDict, Field


class AskRow(BaseModel):
    """One question of a batch, with the user's turns before it, oldest first."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = Field(alias="_id")
    text: str
    history: tuple[str, ...] = ()


class QuoteRow(BaseModel):
    """One text to be looked for, in one work if `paper_id` is given."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = Field(alias="_id")
    text: str
    paper_id: str | None = None
