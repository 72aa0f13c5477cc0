"""PROCESSES: count to twelve million, shared out to so many processes; tells how many processors there really are."""

import os
import sys

processes = int(sys.argv[1])
children = []
for _ in range(processes):
    child = os.fork()
    if child == 0:
        for _ in range(12_000_000 // processes):
            pass
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
