// The end of the tokens of one job: the one that main made, found by its name where its answer was lost, and post's own.
import { sentenceOf } from '../engine/world.ts';
import type { MistTokens } from '../mist/tokens.ts';
import { ApiError } from '../model/errors.ts';
import { tokenNamePrefix } from './compose.ts';
import type { Context } from './context.ts';
import type { ActionLog } from './log.ts';
import type { StepFacts } from './state-facts.ts';

export type EndTokens = {
  readonly facts: Pick<StepFacts, 'tokenId' | 'tokenName'>;
  readonly context: Pick<Context, 'runId' | 'attempt'>;
  readonly log: Pick<ActionLog, 'error'>;
  readonly setFailed: () => void;
};

/** True where main has made a token, or may have. */
export function mayHaveToken({ tokenId, tokenName }: EndTokens['facts']): boolean {
  return tokenId !== null || tokenName !== null;
}

/**
 * Revokes them, `own` (post's, which asks for all of it) last. What may still work afterwards is an error each, and the step
 * is red; one that is gone already is what was wanted. `tokens` is null where there is no connection. Never throws.
 */
export async function endTokens(post: EndTokens, tokens: MistTokens | null, own: string | null): Promise<void> {
  const { facts } = post;
  const made = facts.tokenId !== null ? [facts.tokenId] : await byName(post, tokens);
  for (const id of [...made, ...(own === null ? [] : [own])]) {
    if (tokens !== null && (await revoked(tokens, id, id === own))) continue;
    fail(post, `The token ${id} could not be revoked; it ends by itself within a day.`);
  }
}

/** Ids of the tokens that main asked for under the name that it wrote down, when it never learned of an id. */
async function byName(post: EndTokens, tokens: MistTokens | null): Promise<readonly string[]> {
  const name = post.facts.tokenName;
  if (name === null) return [];
  let why = 'there is no connection';
  // Another step can write what looks like saved state, and other jobs of the account have tokens too.
  if (!name.startsWith(tokenNamePrefix(post.context))) why = 'the name is none of this job';
  else if (tokens !== null) {
    try {
      return (await tokens.list())
        .filter((one) => one.name === name || one.name === `${name}-lookup`)
        .map(({ id }) => id);
    } catch (error) {
      why = sentenceOf(error);
    }
  }
  fail(post, `Whether there is a token \`${name}\` is not known (${why}); it would end by itself within a day.`);
  return [];
}

/** An error of the request proves nothing; that the list does not show the token any more does. */
async function revoked(tokens: MistTokens, id: string, isOwn: boolean): Promise<boolean> {
  try {
    await tokens.revoke(id);
    return true;
  } catch {
    try {
      return !(await tokens.list()).some((one) => one.id === id);
    } catch (error) {
      // Whoever is asked with a token and does not know it has revoked it.
      return isOwn && error instanceof ApiError && error.failure === 'auth';
    }
  }
}

function fail({ log, setFailed }: EndTokens, message: string): void {
  log.error(message);
  setFailed();
}
