"""What data cannot say: one module per program or group, each with `run(call, arguments)`.

`run` is called after the options and operands played the roles of the catalogue, and speaks only through `Call`.
"""
