// The write-ahead record of every request that changes something: intent before it leaves, sent when its first byte is
// handed to the socket, settled when its answer is known. Post reads it; it is never the truth, Mist is.
import type { Address } from './desired.ts';

export type JournalKind = 'create-machine' | 'add-key' | 'add-backend' | 'adopt-machine' | 'power-machine';

export type JournalEntry = {
  /** Position in the journal, from 0; also its key in the runner's state. */
  readonly seq: number;
  readonly kind: JournalKind;
  readonly address: Address;
  /** The name in Mist, known before the request. */
  readonly name: string;
  /** Mist id of the cloud the request is for; null for keys. */
  readonly cloudId: string | null;
  /** Epoch ms of the intent, by the server's clock where known. */
  readonly at: number;
  readonly phase: 'intent' | 'sent' | 'settled';
  /** Of a settled entry: did the server accept, refuse, or is it not known. */
  readonly result: 'accepted' | 'refused' | 'unknown' | null;
  /** Id of the create job, once accepted. */
  readonly jobId: string | null;
  /** Mist id of the object, once known. */
  readonly id: string | null;
};
