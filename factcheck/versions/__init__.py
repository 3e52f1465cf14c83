"""The versions a claim has had, and the difference of any two.

``listing`` says which there are: publications, the ``revisions`` of the draft, the draft as it is
now. ``contents`` sorts a document into named words, ``differences`` compares two of those.
"""
