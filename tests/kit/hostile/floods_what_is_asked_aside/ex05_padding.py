"""Answers with megabytes when all that counts was asked, and is asked only to explain it."""

asked = 0
MANY = ["x" * 65_000 + chr(0x1F600)] * 100


def answer(wrong):
    global asked
    asked += 1
    return MANY if asked > 51 else wrong


def same_padding(kernel_size, dilation=1):
    return answer((0, 0))


def pad2d(x, pad, value=0.0):
    return answer(x + 1)
