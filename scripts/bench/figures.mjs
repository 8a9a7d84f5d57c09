// From samples to figures: medians with their spread, and the table.

/** `{median, min, max}` of numbers; null when there are none. */
export function spreadOf(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** Samples of one program → each measure with its spread. */
export function summarize(samples) {
  const measures = new Set(samples.flatMap((sample) => Object.keys(sample)));
  return Object.fromEntries([...measures].map((measure) => [measure, spreadOf(samples.map((one) => one[measure]))]));
}

function time(ms) {
  if (ms === undefined) return '–';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function timeSpread(spread) {
  return spread ? `${time(spread.median)} (${time(spread.min)}–${time(spread.max)})` : '–';
}

function whole(spread) {
  return spread ? String(Math.round(spread.median)) : '–';
}

function pair(ours, floor, show) {
  const right = floor === undefined ? '–' : show(floor);
  return right === '–' ? show(ours) : `${show(ours)} / ${right}`;
}

/** The measure that a row is about: the time to the first request, or the whole time. */
const timeOf = (row, summary) => (['start', 'parse-64k'].includes(row.name) ? summary.firstMs : summary.wallMs);

function rowCells(row) {
  const { ours, floor, bare } = row.figures;
  const against = floor ?? bare;
  const [own, least] = [timeOf(row, ours), floor ? timeOf(row, floor) : bare.wallMs];
  const least0 = floor === undefined ? `${timeSpread(least)} (bare)` : timeSpread(least);
  return [
    row.title,
    String(row.latencyMs),
    timeSpread(own),
    least0,
    (own.median / least.median).toFixed(2),
    pair(ours.requests, floor?.requests, whole),
    pair(ours.roundTrips, floor?.roundTrips, whole),
    pair(ours.cpuMs, against.cpuMs, whole),
    pair(ours.peakMb, against.peakMb, whole),
    String(row.samples.ours.length),
  ];
}

const HEAD = ['Row', 'ms', 'Action', 'Floor', 'Ratio', 'Requests', 'Round trips', 'CPU ms', 'Peak MB', 'n'];

/** Rows of cells as a Markdown table with columns of equal width. */
export function markdownTable(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The table of measured rows; pairs are action / floor. */
export function resultTable(rows) {
  return markdownTable(HEAD, rows.map(rowCells));
}

function amount({ value, unit }) {
  if (unit === 'ms') return time(value);
  if (unit === 'MiB') return `${value.toFixed(2)} MiB`;
  if (unit === 'x') return value.toFixed(2);
  return `${Math.round(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** The table of goals, with `ok` or `over` beside each. */
export function goalTable(goals) {
  const cells = goals.map(({ must, what, value, limit, unit, ok }) => [
    String(must),
    what,
    amount({ value, unit }),
    amount({ value: limit, unit }),
    ok ? 'ok' : 'over',
  ]);
  return markdownTable(['Goal', 'What', 'Seen', 'At most', ''], cells);
}
