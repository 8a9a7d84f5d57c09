// Keys of the organisation and the Vault behind them, with the surprise that a refused duplicate has already overwritten.
import { Refusal } from './reply.ts';
import type { Context, KeyRecord } from './state.ts';
import { hexOf } from './world.ts';

/** RSA PEM or OpenSSH text of a key's private half, as stored now. */
export function privateHalf(context: Context, key: KeyRecord): string {
  return context.state.vault.get(key.vaultPath) ?? '';
}

/**
 * Adds a key. On the Vault-backed series (2023) a taken path answers 409 after the stored private half was replaced; the
 * key's public half stays the old one. Throws Refusal.
 */
export function addKey(context: Context, name: string, privateKey: string): KeyRecord {
  const { state, world, options, keySource } = context;
  const publicKey = keySource.publicOf(privateKey);
  if (publicKey === null) throw new Refusal(400, 'Bad Request: Private key is not a valid RSA key.');
  if (options.series === '4.7') {
    if (state.keys.some((key) => key.name === name)) throw new Refusal(409, 'Key name exists');
  } else if (state.vault.has(name)) {
    if (state.keys.some((key) => key.vaultPath === name)) state.vault.set(name, privateKey);
    const gap = ' '.repeat(29);
    throw new Refusal(
      409,
      `Key name exists: The path \`mist/keys/${name}\` exists on Vault.${gap}Try changing the name of the key`,
    );
  } else if (state.keys.some((key) => key.name === name)) throw new Refusal(409, 'Key name exists');
  const id = hexOf(world, 32);
  const vaultPath = options.series === '4.7' ? id : name;
  state.vault.set(vaultPath, privateKey);
  const key: KeyRecord = { id, name, publicKey, vaultPath, isDefault: state.keys.length === 0, tags: {} };
  state.keys.push(key);
  return key;
}

/** Deletes a key; another one silently becomes the default, and the name stays taken unless its secret goes too. */
export function deleteKey(context: Context, key: KeyRecord, fromVault: boolean): void {
  const { state, options } = context;
  state.keys.splice(state.keys.indexOf(key), 1);
  if (fromVault || options.series === '4.7') state.vault.delete(key.vaultPath);
  const next = state.keys[0];
  if (key.isDefault && next !== undefined) next.isDefault = true;
  for (const machine of state.machines) {
    machine.associations = machine.associations.filter((one) => one.keyId !== key.id);
  }
}

/** Makes this key the one that rows without a key silently get. */
export function makeDefault(context: Context, key: KeyRecord): void {
  for (const one of context.state.keys) one.isDefault = one === key;
}
