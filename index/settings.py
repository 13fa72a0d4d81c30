"""In: `LITMUS_INDEX_*` variables; out: the settings of building and of searching, with bounds."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_MODEL = "all-MiniLM-L6-v2"

_FROM_ENVIRONMENT = SettingsConfigDict(env_prefix="LITMUS_INDEX_", frozen=True)

AskedAs = Literal["apart", "together"]
Fusion = Literal["rrf", "convex"]


class BuildSettings(BaseSettings):
    """What an index is made with; another value of any of them makes another index."""

    model_config = _FROM_ENVIRONMENT

    model: Annotated[
        str, Field(min_length=1, description="sentence-transformers model: a name or a folder")
    ] = DEFAULT_MODEL
    query_prefix: Annotated[
        str, Field(max_length=1000, description="put before a question: a model's instruction")
    ] = ""
    passage_prefix: Annotated[
        str, Field(max_length=1000, description="put before a passage when it is embedded")
    ] = ""
    passage_words: Annotated[
        int, Field(ge=20, le=400, description="words at which a passage is full")
    ] = 150
    paragraph_words: Annotated[
        int, Field(ge=50, le=2000, description="words beyond which a paragraph is divided")
    ] = 250
    asked_as: Annotated[
        AskedAs, Field(description="the questions of a card: a passage each, or one for all")
    ] = "together"


class SearchSettings(BaseSettings):
    """How rankings are made and joined; an index need not be rebuilt for them."""

    model_config = _FROM_ENVIRONMENT

    fusion: Annotated[
        Fusion, Field(description="rrf joins by rank, convex by score brought to one scale")
    ] = "convex"
    rrf_k: Annotated[float, Field(ge=1, le=1000, description="the constant k of rrf")] = 60
    rank_weight: Annotated[
        float, Field(ge=0, le=10, description="what ranks count beside scores in convex")
    ] = 0.3
    dense_weight: Annotated[
        float, Field(ge=0, le=1, description="weight of the dense ranker; lexical gets the rest")
    ] = 0.5
    depth: Annotated[
        int, Field(ge=10, le=100_000, description="passages or works that each ranker hands on")
    ] = 5000
    adapter: Annotated[
        bool, Field(description="move questions by the map trained on our cards, if they are here")
    ] = True
    feedback_works: Annotated[
        int,
        Field(ge=0, le=100, description="works of the first look that draw the second; 0: none"),
    ] = 20
    feedback_dense: Annotated[
        float, Field(ge=0, le=1, description="weight of their mean vector beside the question's")
    ] = 0.3
    feedback_lexical: Annotated[
        float, Field(ge=0, le=0.9, description="share of their words among the question's")
    ] = 0.15
    feedback_terms: Annotated[
        int, Field(ge=1, le=1000, description="how many of their words are taken")
    ] = 20
    token_weight: Annotated[
        float, Field(ge=0, le=10, description="what matching token by token counts beside fusion")
    ] = 1.0
    token_works: Annotated[
        int, Field(ge=1, le=1000, description="how many of the best works are matched so")
    ] = 40
    topic_weight: Annotated[
        float, Field(ge=0, le=10, description="what the topics of the best works count for others")
    ] = 0.15
    topic_weight_many: Annotated[
        float,
        Field(ge=0, le=10, description="the same where a question asks for works: which papers"),
    ] = 0.4
    link_weight: Annotated[
        float,
        Field(ge=0, le=10, description="what a link with the best works counts there"),
    ] = 0.15
    theme_weight: Annotated[
        float, Field(ge=0, le=10, description="what the themes that a question is like count")
    ] = 0.1
    theme_weight_many: Annotated[
        float, Field(ge=0, le=10, description="the same where a question asks for works")
    ] = 0.8
    kin_works: Annotated[
        int,
        Field(ge=1, le=100, description="how many of the best works say what others are kin to"),
    ] = 5
    held_works: Annotated[
        int,
        Field(ge=1, le=100, description="works before those ranked as where several are asked for"),
    ] = 3
    filter_margin: Annotated[
        float,
        Field(
            ge=0, le=1, description="lead of a work outside the filters at which they are dropped"
        ),
    ] = 0.19
    acronyms: Annotated[
        bool, Field(description="add what short names stand for, and short names of long ones")
    ] = True
    spelling: Annotated[
        bool, Field(description="mend words that neither the library nor the model knows")
    ] = True
    reranker: Annotated[
        str, Field(description="a cross-encoder, by name or folder, to order the best works; off")
    ] = ""
    reranked: Annotated[
        int, Field(ge=1, le=200, description="how many of the best works a reranker orders")
    ] = 20
    passages_per_work: Annotated[
        int, Field(ge=1, le=50, description="passages shown of each work")
    ] = 3
