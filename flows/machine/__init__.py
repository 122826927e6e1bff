"""What a process needs of its machine: names of workers, room, scratch folders, a guard, memory."""
