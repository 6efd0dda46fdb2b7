"""Learning rates of PyTorch's OneCycleLR, as shares of the largest. Run: python3 tests/golden/training/make_one_cycle.py"""
import json
import pathlib

import torch

out = {"torch": torch.__version__, "schedules": {}}
for steps in (7, 100, 1840):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.0, steps, cycle_momentum=False)
    rates = []
    for step in range(steps):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        if step < steps - 1:
            schedule.step()
    every = max(1, steps // 20)
    out["schedules"][steps] = {str(s): rates[s] for s in sorted({*range(0, steps, every), steps - 1})}
pathlib.Path(__file__).with_name("one_cycle.json").write_text(json.dumps(out, indent=1) + "\n")
