"""Learning that others made runs on an origin of its own, which has no cookies and owns nothing: docs/decisions/0013.

What is here answers on that origin alone. The page that holds it, on the site, is cms/screens/packages.py.
"""
