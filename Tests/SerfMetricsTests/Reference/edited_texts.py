"""Texts that this folder's scripts and the tests make alike: seeded edits of a corpus, and strings of odd characters.

`EditedTexts.swift` is the same step by step; only figures of these texts are stored, never the texts.
"""

MASK = (1 << 64) - 1

# Words and characters that tell tokenisers apart. All have been in Unicode since version 13.
ODD = [
    ".", ",", "-", "'", "'s", "\"", "5", "3.14", "1,000", "...", ",,", "5.", ".5", "x-5", "5-x", "5--", "(", ")", "!?",
    "&quot;", "&amp;", "&lt;", "&gt;", "&amp;lt;", "<skipped>", "&", "<", "/", "@-@", "@@", "_", "~", "\u2581",
    "\u2026", "\u00ab", "\u00bb", "\u201e", "\u2019", "\u2013", "\u00bf", "\u00b7", "\u20ac", "\u00b0", "\u00bd",
    "\u0663", "\u0967", "\u2167", "\u00b2", "+", "=", "$", "^", "`", "\u4e2d", "\u56fd", "\u304b", "\u30ab", "\u3002",
    "\u3001", "\uff0c", "\uff01", "\uff11", "\u3400", "\uf900", "\u31c0", "\u2e80", "\u3300", "\u3200", "\U00020000",
    "\U0002f800", "\u2a6d", "\u2f81", "\ud55c", "\uff61", "\u30fb", "\u03a3", "A\u03a3", "A\u03a3.", "\u0130",
    "\u00c4", "\u1e9e", "\u01c5", "e\u0301", "\u0301", "\u00a0", "\u3000", "\u2003", "\u200b", "\u00ad", "\x1c", "\x0b",
    "\x85", "\u2028", "\u0e01\u0e33", "\U0001f600", "\U0001f469\u200d\U0001f680", "\U00010400",
]


class SplitMix64:
    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        return (self.next() >> 32) * bound >> 32


def edited(line, random):
    """A line with a few of its words deleted, doubled, moved, capitalised, joined to the next or set beside an odd one."""
    words = line.split(" ")
    for _ in range(random.below(4)):
        place = random.below(len(words))
        action = random.below(8)
        if action == 0 and len(words) > 1:
            del words[place]
        elif action == 1:
            words.insert(place, words[place])
        elif action == 2:
            word = words.pop(place)
            words.insert(random.below(len(words) + 1), word)
        elif action == 3:
            words.insert(place, ODD[random.below(len(ODD))])
        elif action == 4:
            words[place] = words[place] + ODD[random.below(len(ODD))]
        elif action == 5:
            words[place] = ODD[random.below(len(ODD))] + words[place]
        elif action == 6 and place + 1 < len(words):
            count = min(random.below(6) + 1, len(words) - place)
            run = words[place:place + count]
            del words[place:place + count]
            target = random.below(len(words) + 1)
            words[target:target] = run
        else:
            words[place] = words[place] + words[random.below(len(words))]
    return " ".join(words)


def odd_text(random):
    """A string of odd characters, with some plain ones and blanks between."""
    text = ""
    for _ in range(random.below(14)):
        kind = random.below(4)
        if kind == 0:
            text += chr(97 + random.below(26))
        elif kind == 1:
            text += " " if random.below(2) == 0 else str(random.below(10))
        else:
            text += ODD[random.below(len(ODD))]
    return text


def digest(text, value=0xCBF29CE484222325):
    """FNV-1a over UTF-8, chained: of many texts one number."""
    for byte in text.encode("utf-8") + b"\n":
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value
