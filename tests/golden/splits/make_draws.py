"""Draws of validation actors and of the folds over clips, written without the kit: the numbers in SplitTests. Prints them."""

MASK, STEP = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Keyed:
    """SplitMix64 from (seed, epoch, index, purpose)."""

    def __init__(self, seed, epoch, index, purpose):
        key = 0xCBF29CE484222325
        for character in purpose:
            key = ((key ^ ord(character)) * 0x100000001B3) & MASK
        for value in (seed, epoch, index):
            key = mix(((key ^ value) + STEP) & MASK)
        self.state = key

    def next(self):
        self.state = (self.state + STEP) & MASK
        return mix(self.state)

    def below(self, count):
        product = self.next() * count
        while product & MASK < ((1 << 64) - count) % count:
            product = self.next() * count
        return product >> 64

    def shuffled(self, values):
        values = list(values)
        for last in range(len(values) - 1, 0, -1):
            other = self.below(last + 1)
            values[last], values[other] = values[other], values[last]
        return values


def validation(fold, count, seed):
    train = [actor for actor in range(1, 25) if not 4 * fold - 4 < actor <= 4 * fold]  # msaf6
    draw = Keyed(seed, 0, fold, "validation actors")
    men, women = draw.shuffled(a for a in train if a % 2 == 1), draw.shuffled(a for a in train if a % 2 == 0)
    wanted = count // 2 + (1 if count % 2 == 1 and draw.below(2) == 0 else 0)
    return sorted(men[:wanted] + women[: count - wanted])


def calm_clips(fold):
    numbers = [(i, s, r, a) for i in (1, 2) for s in (1, 2) for r in (1, 2) for a in range(1, 25)]
    trials = ["01-02-%02d-%02d-%02d-%02d" % number for number in numbers]
    ordered = sorted(trials, key=lambda trial: Keyed(0, 0, 0, "split random80 " + trial).next())
    return [trial for rank, trial in enumerate(ordered) if rank * 5 // len(ordered) == fold - 1]


for arguments in [(1, 4, 0), (2, 4, 0), (2, 4, 1), (2, 3, 1), (2, 3, 2), (6, 4, 0)]:
    print("validation: fold, actors, seed", arguments, validation(*arguments))
for number in range(1, 6):
    print("random80, calm: fold", number, len(calm_clips(number)), sorted(calm_clips(number))[:3])
