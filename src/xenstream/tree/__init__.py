"""Items as trees of fields, down to the bit: for people, for programs, and to compare.

What comes in are items of the walk, and the octets of a record that is larger than what is kept of
it. What goes out are nodes (`nodes`): structs, arrays, leaves and blobs, each with its absolute
offset and its size. What a field is, and what it is called, is asked of the parsers and the data
that are made from `spec/` in the compiler's debug mode; nothing here knows a field by its name.
"""
