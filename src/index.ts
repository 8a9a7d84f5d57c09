// The entries of the bundle: each loads only its own part. dist/main.js and dist/post.js are separate stubs, so that a
// main that died early can never be run again as its own post.
import './shim.ts';

/** The step: exit code by `process.exitCode`. */
export async function main(): Promise<void> {
  const { runMain } = await import('./action/run-main.ts');
  await runMain();
  end();
}

/** After the job: removes what the step made, and proves it. */
export async function post(): Promise<void> {
  const { runPost } = await import('./action/run-post.ts');
  await runPost();
  end();
}

/** The process beside the job that extends the leases of its machines; its order comes on standard input. */
export async function keeper(): Promise<void> {
  const { runKeeper } = await import('./action/run-keeper.ts');
  await runKeeper();
}

/** Makes one RSA key for main, which can be cancelled while this one works. */
export async function keyMaker(): Promise<void> {
  const { runKeyMaker } = await import('./action/run-key-maker.ts');
  await runKeyMaker();
}

/** The same engine on a command line. */
export async function cli(): Promise<void> {
  const { runCli } = await import('./cli/run-cli.ts');
  await runCli(process.argv.slice(2));
}

/** The server behind `mist-url: sandbox`; serves until SIGTERM. */
export async function sandbox(): Promise<void> {
  const { main: serve } = await import('../sandbox/main.ts');
  await serve(process.argv.slice(2));
}

/** Ends the process once all is printed: by itself, Node takes its whole memory apart before it ends. */
function end(): void {
  process.stdout.write('', () => process.exit());
}
