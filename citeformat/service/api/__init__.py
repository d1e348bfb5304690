"""What programs ask of the service: its resources, and their description.

`routes.py` has the table of all of them. `application.py` makes the routes of Starlette from it.
"""
