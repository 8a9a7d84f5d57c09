// The exhaustive sweep: every request of a run without faults, one after the other, meets every kind of fault, and every
// process is cut at every request.
import type { Scope } from '../src/model/identity.ts';
import { FAULT_KINDS, NO_FAULTS, oneFault } from './network-faults.ts';
import { type Act, NO_REAPERS, type Plot } from './plots.ts';
import { type FaultsFor, type Played, playPlot } from './schedule.ts';
import { machineRow, specOf } from './specs.ts';
import type { Cut } from './step-options.ts';

/** One shape with one thing that goes wrong. */
export type Case = { readonly name: string; readonly plot: Plot; readonly faultsFor: FaultsFor };

const repository = { serverUrl: 'https://github.com', id: '4711' };
const UNNAMED: Scope = { name: 'run-900-1-0a1b2c30', named: false, repository };
const NAMED: Scope = { name: 'pr-4', named: true, repository };
const APPLY: Act = { do: 'apply', cut: null, stateFault: null };
const POST: Act = { do: 'post', status: 'success', cut: null };

const QUIET: Omit<Plot, 'seed' | 'actors' | 'clouds'> = {
  series: '2023',
  bootMs: 3_000,
  sshdMs: 2_000,
  latencyMs: 20,
  skewMs: 0,
  rates: new Map(),
  quietStart: 0,
  switches: {},
  outages: [],
  company: 'alone',
  ...NO_REAPERS,
};

const ACTOR = {
  ttlMs: 30 * 60_000,
  timeoutMs: 8 * 60_000,
  parallelism: 10,
  teardown: 'auto' as const,
  heartbeat: false,
};

/** What a job looks like in the sweep: one machine that goes with its job, and an environment that is applied twice. */
export const SHAPES: Readonly<Record<string, Plot>> = {
  job: {
    ...QUIET,
    seed: 1,
    clouds: [{ name: 'aws', provider: 'ec2' }],
    actors: [{ ...ACTOR, scope: UNNAMED, spec: specOf([machineRow('web', { backend: 'aws' })]), acts: [APPLY, POST] }],
  },
  environment: {
    ...QUIET,
    seed: 2,
    clouds: [
      { name: 'aws', provider: 'ec2' },
      { name: 'aws1', provider: 'linode' },
    ],
    actors: [
      {
        ...ACTOR,
        scope: NAMED,
        spec: specOf([
          machineRow('db', { backend: 'aws1', wait: { level: 'tcp', timeoutMs: null } }),
          machineRow('web', { backend: 'aws', count: 2, needs: ['db'] }),
        ]),
        acts: [APPLY, POST, APPLY, POST, { do: 'destroy', cut: null }],
      },
    ],
  },
};

/** Every case of one shape, in order: faults first, then cuts. */
export async function sweepCases(shape: string): Promise<Case[]> {
  const plot = SHAPES[shape];
  if (plot === undefined) throw new Error(`There is no shape ${shape}.`);
  const quiet = await playPlot(plot, () => NO_FAULTS);
  if (quiet.violations.length > 0) throw new Error(`The shape ${shape} fails without faults.`);
  const cases: Case[] = [];
  for (const [process, requests] of quiet.perProcess.entries()) {
    for (let n = 1; n <= requests; n += 1) {
      for (const kind of FAULT_KINDS) {
        const faultsFor: FaultsFor = (which) => (which === process ? oneFault(n, kind) : NO_FAULTS);
        cases.push({ name: `${shape} process ${process} request ${n} ${kind}`, plot, faultsFor });
      }
      cases.push(...cutsAt(shape, plot, process, n));
    }
  }
  return cases;
}

function cutsAt(shape: string, plot: Plot, process: number, request: number): Case[] {
  const cases: Case[] = [];
  for (const how of ['interrupt', 'kill'] as const) {
    for (const moment of ['started', 'arrived', 'answered'] as const) {
      const name = `${shape} process ${process} request ${request} ${how} ${moment}`;
      cases.push({ name, plot: withCut(plot, process, { how, at: { request, moment } }), faultsFor: () => NO_FAULTS });
    }
  }
  return cases;
}

/** The plot with its n-th process cut; what is told to post is what the runner would tell it. */
function withCut(plot: Plot, process: number, cut: Cut): Plot {
  const actors = plot.actors.map((actor) => ({
    ...actor,
    acts: actor.acts.map((act, n): Act => {
      if (n === process && 'cut' in act) return { ...act, cut };
      const after = n === process + 1 && act.do === 'post';
      return after ? { ...act, status: cut.how === 'interrupt' ? 'cancelled' : 'failure' } : act;
    }),
  }));
  return { ...plot, actors };
}

/** Plays one case. */
export function playCase({ plot, faultsFor }: Case): Promise<Played> {
  return playPlot(plot, faultsFor);
}
