// What a process that the step starts may know of the step's environment.

/**
 * Only these are inherited. RUNNER_TRACKING_ID is how the runner finds a process at the job's end; with Node's own
 * variables it trusts the same certificates as main.
 */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'USERPROFILE',
  'RUNNER_TRACKING_ID',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_SYSTEM_CA',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
];

/** The part of `env` that a child process gets: no input, no token, nothing that the user has set. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
