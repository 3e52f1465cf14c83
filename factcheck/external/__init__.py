"""What others have checked: ``files`` and ``stream`` find ClaimReview, ``review`` reads one.

``rating`` puts their words on our scale where that is certain; ``importing`` brings in a whole feed
lot by lot; ``alike`` says who else has checked a claim. It is for the desk alone.
"""
