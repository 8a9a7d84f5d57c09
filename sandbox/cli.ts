// Starts the sandbox from a shell: `--port`, `--host`, `--boot 3s`, `--worker-step 1s`, `--series 2023|4.7`, `--no-ssh`, `--seed`.
import { main } from './main.ts';

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The sandbox failed.'}\n`);
  process.exitCode = 1;
});
