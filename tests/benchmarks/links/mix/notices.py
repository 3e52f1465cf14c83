"""What stands where a page was, by whoever wrote it: servers, platforms, shops, lawyers."""

SERVERS = (
    """<html><head><title>404 Not Found</title></head>
<body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center></body></html>""",
    """<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1>
<p>The requested URL was not found on this server.</p>
<hr><address>Apache/2.4.41 Server at {host} Port 80</address></body></html>""",
    """<html><head><title>404 - File or directory not found.</title></head><body>
<div id="header"><h1>Server Error</h1></div><h2>404 - File or directory not found.</h2>
<h3>The resource you are looking for might have been removed, had its name changed, or is
temporarily unavailable.</h3></body></html>""",
    """<html><head><title>HTTP Status 404 – Not Found</title></head><body>
<h1>HTTP Status 404 – Not Found</h1><p><b>Type</b> Status Report</p><p><b>Description</b>
The origin server did not find a current representation for the target resource.</p>
</body></html>""",
    """<html><head><title>Nothing found for {host}</title></head><body><h1>Nothing Found</h1>
<p>Sorry, but nothing matched your search terms. Please try again with some different
keywords.</p></body></html>""",
    """<html><head><title>Object not found!</title></head><body><h1>Object not found!</h1>
<p>The requested URL was not found on this server. If you entered the URL manually please check
your spelling and try again.</p><h2>Error 404</h2></body></html>""",
)
"""Servers' own pages for 404, which some send with status 200."""

PLATFORMS = (
    ("Video unavailable", "This video isn't available anymore."),
    ("Video unavailable", "This video has been removed by the uploader."),
    ("", "This post has been deleted by its author."),
    ("Account suspended", "This account has been suspended for breaking our rules."),
    ("", "Sorry, this content isn't available right now. The owner may have deleted it."),
    ("Article removed", "This article has been removed for legal reasons."),
    ("User not found", "Sorry, this user does not exist."),
    ("File not found", "The file you asked for was deleted or has expired."),
    ("This job is no longer available", "The position has been filled or the advert withdrawn."),
)
"""Headings and words of platforms where something was taken down, with status 200."""

NUMBERED = (
    "Peugeot {number}, the saloon of {place}",
    "Room {number}: a night in {place}’s oldest hotel",
    "Boeing’s flight {number} lands in {place}",
    "Highway {number} closed near {place}",
    "{number} people at the {place} fair",
)
"""Headlines of pages that are there, for the numbers 403, 404, 410 and 500."""
