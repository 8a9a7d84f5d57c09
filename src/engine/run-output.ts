// What a script on a machine prints, kept until it can be shown in one piece: bounded, in whole lines.

/** Beginning and end of a long output are kept, each up to this many characters. */
const KEPT_EACH = 256 * 1024;
/** A longer line is left out whole: a part of it could be the part of a secret that nothing recognises any more. */
const LONGEST_LINE = 16 * 1024;
/** How much of the end an error message quotes. */
const QUOTED_LINES = 3;
const QUOTED_CHARACTERS = 400;

type Stream = 'stdout' | 'stderr';

/** Collects chunks of two streams into lines, in the order in which their lines end. */
export class RunOutput {
  readonly #open: Record<Stream, string> = { stdout: '', stderr: '' };
  /** Characters of an open line that is too long to be kept. */
  readonly #dropped: Record<Stream, number> = { stdout: 0, stderr: 0 };
  readonly #head: string[] = [];
  readonly #tail: string[] = [];
  #headSize = 0;
  #tailSize = 0;
  #left = 0;

  add(stream: Stream, text: string): void {
    const lines = text.split('\n');
    lines.forEach((part, index) => {
      this.#grow(stream, part);
      if (index < lines.length - 1) this.#end(stream);
    });
  }

  /** The last whole line that is not blank, or null. */
  get last(): string | null {
    return this.#latest(1)[0] ?? null;
  }

  /** Everything that was kept, open lines included. */
  text(): string {
    this.#endAll();
    const gap = this.#left === 0 ? [] : [`[${this.#left} lines left out]`];
    return [...this.#head, ...gap, ...this.#tail].join('\n');
  }

  /** The last lines as one, for an error: whole lines only, null when there are none that are short enough. */
  quote(): string | null {
    this.#endAll();
    const lines = this.#latest(QUOTED_LINES).filter((line) => line.length <= QUOTED_CHARACTERS);
    while (lines.join(' | ').length > QUOTED_CHARACTERS) lines.shift();
    return lines.length === 0 ? null : lines.join(' | ');
  }

  #latest(count: number): string[] {
    const lines = this.#tail.length >= count ? this.#tail : [...this.#head, ...this.#tail];
    return lines.filter((line) => line.trim() !== '').slice(-count);
  }

  #endAll(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#open[stream] !== '' || this.#dropped[stream] > 0) this.#end(stream);
    }
  }

  #grow(stream: Stream, part: string): void {
    const length = this.#open[stream].length + part.length;
    if (this.#dropped[stream] === 0 && length <= LONGEST_LINE) this.#open[stream] += part;
    else {
      this.#dropped[stream] += length;
      this.#open[stream] = '';
    }
  }

  #end(stream: Stream): void {
    const dropped = this.#dropped[stream];
    this.#keep(dropped > 0 ? `[a line of ${dropped} characters left out]` : this.#open[stream].replace(/\r$/, ''));
    this.#open[stream] = '';
    this.#dropped[stream] = 0;
  }

  #keep(line: string): void {
    if (this.#tail.length === 0 && this.#headSize + line.length < KEPT_EACH) {
      this.#head.push(line);
      this.#headSize += line.length + 1;
      return;
    }
    this.#tail.push(line);
    this.#tailSize += line.length + 1;
    while (this.#tailSize > KEPT_EACH) {
      this.#tailSize -= (this.#tail.shift()?.length ?? 0) + 1;
      this.#left += 1;
    }
  }
}
