"""The feeds: what is published, put right and taken back, for machines that follow us.

RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, stretch by stretch (RFC 5005). ``subjects`` says what a
feed is about, ``listing`` finds its rows, ``entries`` turns them into words, ``formats`` writes.
"""
