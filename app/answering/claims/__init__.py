"""In: a claim, ranked sentences; out: those for it, against it, and near it.

The door is `claim`. `statement` puts claim and sentence in plainer words, `stance` says how the one
seems to stand to the other, where `denied` tells what denies it, and `certain` lets stand only what
is plain, `refuted` of what seems to deny it, `order` of what seems to bear it out, by where its
words are `placed`, and nothing that says it of something `elsewhere`; what bears a claim out that
is `turned` round is against it. What any two texts have to do with one another is told in
`app.answering.sense`.
"""
