"""Talks to the kernel named by its argument as a front end does (jupyter_client), for JupyterKernelTests.

Reads a list of steps from standard input and prints a list of what came of each:
  {"run": code, "interrupt": marker or absent}  -> {"status", "count", "messages": [[type, content], ...]}; interrupted once marker was printed
  {"complete": code}                            -> the reply
  {"restart": true}                             -> {"status": "ok"}
"""
import json
import sys

from jupyter_client.manager import start_new_kernel

PATIENCE = 120


def run(manager, client, step):
    request = client.execute(step["run"], stop_on_error=False)  # a step that is already waiting shall run all the same
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            break
        if kind in ("status", "execute_input"):
            continue
        messages.append([kind, content])
        if kind == "stream" and step.get("interrupt", "\0") in content["text"]:
            manager.interrupt_kernel()
    while True:
        reply = client.get_shell_msg(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == request:
            return {"status": reply["content"]["status"], "count": reply["content"]["execution_count"], "messages": messages}


def main():
    manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=PATIENCE)
    done = []
    try:
        for step in json.load(sys.stdin):
            if "run" in step:
                done.append(run(manager, client, step))
            elif "complete" in step:
                code = step["complete"]
                done.append(client.complete(code, len(code), reply=True, timeout=PATIENCE)["content"])
            else:
                manager.restart_kernel()
                client.wait_for_ready(timeout=PATIENCE)
                done.append({"status": "ok"})
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    json.dump(done, sys.stdout)


main()
