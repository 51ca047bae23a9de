#!/usr/bin/env bash
# Proof on a bare Debian 12: only what debootstrap's minbase has, and python3, python3-venv, make, git, ca-certificates.
# As root: `make run` until a demo account is signed in, Ctrl-C, kill -9, start again with the data. As an ordinary user:
# the one line to run is told, run as root, then the same. Needs root and debootstrap; removes its folder at the end.
#   sudo bench/bare_debian.sh [FOLDER]        the last line is JSON (seconds, processes left)
set -eu
repo=$(cd "$(dirname "$0")/.." && pwd)
root=${1:-$(mktemp -d -p "${TMPDIR:-/var/tmp}" ocop-bare-XXXX)}
mkdir -p "$root" && chmod 755 "$root" # an ordinary user must be able to enter it
port=${OCOP_PORT:-8390}
tools=python3,python3-venv,make,git,ca-certificates
say() { echo "== $*" >&2; }
cleanup() {
    for pid in $(inside); do kill -9 "$pid" 2>/dev/null || true; done
    for place in proc dev/shm dev/pts dev; do mountpoint -q "$root/$place" && umount -l "$root/$place"; done
    [ -n "${KEEP:-}" ] || rm -rf --one-file-system "$root"
}
# Processes whose root is the folder.
inside() {
    for link in /proc/[0-9]*/root; do
        [ "$(readlink "$link" 2>/dev/null)" = "$root" ] && basename "$(dirname "$link")"
    done
    true
}
in_root() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb OCOP_PORT="$port" "$@"; }
as_user() {
    chroot --userspec=ocop:ocop "$root" /usr/bin/env -i HOME=/home/ocop PATH=/usr/bin:/bin TERM=dumb OCOP_PORT="$port" "$@"
}

make_root() {
    say "debootstrap"
    [ -e "$root/usr/bin/make" ] || debootstrap --variant=minbase --include="$tools" bookworm "$root" ${DEBIAN_MIRROR:-} >"$root.log" 2>&1
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    # This machine's way to the registries: pip, apt and certificates as they are configured here.
    for file in /etc/pip.conf /etc/apt/apt.conf.d /usr/local/share/ca-certificates; do
        if [ -e "$file" ]; then mkdir -p "$root$(dirname "$file")" && cp -rL "$file" "$root$(dirname "$file")/"; fi
    done
    chroot "$root" update-ca-certificates >/dev/null 2>&1 || true
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev" && mount --make-rslave "$root/dev"
    id_line=$(chroot "$root" id -u ocop 2>/dev/null || true)
    [ -n "$id_line" ] || chroot "$root" useradd --create-home ocop
    for home in root home/ocop; do rm -rf "$root/$home/ocop" && git clone -q "$repo" "$root/$home/ocop"; done
    chroot "$root" chown -R ocop:ocop /home/ocop
}

# start AS LOG: begin `make run` in the background; $launcher is its process, $began the moment.
start() {
    began=$(date +%s.%N)
    "$1" make -C "$([ "$1" = in_root ] && echo /root/ocop || echo /home/ocop/ocop)" run >"$2" 2>&1 &
    background=$!
}
# The first page, signed in: the login page's own form for the provincial coordinator is sent, and the answer followed.
sign_in() {
    python3 - "$port" "$background" <<'PY'
import http.cookiejar, os, re, sys, time, urllib.error, urllib.parse, urllib.request
base = f"http://127.0.0.1:{sys.argv[1]}"
web = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
deadline = time.time() + 600
while True:
    try:
        page = web.open(base + "/", timeout=30).read().decode()
        break
    except (OSError, urllib.error.URLError):
        if time.time() > deadline or not os.path.exists(f"/proc/{sys.argv[2]}"):
            sys.exit("make run ended, or gave no page within 600 s")
        time.sleep(0.2)
for form in re.findall(r"<form\b.*?</form>", page, re.S):
    fields = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', form))
    if "dieuphoi.tinh" not in form or "csrfmiddlewaretoken" not in fields:
        continue
    fields.update({n: v for n, v in re.findall(r'<button[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form) if "dieuphoi.tinh" in v})
    action = re.search(r'action="([^"]*)"', form)
    url = urllib.parse.urljoin(base + "/", action[1] if action else "/")
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode(), {"Referer": base + "/"})
    answer = web.open(request, timeout=60)
    if "Đăng xuất" in answer.read().decode():
        sys.exit(0)
sys.exit("no demo login worked")
PY
}
elapsed() { python3 -c "import time; print(round(time.time() - $began, 1))"; }
launcher() { for pid in $(inside); do tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'python.* -m ocop.launcher run' && echo "$pid" && break; done; }
left() { # how many processes are in the folder ten seconds at most after the launcher ended
    for _ in $(seq 50); do [ -z "$(inside)" ] && break; sleep 0.2; done
    inside | wc -w
}

# trial AS: first start, Ctrl-C, warm start, kill -9, start again; prints "first warm after_kill left_ctrl_c left_kill"
trial() {
    log="$root.$1.log"
    start "$1" "$log"; sign_in || { cat "$log" >&2; exit 1; }; first=$(elapsed)
    kill -INT "$(launcher)"; wait "$background" || true; ctrl=$(left)
    start "$1" "$log.2"; sign_in; warm=$(elapsed)
    kill -9 "$(launcher)"; wait "$background" || true; killed=$(left)
    start "$1" "$log.3"; sign_in; after=$(elapsed)
    kill -INT "$(launcher)"; wait "$background" || true
    cat "$log" "$log.2" "$log.3" >&2
    echo "$first $warm $after $ctrl $killed $(left)"
}

trap cleanup EXIT
make_root
chroot "$root" apt-get purge -y -q libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation2 >"$root.apt" 2>&1 || true
say "an ordinary user, who may not install system libraries"
told=0
as_user timeout 300 make -C /home/ocop/ocop run >"$root.told" 2>&1 || told=$?
cat "$root.told" >&2
line=$(sed -n 's/^    //p' "$root.told" | head -n 1)
say "the line, as root: $line"
inner=$(echo "$line" | sed "s/^su -c '\(.*\)'$/\1/; s/sudo //g")
in_root DEBIAN_FRONTEND=noninteractive sh -c "$inner" >"$root.apt" 2>&1
user=$(trial as_user)
say "root, from nothing: the libraries are taken away again"
in_root DEBIAN_FRONTEND=noninteractive apt-get purge -y -q libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation2 >>"$root.apt" 2>&1
in_root apt-get autoremove -y -q >>"$root.apt" 2>&1
rm -rf "$root/root/.cache" "$root/var/lib/ocop"
super=$(trial in_root)
python3 - "$told" "$user" "$super" <<'PY'
import json, sys
names = ["first_page_s", "warm_s", "after_kill_s", "left_ctrl_c", "left_kill", "left_end"]
result = {"refusal_exit": int(sys.argv[1])}
for who, values in (("user", sys.argv[2]), ("root", sys.argv[3])):
    result[who] = dict(zip(names, map(float, values.split())))
result["ok"] = all(r["first_page_s"] <= 180 and not (r["left_ctrl_c"] or r["left_kill"] or r["left_end"])
                   for r in (result["user"], result["root"]))
print(json.dumps(result))
sys.exit(not result["ok"])
PY
