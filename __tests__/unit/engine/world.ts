// Simulated worlds for the engine's tests: one organisation, a scope or two, and every verb driven to its end.
import { expect, jest } from '@jest/globals';
import { judgeSecrets, judgeWorld, livingOf } from '../../../simulation/judgement.ts';
import type { Run } from '../../../simulation/process.ts';
import { Step } from '../../../simulation/step.ts';
import { type Hazards, type StepOptions, USUAL_STEP } from '../../../simulation/step-options.ts';
import { QUIET_UNIVERSE, Universe, type UniverseOptions } from '../../../simulation/universe.ts';
import type { Applied } from '../../../src/engine/apply.ts';
import type { Scope } from '../../../src/model/identity.ts';
import type { Spec } from '../../../src/model/spec.ts';

const repository = { serverUrl: 'https://github.com', id: '4711' };

export const JOB: Scope = { name: 'run-900-1-0a1b2c30', named: false, repository };
export const PR: Scope = { name: 'pr-4', named: true, repository };

const LIMIT_MS = 3 * 3_600_000;

// Minutes of virtual time are a second or two on a busy machine.
jest.setTimeout(60_000);

/** A world and the steps that ran in it. */
export class TestWorld {
  readonly universe: Universe;
  readonly #steps: Step[] = [];

  constructor(options: Partial<UniverseOptions> = {}) {
    this.universe = new Universe({ ...QUIET_UNIVERSE, scopes: [JOB, PR], ...options });
  }

  step(scope: Scope, spec: Spec, options: Partial<StepOptions> = {}): Step {
    const step = new Step(this.universe, { ...USUAL_STEP, ...options, scope, spec });
    this.#steps.push(step);
    return step;
  }

  /** Lets virtual time pass until the work is done. */
  until<T>(work: Promise<T>): Promise<T> {
    return this.universe.time.until(work, LIMIT_MS);
  }

  /** Applies in a step of its own. */
  apply(scope: Scope, spec: Spec, options: Partial<StepOptions> = {}, hazards: Hazards = {}): Promise<Run<Applied>> {
    return this.until(this.step(scope, spec, options).apply(hazards));
  }

  get switches() {
    return this.universe.emulator.context.switches;
  }

  /** Names of our machines that cost money now, sorted. */
  living(step: Step): string[] {
    return livingOf(this.universe, step)
      .map((one) => one.name)
      .sort();
  }

  /** Requests so far that changed something, as `method path` with ids replaced. */
  writes(): string[] {
    return this.universe.emulator.requests
      .filter((request) => request.write)
      .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{32}/g, '{id}')}`);
  }

  /** No invariant was broken on the way, nobody else's thing was touched, no secret was shown. */
  verify(): void {
    for (const step of this.#steps) judgeSecrets(this.universe, step.runs, step.state.history);
    judgeWorld(this.universe);
    expect(this.universe.violations.all).toEqual([]);
  }
}

/** Outcomes by machine, with the reason where there is one. */
export function outcomes(run: Run<Applied>): Record<string, string> {
  const machines = run.value?.report.machines ?? [];
  return Object.fromEntries(
    machines.map(({ name, outcome, why }) => [name, why === null ? outcome : `${outcome}: ${why}`]),
  );
}
