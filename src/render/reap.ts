// What a reap found, for log and job summary: what goes and why, what stays and why. Pure.
import type { Leak } from '../model/outcome.ts';
import { codeSpan, document, escapeText, MAX_SUMMARY_BYTES, paragraph, type Section, table } from './markdown.ts';
import { leakSections } from './summary.ts';

/** One machine, key or schedule; `why` finishes "because". */
export type ReapRow = {
  readonly kind: 'machine' | 'key' | 'schedule';
  readonly name: string;
  readonly id: string;
  readonly backend: string | null;
  readonly why: string;
};

export type ReapView = {
  readonly dryRun: boolean;
  /** Why nothing was removed although it was asked for; null otherwise. */
  readonly refused: string | null;
  /** What lost its owner. Those with an id in `removed` are gone. */
  readonly doomed: readonly ReapRow[];
  readonly removed: ReadonlySet<string>;
  readonly left: readonly ReapRow[];
  readonly leaks: readonly Leak[];
  readonly backends: readonly string[];
  /** Disabled backends that could not be listed. */
  readonly unseen: readonly { readonly backend: string; readonly why: string }[];
};

/** `Would remove 2 machines, 1 key`, or `Removed …`; the sentence that nothing lost its owner. */
export function reapSentence(view: ReapView): string {
  const whole = view.unseen.length === 0 && !view.leaks.some(({ id }) => id === null);
  if (view.doomed.length === 0) return `Nothing${whole ? '' : ' that could be listed'} has lost its owner.`;
  if (view.refused !== null) return view.refused;
  if (view.dryRun) return `Would remove ${counted(view.doomed)} (dry run: nothing was changed).`;
  return `Removed ${counted(view.doomed.filter(({ id }) => view.removed.has(id)))} of ${counted(view.doomed)}.`;
}

/** Tells that a disabled backend was not looked at. */
export function unseenSentence({ backend, why }: ReapView['unseen'][number]): string {
  return `Not looked at: ${backend}. It is disabled in Mist and could not be listed (${why}), so what lives there is not known.`;
}

/** The lines for the log: everything that goes, everything that stays, and the sentence. */
export function renderReapText(view: ReapView): string {
  const place = ({ backend }: ReapRow): string => (backend === null ? '' : ` on ${backend}`);
  return [
    ...view.doomed.map((row) => `${fate(view, row)}: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
    ...view.left.map((row) => `left alone: ${row.kind}/${row.name}${place(row)}: ${row.why}`),
    reapSentence(view),
    `Listed live twice: ${view.backends.join(', ') || 'no backend'}.`,
    ...view.unseen.map(unseenSentence),
  ].join('\n');
}

/** The job summary as Markdown, under GitHub's limit. */
export function renderReapSummary(view: ReapView, maxBytes: number = MAX_SUMMARY_BYTES): string {
  const sections: Section[] = [
    paragraph('### Mist: reap', '', escapeText(reapSentence(view))),
    ...leakSections(view.leaks),
    ...rowSections('Lost their owner', view.doomed, (row) => fate(view, row)),
    ...rowSections('Left alone', view.left, () => 'left alone'),
    paragraph(`Listed live twice: ${view.backends.map(escapeText).join(', ') || 'no backend'}.`),
    ...view.unseen.map((one) => paragraph(escapeText(unseenSentence(one)))),
  ];
  return document(sections, maxBytes);
}

function rowSections(title: string, rows: readonly ReapRow[], word: (row: ReapRow) => string): readonly Section[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [
    row.kind,
    codeSpan(row.name),
    codeSpan(row.id),
    row.backend === null ? '' : escapeText(row.backend),
    word(row),
    escapeText(row.why),
  ]);
  return [paragraph(`#### ${title}`), table(['Kind', 'Name in Mist', 'Id', 'Backend', 'Result', 'Why'], cells)];
}

function fate(view: ReapView, row: ReapRow): string {
  if (view.removed.has(row.id)) return 'removed';
  return view.dryRun ? 'would be removed' : 'not removed';
}

/** `2 machines, 1 key`; `nothing` for none. */
function counted(rows: readonly ReapRow[]): string {
  const parts = (['machine', 'key', 'schedule'] as const).flatMap((kind) => {
    const count = rows.filter((row) => row.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  });
  return parts.join(', ') || 'nothing';
}
