"""Claims many at once: ``files`` and ``claimreview`` read rows, ``resource`` makes sense of one.

``preview`` says what each would do before anybody decides; ``job`` does it afterwards.
"""
