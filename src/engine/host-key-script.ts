// The script by which a machine exchanges its injected host key for one of its own, and what it answers. POSIX sh and
// OpenSSH's own programs only, in the places where cloud-init's module `cc_ssh` writes: /etc/ssh/ssh_host_<kind>_key.
import { parsePublicKey } from '../model/host-key.ts';

/**
 * `prepare` changes nothing that sshd reads; `commit` puts the prepared key in the injected one's place. `exchange` is both:
 * in between it prints PREPARED, and goes on when it reads GO from descriptor 3.
 */
export type ScriptStep = 'prepare' | 'commit' | 'exchange';

/** Printed once the own key has been made and told, and nothing that sshd reads has been changed. */
export const PREPARED = 'mist-prepared';
/** The answer on which `exchange` goes on; on any other, and on none, it ends and has changed nothing. */
export const GO = 'go';

/** What a machine said: its own public host keys, `kind base64`, the Ed25519 key first; or why it cannot, for people. */
export type ScriptAnswer =
  | { readonly ok: true; readonly hostKeys: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Printed by the script as `mist-refused <word>`: no text of a machine's own is ever shown. */
const REFUSALS: Readonly<Record<string, string>> = {
  root: 'its login user is not root and may not become root without a password (sudo, doas)',
  keygen: 'it has no ssh-keygen',
  foreign: 'its injected host key is not in /etc/ssh/ssh_host_ed25519_key',
  write: 'its /etc/ssh cannot be written to',
  make: 'ssh-keygen made no new key',
  reload: 'its SSH server could not be told to read its keys again',
};

/** Kinds that OpenSSH uses for host keys today; what else a machine may name is not handed on. */
const KINDS: ReadonlySet<string> = new Set([
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
]);
const MAX_KEYS = 8;

/**
 * Runs as root. No single quotes in it: it is one argument of `sh -c`. Steps are safe to repeat and to break off: the new
 * private half is on the disk before anybody is told of it, it replaces the old one by a rename, and a public half is
 * derived anew. A machine that crashes in between must not make another: the tags may name this one by then. Every program
 * that is started costs a small machine milliseconds, so that the shell does itself what it can.
 *
 * To find the SSH server that this session came from, it climbs from itself to the topmost process called sshd. That is
 * the listener, whatever started it (systemd, OpenRC, SysV, a container), and HUP is what their `reload` sends; sessions
 * survive it. A server that was started for one connection (inetd, ssh@.service) reads its keys each time.
 */
const AS_ROOT = String.raw`
dir=$1 step=$2 boot=$3 told=
umask 077
# Who becomes root gets the input and no other descriptor.
[ "$step" != exchange ] || exec 3<&0 </dev/null
file=ssh_host_ed25519_key
key=$dir/$file next=$dir/.mist-action-next
new=$next/$file
refuse() { echo "mist-refused $1"; exit 9; }
public() { line=; [ -f "$1" ] || return 0; set -- $(ssh-keygen -y -P "" -f "$1" 2>/dev/null); [ -z "$1" ] || line="$1 $2"; }
listener() {
  pid=$$ found=
  while [ "$pid" -ge 1 ] && [ -r "/proc/$pid/status" ]; do
    name= parent=0
    while read -r field value _; do
      case $field in Name:) name=$value;; PPid:) parent=$value; break;; esac
    done <"/proc/$pid/status"
    [ "$name" != sshd ] || found=$pid
    pid=$parent
  done
  [ -r "/proc/$$/status" ] || found=$(cat /run/sshd.pid /var/run/sshd.pid 2>/dev/null | head -n 1)
  [ -n "$found" ] || return 0
  case $(tr "\000" " " 2>/dev/null <"/proc/$found/cmdline") in
    "sshd: "*"[listener]"*) ;;
    "sshd: "* | *" -i "*) found=;;
  esac
}
tell() {
  echo "mist-host-key $now"
  for other in "$dir"/ssh_host_*_key; do
    [ "$other" != "$key" ] && [ -f "$other" ] || continue
    public "$other"
    echo "mist-host-key $line"
  done
}
command -v ssh-keygen >/dev/null || refuse keygen
public "$key"
now=$line
[ -n "$now" ] || refuse foreign
if [ "$now" = "$boot" ]; then
  public "$new"
  now=$line
  if [ "$step" != commit ] && [ -z "$now" ]; then
    mkdir "$next" 2>/dev/null || { rm -rf "$next" && mkdir "$next"; } || refuse write
    ssh-keygen -q -t ed25519 -N "" -C "" -f "$new" </dev/null >/dev/null || refuse make
    read -r kind blob _ <"$new.pub" && now="$kind $blob"
  fi
  [ -n "$now" ] || refuse make
  if [ "$step" != commit ]; then sync "$new" 2>/dev/null || sync; fi
  if [ "$step" = exchange ]; then
    tell
    told=yes
    echo mist-prepared
    read -r go <&3 && [ "$go" = go ] || exit 0
  fi
  if [ "$step" != prepare ]; then
    rm -f "$new.pub" "$key.pub" "$key-cert.pub" || refuse write
    umask 022
    echo "$now" >"$new.pub" && mv -f "$new" "$new.pub" "$dir" && rm -rf "$next" || refuse write
    if command -v restorecon >/dev/null; then restorecon "$key" "$key.pub"; fi
  fi
fi
if [ "$step" != prepare ]; then
  listener
  [ -z "$found" ] || kill -HUP "$found" || refuse reload
fi
[ -n "$told" ] || tell
`.trim();

/**
 * The script for one step. `injected` is the public half (`ssh-ed25519 AAAA…`) of the key to get rid of; nothing in the
 * text is secret. The variable stands for /etc/ssh where that is not the machine's own, as on the sandbox.
 */
export function hostKeyScript(step: ScriptStep, injected: string): string {
  const parts = parsePublicKey(injected);
  if (parts === null) throw new TypeError('The injected host key is no public key.');
  const answers = step === 'exchange' ? ' <&3' : '';
  return [
    '# mist-action: host keys',
    `body='${AS_ROOT}'`,
    'dir=$MIST_ACTION_ETC_SSH; [ -n "$dir" ] || dir=/etc/ssh',
    `set -- "$dir" ${step} '${parts.kind} ${parts.base64}'`,
    // Only root can write there, so that this also tells whether we are root.
    'if [ -w "$dir" ]; then become=',
    'elif [ "$(id -u)" = 0 ]; then echo "mist-refused write"; exit 9',
    'elif sudo -n true 2>/dev/null; then become="sudo -n"',
    'elif doas -n true 2>/dev/null; then become="doas -n"',
    'else echo "mist-refused root"; exit 9',
    'fi',
    // Who is root already needs no other shell.
    `[ -n "$become" ] || { eval "$body"; exit; }${answers}`,
    `$become sh -c "$body" mist-action "$@"${answers}`,
  ].join('\n');
}

/** Reads what the script printed; everything else in between is ignored. */
export function readScriptAnswer(exitCode: number | null, stdout: string, injected: string): ScriptAnswer {
  const word = /^mist-refused (\w+)\s*$/m.exec(stdout)?.[1];
  if (exitCode !== 0)
    return { ok: false, why: REFUSALS[word ?? ''] ?? `its shell ended with ${exitCode ?? 'a signal'}` };
  const lines = [...stdout.matchAll(/^mist-host-key (.*)$/gm)].map(([, line]) => parsePublicKey(line ?? ''));
  const keys = lines.flatMap((key) => (key !== null && KINDS.has(key.kind) ? [`${key.kind} ${key.base64}`] : []));
  const own = [...new Set(keys)].filter((key) => key !== injected).slice(0, MAX_KEYS);
  if (!own[0]?.startsWith('ssh-ed25519 ')) return { ok: false, why: 'its shell did not run what it was given' };
  return { ok: true, hostKeys: own };
}
