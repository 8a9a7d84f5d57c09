// GitHub as far as a reaper asks it: which runs and pull requests live, and the days on which it does not say.

import type { GitHubReader, OwnerState } from '../src/engine/ports.ts';
import { failed, PULLS, RUNS, refused } from '../src/github/answers.ts';
import type { Scope } from '../src/model/identity.ts';
import type { Life } from './life.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How GitHub answers one reaper. Questions are counted from 1; null for never. */
export type GitHubMood = {
  /** From this question on it may not be asked. */
  readonly refusedFrom: number | null;
  /** From this question on it gives no answer. */
  readonly downFrom: number | null;
  /** Right after this answer, every pull request is open again. */
  readonly reopensAfter: number | null;
};

export const HELPFUL: GitHubMood = { refusedFrom: null, downFrom: null, reopensAfter: null };

type Truth = { readonly state: OwnerState; readonly since: number };

const ANSWER_MS = 120;

/** Who owns what a scope makes, as GitHub is asked about it; null where only leases tell. */
export function ownerKey({ name, named }: Scope): string | null {
  const run = named ? null : /^run-(\d+)-(\d+)-[0-9a-f]{8}$/.exec(name);
  if (run !== null) return `run ${run[1]} ${run[2]}`;
  const pull = /^pr-(\d+)$/.exec(name);
  return pull === null ? null : `pull ${pull[1]}`;
}

/** One repository's runs and pull requests. What the plot does not name lives. */
export class SimulatedGitHub {
  readonly #time: VirtualTime;
  readonly #truth = new Map<string, Truth>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  set(key: string, state: OwnerState): void {
    const before = this.truth(key);
    if (before.state.is === state.is) return;
    this.#truth.set(key, { state, since: this.#time.now() });
  }

  truth(key: string): Truth {
    return this.#truth.get(key) ?? { state: { is: 'live' }, since: Number.NEGATIVE_INFINITY };
  }

  reopen(): void {
    for (const key of this.#truth.keys()) if (key.startsWith('pull ')) this.set(key, { is: 'live' });
  }
}

/** One reaper's way to GitHub; remembers what it was told. */
export class GitHubLine {
  readonly #github: SimulatedGitHub;
  readonly #life: Life;
  readonly #time: VirtualTime;
  readonly #mood: GitHubMood;
  /** Owners that were asked about, and when GitHub last answered, the world's time. */
  readonly asked = new Map<string, number>();
  /** Questions that were refused or not answered. */
  unanswered = 0;
  #questions = 0;

  constructor(github: SimulatedGitHub, time: VirtualTime, life: Life, mood: GitHubMood) {
    this.#github = github;
    this.#time = time;
    this.#life = life;
    this.#mood = mood;
  }

  reader(): GitHubReader {
    return {
      runState: (id, attempt) => this.#ask(`run ${id} ${attempt}`, RUNS),
      pullRequestState: (number) => this.#ask(`pull ${number}`, PULLS),
    };
  }

  async #ask(key: string, subject: typeof RUNS): Promise<OwnerState> {
    this.#questions += 1;
    const n = this.#questions;
    await this.#life.clock().sleep(ANSWER_MS, this.#life.signal);
    const { refusedFrom, downFrom, reopensAfter } = this.#mood;
    const error =
      refusedFrom !== null && n >= refusedFrom
        ? refused(subject, '403')
        : downFrom !== null && n >= downFrom
          ? failed(subject, '502')
          : null;
    if (error === null) this.asked.set(key, this.#time.now());
    else {
      this.unanswered += 1;
      throw error;
    }
    const { state } = this.#github.truth(key);
    if (n === reopensAfter) this.#github.reopen();
    return state;
  }
}
