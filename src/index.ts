// The entries of the bundle: each loads only its own part. dist/main.js and dist/post.js are separate stubs, so that a
// main that died early can never be run again as its own post.
import './shim.ts';

/** The step: exit code by `process.exitCode`. */
export async function main(): Promise<void> {
  const { runMain } = await import('./action/run-main.ts');
  await runMain();
}

/** After the job: removes what the step made, and proves it. */
export async function post(): Promise<void> {
  const { runPost } = await import('./action/run-post.ts');
  await runPost();
}

/** The server behind `mist-url: sandbox`; serves until SIGTERM. */
export async function sandbox(): Promise<void> {
  const { main: serve } = await import('../sandbox/main.ts');
  await serve(process.argv.slice(2));
}
