"""The LlamaIndex query engine gives the same answer as `answer`."""

from app.answering.answer import answer
from app.llama import query_engine
from tests.app.invented import make_reader


def test_the_engine_answers_with_citations_as_nodes() -> None:
    reader = make_reader(threshold=0.3)
    question = "Which layers does Quietnet prune?"
    made = answer(question, reader)
    response = query_engine(reader).query(question)
    assert str(response) == made.text
    assert [node.text for node in response.source_nodes] == [c.quote for c in made.citations]
    assert response.source_nodes[0].metadata["file"] == made.citations[0].file
    assert response.metadata["status"] == "answered"
