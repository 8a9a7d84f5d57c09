// What differs in words between a step of a job, which has a post, and a command, which has only its own end.

export type Voice = {
  /** Told after what ended the run early. */
  readonly afterCancel: string;
  /** Told where a private key was saved beside the user's own files. */
  readonly savedKey: string;
  /** What to do about a spec file that cannot be read. */
  readonly specFile: string;
  /** Ends "Scope x stays": by which rule, where that is the user's choice. */
  readonly staysBy: (teardown: string) => string;
  /** False where a run that made nothing has no need to say so. */
  readonly tellsNothing: boolean;
  /** Outputs go to GitHub, with its limits. */
  readonly outputsToGitHub: boolean;
};

/** A step of a job. */
export const JOB_VOICE: Voice = {
  afterCancel: 'Post removes what must not stay.',
  savedKey: 'do not upload it with artifacts; post removes it.',
  specFile: 'Give the spec as text in `spec`, or check out the repository first and give the path of a file in it.',
  staysBy: (teardown) => ` (teardown: ${teardown})`,
  tellsNothing: true,
  outputsToGitHub: true,
};

/** A command: it removes the half-made itself, and what is ready always stays. */
export const COMMAND_VOICE: Voice = {
  afterCancel: 'What is half-made is removed now.',
  savedKey: 'keep it out of commits, and remove it when you need it no more.',
  specFile: 'Give with `-f` a plain file in the current directory or below it.',
  staysBy: () => '',
  tellsNothing: false,
  outputsToGitHub: false,
};
