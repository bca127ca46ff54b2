"""Access: who asks, what they may, and the one clock of the register.

Every write anywhere passes through `comity.access.actions.write`, which takes
the next sequence of the register, asks the policy and leaves an audit entry.
"""
