"""Pure modules: no models, no settings, no Django. Everything above may import them, they import nothing
above.
"""
