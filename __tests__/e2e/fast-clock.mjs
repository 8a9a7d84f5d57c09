// Makes the clock and the timers of a whole process run `speed` times faster, counted from `epoch` (ms), so that all
// processes that load it agree on the time: `node --import 'file:///…/fast-clock.mjs?speed=60&epoch=1795000000000'`.
import { promisify } from 'node:util';

const query = new URL(import.meta.url).searchParams;
const speed = Number(query.get('speed'));
const epoch = Number(query.get('epoch'));

const RealDate = globalThis.Date;
const elapsed = performance.now.bind(performance);
const now = () => Math.floor(epoch + (RealDate.now() - epoch) * speed);

globalThis.Date = class FastDate extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }

  static now() {
    return now();
  }
};
performance.now = () => elapsed() * speed;

for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  const fast = (run, ms, ...rest) => real(run, (ms ?? 0) / speed, ...rest);
  fast[promisify.custom] = (ms, ...rest) => real[promisify.custom](ms / speed, ...rest);
  globalThis[name] = fast;
}
