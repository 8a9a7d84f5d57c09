// How far the texts of a step may be trusted, by its event alone.
import { type Context, isFork } from './context.ts';

/**
 * How far the texts of this step may be trusted. `files`: those of the checkout are not, the workflow itself is.
 * `all`: the workflow came with the change as well.
 */
export type Distrust = 'nothing' | 'files' | 'all';

/** Events that run the base's workflow, with secrets, while a stranger's change may be checked out. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'];

/**
 * What the event's payload can tell. A head whose repository is gone counts as a fork's. Of an event that names no pull request
 * (`push`, `schedule`, most of `workflow_dispatch` and `repository_dispatch`) nobody can tell what the workflow has checked out.
 */
export function distrustOf({ event }: Pick<Context, 'event'>): Distrust {
  if (PRIVILEGED_EVENTS.includes(event.name)) return 'files';
  if (event.pullRequest !== null && isFork(event.pullRequest)) return 'all';
  return event.namesFork ? 'files' : 'nothing';
}
