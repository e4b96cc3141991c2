"""A tiny reader that follows a grammar as llama.cpp does, to say which texts it allows."""

from inference.server.grammar_rules import Call, Grammar


def fits(grammar: Grammar, text: str) -> bool:
    """Whether the grammar says the text: all stacks of what is still to be said, letter by letter, as llama.cpp goes."""
    stacks = opened(grammar, [(Call("root"),)])
    for letter in text:
        stacks = opened(grammar, [stack[1:] for stack in stacks if stack and letter in stack[0]])
    return () in stacks


def opened(grammar: Grammar, stacks: list[tuple]) -> set[tuple]:
    found: set[tuple] = set()
    while stacks:
        stack = stacks.pop()
        if stack and isinstance(stack[0], Call):
            stacks += [(*way, *stack[1:]) for way in grammar.rules[stack[0].rule]]
        else:
            found.add(stack)
    return found
