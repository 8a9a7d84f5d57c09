// What speaks SSH and makes keys, loaded by its first use: a step asks its first lists without any of it.
import type { KeyMaker, Prober, Shell } from '../engine/ports.ts';
import type { Secret } from '../model/spec.ts';

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load();
    return loading;
  };
}

/** The key maker; see `createKeyMaker`. An RSA key is begun before that is loaded: nothing of a step takes longer. */
export function keyMakerOnUse(makeRsa: () => Promise<Secret>): KeyMaker {
  const load = () => import('../ssh/key-maker.ts');
  const maker = once(async () => (await load()).createKeyMaker());
  return {
    rsa: async () => {
      const privateKey = await makeRsa();
      return (await load()).pairOf(privateKey);
    },
    hostKey: async () => (await maker()).hostKey(),
    publicOf: async (privateKey) => (await maker()).publicOf(privateKey),
    prepare: () => {
      // Whoever reads a key hears of what cannot be loaded.
      maker().then(
        (own) => own.prepare?.(),
        () => undefined,
      );
    },
  };
}

/** The prober; see `createProber`. */
export function proberOnUse(caCertificate: string | null): Prober {
  const prober = once(async () => (await import('../ssh/prober.ts')).createProber(caCertificate));
  return {
    tcp: async (...call) => (await prober()).tcp(...call),
    prepare: () => {
      // A module that cannot be loaded is the attempt's to tell.
      prober().then(
        (loaded) => loaded.prepare?.(),
        () => undefined,
      );
    },
    ssh: async (...call) => (await prober()).ssh(...call),
    http: async (...call) => (await prober()).http(...call),
  };
}

/** The shell; see `createShell`. */
export function shellOnUse(): Shell {
  const shell = once(async () => (await import('../ssh/shell.ts')).createShell());
  return { run: async (...call) => (await shell()).run(...call) };
}
