"""What the help of each command ends with."""

from __future__ import annotations

EXAMPLES = {
    "xenstream": (
        "xenstream saved.img",
        "xenstream verify saved.img",
    ),
    "show": (
        "xenstream show saved.img",
        "xenstream show --record HVM_CONTEXT --path 'HVM_PARAMS/*PFN' saved.img",
    ),
    "verify": (
        "xenstream verify *.img",
        "xenstream verify --profile restore --xen 4.17 -o json saved.img",
    ),
    "list": (
        "xenstream list /var/lib/xen/save",
        "xenstream list --verify --sort size -r .",
    ),
    "diff": (
        "xenstream diff before.img after.img",
        "xenstream diff --no-memory --ignore 'HVM_CONTEXT/CPU/tsc' a.img b.img",
    ),
    "tee": (
        "xl save vm /dev/stdout | xenstream tee --to vm.img >/dev/null",
        "xl save vm /dev/stdout | xenstream tee --stop-on-error | ssh host 'cat > vm.img'",
    ),
    "memory": (
        "xenstream memory saved.img -o memory.raw",
        "xenstream memory saved.img --as elf --virtual -o guest.core",
    ),
    "stats": (
        "xenstream stats saved.img",
        "xenstream stats --contents --picture migration.html captured.img",
    ),
    "redact": (
        "xenstream redact saved.img to-show.img",
        "xz -dc saved.img.xz | xenstream redact - to-show.img",
    ),
    "rules": (
        "xenstream rules",
        "xenstream rules -o markdown",
    ),
    "explain": (
        "xenstream explain XS306",
        "xenstream explain XS643",
    ),
    "volatility-path": (
        "xenstream volatility-path",
        "xenstream volatility-path --help",
    ),
    "completion": (
        "xenstream completion bash > /etc/bash_completion.d/xenstream",
        "xenstream completion man > xenstream.1",
    ),
}
"""By the command, `xenstream` for the whole."""
