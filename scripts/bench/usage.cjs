// Loaded before a measured program with `--require`: at its end, what it used, as JSON in the directory BENCH_USAGE.
// The peak is VmHWM: getrusage's figure also counts the parent before exec.
const { readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

function peakKiB() {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: peakKiB() / 1024 };
  writeFileSync(join(process.env.BENCH_USAGE, `${basename(process.argv[1])}.json`), JSON.stringify(used));
});
