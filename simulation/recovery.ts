// The question at the end of every plot: does a world without faults bring all of it back in order?
import { defaultSwitches } from '../sandbox/switches.ts';
import { rowPart } from '../src/model/identity.ts';
import type { ReapResult } from '../src/reap/reap.ts';
import { HELPFUL, ownerKey } from './github.ts';
import { BOMB } from './happenings.ts';
import { endNameless } from './hidden-machines.ts';
import { judgeApply, judgeTeardown, livingOf } from './judgement.ts';
import { armedBeside } from './keeper-rules.ts';
import { NO_FAULTS } from './network-faults.ts';
import type { ActorPlot, Plot } from './plots.ts';
import type { Run } from './process.ts';
import { KEEP_TAG, playReap } from './reaper.ts';
import type { Step } from './step.ts';
import type { StepOptions } from './step-options.ts';
import type { Universe } from './universe.ts';

/** A lease is renewed once a tenth of its usual half hour is used up. */
const LEASE_USED_MS = 2 * 60_000;

/** Enough for five machines one after the other; what is broken is waited for that long. */
const TIMEOUT_MS = 12 * 60_000;

/** What recovery needs of the schedule that was played. */
export type Played = {
  readonly universe: Universe;
  readonly plot: Plot;
  readonly options: (actor: ActorPlot) => StepOptions;
  readonly newStep: (options: StepOptions) => Step;
  /** A reaper is to find all whose owner is over. */
  readonly reaped: boolean;
  readonly onReap: (run: Run<ReapResult>) => void;
};

/** Without faults, everything comes back in order: reap finds the dead, apply makes it so, destroy removes all. */
export function recover(played: Played): Promise<void> {
  return new Recovery(played).run();
}

class Recovery {
  readonly #played: Played;
  readonly #universe: Universe;

  constructor(played: Played) {
    this.#played = played;
    this.#universe = played.universe;
  }

  async run(): Promise<void> {
    const universe = this.#universe;
    const { plot, newStep } = this.#played;
    Object.assign(universe.emulator.context.switches, defaultSwitches());
    await endNameless(universe);
    if (this.#played.reaped) await this.#reap();
    const done = new Set<string>();
    for (const actor of plot.actors) {
      const { name, named } = actor.scope;
      if (done.has(name)) continue;
      done.add(name);
      const own = this.#played.options(patient(actor));
      const options = {
        ...own,
        timeoutMs: TIMEOUT_MS,
        // Who waits for longer than a lease lasts is handed machines that it has ended (docs/reliability.md).
        ttlMs: own.ttlMs === null ? null : Math.max(own.ttlMs, TIMEOUT_MS + 10 * 60_000),
        replace: true,
        heartbeat: false,
      };
      if (named) await this.#reapply(options);
      const step = newStep(options);
      const run = await step.destroy({ faults: NO_FAULTS });
      judgeTeardown(universe, step, run, { everything: true, alone: true });
      if (run.ending !== 'green') universe.violations.add('I6', `a quiet destroy is ${run.ending}: ${reasons(run)}`);
      const left = livingOf(universe, step);
      for (const one of left) universe.violations.add('I6', `a quiet destroy leaves ${one.name}`);
    }
  }

  /** Runs are over by now; pull requests are closed only where a reaper was part of the plot. */
  async #reap(): Promise<void> {
    const { github, time, violations, options } = this.#universe;
    const over = options.scopes.filter((scope) => !scope.named || this.#played.plot.reaps.length > 0);
    for (const scope of over) github.set(ownerKey(scope) ?? '', { is: 'over', since: time.now() });
    const plot = { atMs: 0, dryRun: false, olderThanMs: 60_000, maxReap: 100, cut: null, github: HELPFUL };
    const run = await playReap(this.#universe, plot, NO_FAULTS);
    this.#played.onReap(run);
    if (run.ending !== 'green') violations.add('I6', `a quiet reap is ${run.ending}: ${reasons(run)}`);
    const { machines } = this.#universe.emulator.context.state;
    for (const { id, name } of this.#universe.living()) {
      const kept = KEEP_TAG in (machines.find((one) => one.id === id)?.tags ?? {});
      const dead = over.some((scope) => rowPart(scope, 'machine', name) !== null);
      if (dead && !kept) violations.add('I6', `a quiet reap leaves ${name}`);
    }
  }

  /** A schedule beside the lease would destroy the machine when nobody expects it (H32). */
  #judgeBombs(step: Step): void {
    for (const { id, name } of livingOf(this.#universe, step)) {
      const armed = armedBeside(this.#universe, id).filter((one) => !one.name.endsWith(BOMB));
      if (armed.length > 0) this.#universe.violations.add('I1', `${name} is destroyed by a schedule beside its lease`);
    }
  }

  #abandoned(step: Step): boolean {
    if (!this.#played.plot.switches.destroyLies) return false;
    const { machines } = this.#universe.emulator.context.state;
    return livingOf(this.#universe, step).some(
      ({ id }) => machines.find((one) => one.id === id)?.associations.length === 0,
    );
  }

  async #reapply(options: StepOptions): Promise<void> {
    const { violations } = this.#universe;
    const step = this.#played.newStep(options);
    const run = await step.apply();
    judgeApply(this.#universe, step, run, true);
    if (run.ending !== 'green') {
      // Two adds of one key at the same time break it on this server (H24), also where a proxy delivers the one of an apply
      // that has ended; the plan says so, and destroy cures it.
      const { company, rates } = this.#played.plot;
      if ((company === 'same' || rates.has('late')) && /private half|another key/.test(run.error?.message ?? ''))
        return;
      if (this.#played.plot.switches.secondMachine && /another key/.test(run.error?.message ?? '')) return;
      // What was broken when it was made is not made whole by an apply, and not replaced behind the user's back. It may use up the
      // time of a row that needs it, and of no other.
      const { neverBoot, sshNever } = this.#played.plot.switches;
      const needy = options.spec.machines.filter((row) => row.state !== 'absent' && row.needs.length > 0);
      const late = needy.some(({ name }) =>
        run.error?.message.startsWith(`machine/${name}: not listed by its provider`),
      );
      if (
        (neverBoot || sshNever) &&
        (late || /not (?:reachable|running|through|answering|ready)|time was over/.test(run.error?.message ?? ''))
      )
        return;
      // A destroy that the provider did not obey made the create's worker give up: the server has no key to log in with, and no tag tells
      // which key the machine was made with.
      if (
        this.#abandoned(step) &&
        /the Mist server cannot log in|probe of the Mist server|time was over|last seen: login refused/.test(
          run.error?.message ?? '',
        )
      )
        return;
      violations.add('I6', `a quiet apply is ${run.ending}: ${run.error?.message}`);
      return;
    }
    const names = livingOf(this.#universe, step).map((one) => one.name);
    if (new Set(names).size < names.length) violations.add('I7', `two machines for one row: ${names.join(', ')}`);
    // One that waited long for what never came up has used its leases up, and the next has to renew them.
    if (run.tookMs > LEASE_USED_MS) return;
    const again = this.#played.newStep(options);
    const writes = (): number => this.#universe.emulator.requests.filter((request) => request.write).length;
    const before = writes();
    const second = await again.apply();
    if (second.ending !== 'green') violations.add('I6', `a second apply is ${second.ending}: ${second.error?.message}`);
    this.#judgeBombs(again);
    if (writes() !== before) violations.add('I6', `a second apply writes: ${second.network.trace.join(', ')}`);
  }
}

/** The same rows, waiting as long as the step allows. */
function patient(actor: ActorPlot): ActorPlot {
  const machines = actor.spec.machines.map((row) =>
    row.state === 'present' ? { ...row, wait: { ...row.wait, timeoutMs: null } } : row,
  );
  return { ...actor, spec: { ...actor.spec, machines } };
}

function reasons(run: Run<unknown>): string {
  const { value } = run;
  const leaks = typeof value === 'object' && value !== null && 'leaks' in value ? JSON.stringify(value.leaks) : '';
  return `${run.error?.message ?? ''} ${leaks}`;
}
