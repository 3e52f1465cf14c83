"""Everything needed to follow a verdict oneself, in one zip.

``contents`` sorts what was published into files, ``log`` tells what became of the pages since,
``packing`` makes the zip.
"""
