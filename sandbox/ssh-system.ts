// The part of a machine's system that its host keys are in: a directory that stands for /etc/ssh, and an ssh-keygen for it.
import { readdirSync, readFileSync } from 'node:fs';
import { access, appendFile, chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/** What one machine boots with and keeps when it is stopped. */
export type MachineSystem = {
  readonly path: string;
  /** Stands for /etc/ssh. */
  readonly etc: string;
  /** Goes to the front of the machine's PATH. */
  readonly programs: string;
  /** First boot: puts this Ed25519 key (OpenSSH text), or a new one, in place. Later boots leave what is there. */
  readonly install: (hostKey: string | null) => Promise<void>;
  /** The private host keys that are in place now; throws when one cannot be read. */
  readonly hostKeys: () => readonly string[];
};

type Pair = { readonly private: string; readonly public: string };

/** Keys that a machine can make; each is used once. */
const SPARE_KEYS = 3;

/**
 * The two uses of ssh-keygen that exchange a machine's host key, on keys that were made when it booted: a machine needs no
 * OpenSSH on the computer that the sandbox runs on. For everything else the computer's own is called, where it has one.
 * It starts no program of its own: fifty machines that boot at once would have to wait for two thousand.
 */
const KEYGEN = `#!/bin/sh
here=\${0%/*}/../spare
file= public= make= last=
for word in "$@"; do
  case $last in -f) file=$word;; -t) make=$word;; esac
  [ "$word" != -y ] || public=yes
  last=$word
done
case $file in
  "$MIST_ACTION_ETC_SSH"/*) ;;
  *) PATH=\${PATH#*:}; exec ssh-keygen "$@";;
esac
copy() { while read -r line; do echo "$line"; done <"$1" >"$2"; }
if [ -n "$public" ]; then
  # The third line tells keys apart; the first two are alike.
  [ -f "$file" ] && { read -r _; read -r _; read -r wanted; } <"$file"
  while read -r known line; do
    [ "$known" = "$wanted" ] && echo "$line" && exit
  done <"$here/index"
elif [ "$make" = ed25519 ]; then
  umask 077
  for pair in "$here"/new-*.private; do
    used=\${pair%.private}
    { set -C; true >"$used.used"; } 2>/dev/null || continue
    set +C
    copy "$pair" "$file" && umask 022 && copy "$used.public" "$file.pub" && exit
  done
fi
echo "ssh-keygen of a sandbox machine: cannot do this" >&2
exit 1
`;

/** A new Ed25519 key. ssh2 writes one in some hundreds in a form that it cannot read itself: that one is dropped. */
function makePair(): Pair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

function publicOf(privateKey: string): string {
  const parsed = ssh2.utils.parseKey(privateKey);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined || key instanceof Error) throw new Error('The injected host key cannot be read.');
  return `${key.type} ${key.getPublicSSH().toString('base64')}\n`;
}

/** Lays out nothing yet: `path` may not exist, or be left from before the machine was stopped. */
export function systemOf(path: string): MachineSystem {
  const etc = join(path, 'etc-ssh');
  const programs = join(path, 'programs');
  const spare = join(path, 'spare');
  const write = async (name: string, privateKey: string): Promise<void> => {
    await writeFile(join(spare, `${name}.private`), privateKey, { mode: 0o600 });
    await writeFile(join(spare, `${name}.public`), publicOf(privateKey));
    await appendFile(join(spare, 'index'), `${privateKey.split('\n')[2]} ${publicOf(privateKey)}`);
  };
  const install = async (hostKey: string | null): Promise<void> => {
    const key = join(etc, 'ssh_host_ed25519_key');
    if (
      await access(key).then(
        () => true,
        () => false,
      )
    )
      return;
    for (const directory of [path, etc, programs, spare]) await mkdir(directory, { mode: 0o700 });
    const own = hostKey ?? makePair().private;
    await write('first', own);
    for (let n = 1; n <= SPARE_KEYS; n += 1) await write(`new-${n}`, makePair().private);
    await writeFile(join(programs, 'ssh-keygen'), KEYGEN);
    await chmod(join(programs, 'ssh-keygen'), 0o700);
    await writeFile(`${key}.pub`, publicOf(own));
    await writeFile(key, own, { mode: 0o600 });
  };
  const hostKeys = (): readonly string[] =>
    readdirSync(etc)
      .filter((name) => /^ssh_host_\w+_key$/.test(name))
      .map((name) => readFileSync(join(etc, name), 'utf8'));
  return { path, etc, programs, install, hostKeys };
}
