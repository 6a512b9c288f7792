"""Whom PostgreSQL runs as: it refuses root, so root gets a system user for as long as a drill takes."""

import os
import pwd
import subprocess


class Account:

    def __init__(self, name):
        self.name, self.uid = name, os.geteuid()

    def make(self):
        if self.uid == 0:
            subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", self.name],
                           check=True)
            self.uid = pwd.getpwnam(self.name).pw_uid

    def remove(self):
        if os.geteuid() == 0:
            subprocess.run(["userdel", self.name], check=False, stderr=subprocess.DEVNULL)

    def own(self, *paths):
        for path in paths:
            os.chown(path, self.uid, -1)

    def command(self, command):
        """The same command, run by this user."""
        if os.geteuid() != 0:
            return command
        return ["setpriv", f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups", *command]
