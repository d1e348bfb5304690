"""What programs ask of the service: its resources, and their description.

`routes.py` has the table of all of them, and `endpoint.py` answers the requests of each.
`application.py` makes the routes of Starlette.
"""
