"""Example plans as data: a package so that an installed program finds them."""
