// A row of line charts as one SVG text, with nothing but arithmetic: the same points give the same bytes.

const PANEL = { width: 300, height: 250, left: 52, right: 14, top: 34, bottom: 40 };
const LEGEND = 34;
const COLORS = ['#0b5fff', '#6e7781', '#bf3989', '#9a6700'];
const INK = '#24292f';

const logarithmic = (value) => Math.log10(value);
const linear = (value) => value;

function asText(text) {
  return String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const round = (value) => Number(value.toFixed(1));

function label(x, y, text, anchor, more = '') {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${more}>${asText(text)}</text>`;
}

/** Powers of ten, or a round step of at most five marks, that cover 0 or `least` to `most`. */
export function ticks(log, least, most) {
  if (log) {
    const marks = [];
    for (let power = Math.floor(Math.log10(least)); 10 ** power < most * 10; power += 1) marks.push(10 ** power);
    return marks;
  }
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => size >= rough);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

function scaleOf(log, from, to, start, end) {
  const bend = log ? logarithmic : linear;
  return (value) => start + ((bend(value) - bend(from)) / (bend(to) - bend(from))) * (end - start);
}

function panelBody({ title, log, series }, xs, offset) {
  const all = series.flatMap(({ points }) => points.map(([, y]) => y));
  const marks = ticks(log, Math.min(...all), Math.max(...all));
  const { width, height, left, right, top, bottom } = PANEL;
  const x = scaleOf(true, xs[0], xs.at(-1), offset + left, offset + width - right);
  const y = scaleOf(log, marks[0], marks.at(-1), height - bottom, top);
  const parts = [label(offset + left, top - 14, title, 'start', ' font-weight="600"')];
  for (const mark of marks) {
    const at = round(y(mark));
    parts.push(`<path d="M${round(x(xs[0]))} ${at}H${round(x(xs.at(-1)))}" stroke="#d0d7de"/>`);
    parts.push(label(offset + left - 6, at + 4, mark, 'end'));
  }
  for (const value of xs) parts.push(label(x(value), height - bottom + 16, value, 'middle'));
  parts.push(label(x(Math.sqrt(xs[0] * xs.at(-1))), height - bottom + 32, 'machines', 'middle'));
  for (const { color, dashed, points } of series) {
    const path = points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${round(x(px))} ${round(y(py))}`).join('');
    parts.push(
      `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`,
    );
    for (const [px, py] of points)
      parts.push(`<circle cx="${round(x(px))}" cy="${round(y(py))}" r="2.5" fill="${color}"/>`);
  }
  return parts.join('\n');
}

function legendOf(names, colors, dashed) {
  const y = PANEL.height + 14;
  let x = PANEL.left;
  return names
    .map((name) => {
      const dash = dashed.has(name) ? ' stroke-dasharray="5 4"' : '';
      const line = `<path d="M${x} ${y}h24" stroke="${colors.get(name)}" stroke-width="2"${dash}/>`;
      const text = label(x + 30, y + 4, name, 'start');
      // Room for a wide font: the width of a text is not known here.
      x += 60 + 6.5 * name.length;
      return `${line}\n${text}`;
    })
    .join('\n');
}

/**
 * `panels` are `{title, log, series: [{name, dashed, points: [[x, y], …]}]}`; all share a logarithmic x axis with marks at `xs`.
 * A name has the same colour everywhere.
 */
export function plot({ title, xs, panels }) {
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const colors = new Map(names.map((name, index) => [name, COLORS[index % COLORS.length]]));
  const dashed = new Set(panels.flatMap(({ series }) => series.filter((one) => one.dashed).map(({ name }) => name)));
  const width = PANEL.width * panels.length;
  const height = PANEL.height + LEGEND;
  const bodies = panels.map((panel, index) => {
    const series = panel.series.map((one) => ({ ...one, color: colors.get(one.name) }));
    return panelBody({ ...panel, series }, xs, index * PANEL.width);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${asText(title)}" font-family="system-ui, sans-serif" font-size="11" fill="${INK}">`,
    `<title>${asText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...bodies,
    legendOf(names, colors, dashed),
    '</svg>\n',
  ].join('\n');
}
