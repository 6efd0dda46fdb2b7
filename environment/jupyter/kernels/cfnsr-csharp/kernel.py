"""The C# kernel of the notebooks for Jupyter.

ipykernel's wrapper base speaks Jupyter's protocol; the cells run in a child process, `cfnsr notebook serve`, on the kit's own engine
(lib/CFNSR.Repro.Notebooks). Between the two goes one JSON object a line, as the class NotebookServer describes it; its answers are Jupyter messages
already. The child has a session of its own, so that an interrupt (a message, not a signal) reaches the cell and nothing else. It starts with the
first request and ends when this process ends, however that comes about, because its input ends.
"""
import glob
import json
import os
import subprocess
import threading
import urllib.request
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from jupyter_core.paths import jupyter_runtime_dir

KIT = Path(os.environ.get("KitPath") or Path(__file__).resolve().parents[4] / "artifacts" / "kit" / "cfnsr")
LAST_ANSWERS = ("done", "completions")


class EngineEnded(Exception):
    """The child process is not there: not built, or ended."""


class CSharpKernel(Kernel):
    """One notebook's session."""

    implementation = "cfnsr"
    implementation_version = "1"
    banner = "C# on the kit's own notebook engine"
    language_info = {
        "name": "C#",
        "mimetype": "text/x-csharp",
        "codemirror_mode": "text/x-csharp",
        "pygments_lexer": "csharp",
        "file_extension": ".cs",
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child = None
        self.notebook_name = None
        self.sending = threading.Lock()

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False):
        reply = {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}
        if not code.strip():
            return reply
        try:
            for kind, content in self.ask("run", code):
                if kind == "error":
                    reply = {"status": "error", "execution_count": self.execution_count, **content}
                if kind not in LAST_ANSWERS and not silent:
                    self.send_response(self.iopub_socket, kind, content)
        except EngineEnded as ended:
            content = {"ename": "EngineEnded", "evalue": str(ended), "traceback": [str(ended)]}
            reply = {"status": "error", "execution_count": self.execution_count, **content}
            self.send_response(self.iopub_socket, "error", content)
            if self.child:  # Jupyter says so and starts the kernel again
                self.io_loop.call_later(1, os._exit, 1)
        return reply

    def do_complete(self, code, cursor_pos):
        reply = {"status": "ok", "matches": [], "cursor_start": cursor_pos, "cursor_end": cursor_pos, "metadata": {}}
        try:
            for _, content in self.ask("complete", code[:cursor_pos]):
                reply["matches"] = content["names"]
                reply["cursor_start"] = cursor_pos - len(content["prefix"])
        except EngineEnded:
            pass  # the next cell says so
        return reply

    async def interrupt_request(self, stream, ident, parent):
        """Comes on the control thread while a cell runs on the main thread."""
        if self.child:
            self.tell({"type": "interrupt"})
        self.session.send(stream, "interrupt_reply", {"status": "ok"}, parent, ident=ident)

    def do_shutdown(self, restart):
        if self.child:
            try:
                with self.sending:
                    self.child.stdin.close()
                self.child.wait(timeout=3)
            except (OSError, subprocess.TimeoutExpired):
                self.child.kill()
        return {"status": "ok", "restart": restart}

    def ask(self, kind, code):
        """Sends a request and yields its answers as (type, content), the last one included."""
        if self.child is None:
            if not os.access(KIT, os.X_OK):
                raise EngineEnded("The kit is not built: run environment/setup.sh, then the cell again.")
            self.notebook_name = self.notebook()
            self.child = subprocess.Popen([KIT, "notebook", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                          encoding="utf-8", start_new_session=True)
        self.tell({"type": kind, "notebook": self.notebook_name, "cell": self.execution_count, "code": code})
        for line in iter(self.child.stdout.readline, ""):
            answer = json.loads(line)
            yield answer["type"], answer["content"]
            if answer["type"] in LAST_ANSWERS:
                return
        raise EngineEnded(f"The C# process ended (exit code {self.child.wait()}); its values are lost. Run the notebook again from its first cell.")

    def tell(self, message):
        """Writes one line; if nobody reads it, the next answer is the end of the output."""
        try:
            with self.sending:
                self.child.stdin.write(json.dumps(message) + "\n")
                self.child.stdin.flush()
        except (OSError, ValueError):
            pass

    def notebook(self):
        """The notebook's file name, for messages. Newer servers hand it over; others are asked whose kernel this is."""
        if os.environ.get("JPY_SESSION_NAME"):
            return os.path.basename(os.environ["JPY_SESSION_NAME"])
        kernel = Path(self.parent.connection_file).stem.replace("kernel-", "", 1)
        local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for file in glob.glob(os.path.join(jupyter_runtime_dir(), "*server-*.json")):
            try:
                server = json.loads(Path(file).read_text())
                request = urllib.request.Request(server["url"] + "api/sessions", headers={"Authorization": "token " + server["token"]})
                with local.open(request, timeout=2) as answer:
                    for session in json.load(answer):
                        if session["kernel"]["id"] == kernel:
                            return os.path.basename(session["path"])
            except (OSError, ValueError, KeyError, TypeError):
                pass  # a server that has ended, or one with a password
        return "notebook"


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=CSharpKernel)
