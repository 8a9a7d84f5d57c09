// Mist's own probe: the server logs in to a machine by SSH, from where it is, with the keys that it associates with it.
// Not among the recorded exchanges: route and errors are read in the server's source (mist.api, `probe` in views.py, the
// same on both series); the form of `ssh` is the recorded one of machine rows (v1v2-47.json).
import type { ProbeResult } from '../engine/ports.ts';
import { ApiError, TransportError } from '../model/errors.ts';
import type { MistId } from '../model/observed.ts';
import { type Calls, SLOW_MS } from './calls.ts';
import { ROUTES } from './routes.ts';
import { asRow } from './wire.ts';

function notYet(seen: string): ProbeResult {
  return { ok: false, final: false, seen };
}

function never(seen: string): ProbeResult {
  return { ok: false, final: true, seen };
}

/** A refused login to the machine is a 401 too: only its words tell it from a refused token. */
function failureOf(error: ApiError): ProbeResult {
  switch (error.failure) {
    case 'auth':
      if (/authenticate to machine/i.test(error.message)) return notYet('the Mist server cannot log in to it');
      throw error;
    case 'forbidden':
      return never('the Mist server does not allow this token to probe it');
    case 'protocol':
      return never('the Mist server has no probe');
    case 'not-found':
      return notYet('the Mist server does not know it yet');
    default:
      return notYet(`the probe of the Mist server failed with ${error.status}`);
  }
}

/** Sends the one request; a probe changes nothing but the server's own view of the machine. */
export async function probeMachine(calls: Calls, id: MistId): Promise<ProbeResult> {
  try {
    const { asked, value } = await calls.send('POST', {
      route: ROUTES.probe(id),
      body: () => ({}),
      // It pings for seconds, and tries every user and port that it knows.
      timeoutMs: SLOW_MS,
    });
    const { ssh } = asRow(asked, 'probe', value).fields;
    if (typeof ssh !== 'object' || ssh === null || Array.isArray(ssh)) return notYet('the Mist server did not log in');
    const since = 'unreachable_since' in ssh ? ssh.unreachable_since : null;
    if (since !== null && since !== '') return notYet('the Mist server cannot reach it by SSH');
    return { ok: true, hostKey: null };
  } catch (error) {
    if (error instanceof ApiError) return failureOf(error);
    if (error instanceof TransportError) return notYet('no answer came to the probe of the Mist server');
    throw error;
  }
}
