// What bringing up the machines of one apply is given: the plan, what it was made on, and its limits.
import type { Scope } from '../model/identity.ts';
import type { MistId } from '../model/observed.ts';
import type { ProviderId } from '../model/spec.ts';
import type { MachineChange } from '../plan/build-plan.ts';
import type { KeyChain } from './key-chain.ts';
import type { AskedListing } from './observe.ts';
import type { KeyPair } from './ports.ts';
import type { Progress } from './progress.ts';

export type UserData = (parts: {
  readonly provider: ProviderId | null;
  readonly hostKey: KeyPair | null;
  readonly cloudInit: string | null;
}) => string | null;

export type ApplyMachinesInput = {
  readonly scope: Scope;
  readonly changes: readonly MachineChange[];
  readonly clouds: readonly { readonly id: MistId; readonly name: string; readonly provider: string }[];
  readonly keys: KeyChain;
  /** What the plan was made on. */
  readonly listings: ReadonlyMap<MistId, AskedListing>;
  /** What reaches a machine as user data; throws when it is too long or cannot be used. */
  readonly userData: UserData;
  readonly parallelism: number;
  readonly trustOnFirstUse: boolean;
  /** On the monotonic clock, ms. */
  readonly deadline: number;
  /** That deadline in the user's words. */
  readonly limitText: string;
  readonly progress: Progress;
};
