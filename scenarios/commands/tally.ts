import { UserError } from '#shared/cli/errors';
import { EXIT } from '#shared/cli/program';
import { messageOf } from '#shared/error-message';

const NAME_WIDTH = 44;
const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;

/** `broken`: the run came to no verdict. */
type Result = 'ok' | 'wrong' | 'broken';
const MARKS: Readonly<Record<Result, string>> = { ok: 'ok  ', wrong: 'FAIL', broken: 'ERR ' };

/** One run among many. */
export interface Line {
  readonly name: string;
  readonly result: Result;
  readonly text: string;
}

/** Does the work of a line. An error is a line too, so that the others go on. */
export async function lineOf(
  name: string,
  work: () => Promise<{ readonly isRight: boolean; readonly text: string }>,
): Promise<Line> {
  try {
    const { isRight, text } = await work();
    return { name, result: isRight ? 'ok' : 'wrong', text };
  } catch (error) {
    const text = error instanceof UserError ? error.message : `broke off: ${messageOf(error)}`;
    return { name, result: 'broken', text };
  }
}

/** Counts runs as they begin and end, in lines for the user. */
export class Tally {
  readonly #total: number;
  readonly #now: () => number;
  readonly #startedMs: number;
  readonly #lines: Line[] = [];
  #begun = 0;

  /** @param now in milliseconds */
  constructor(total: number, now = () => performance.now()) {
    this.#total = total;
    this.#now = now;
    this.#startedMs = now();
  }

  /** @returns a line of progress */
  begin(name: string): string {
    this.#begun++;
    return `${this.#begun} of ${this.#total}, after ${this.#passed()}: ${name}`;
  }

  /** @returns its line of the table */
  end(line: Line): string {
    this.#lines.push(line);
    return `${MARKS[line.result]} ${line.name.padEnd(NAME_WIDTH)} ${line.text}`;
  }

  summary(): string {
    const others = this.#lines.filter(({ result }) => result !== 'ok').map(({ name }) => name);
    const right = this.#lines.length - others.length;
    const names = others.length === 0 ? '' : `; not so: ${others.join(', ')}`;
    return `${right} of ${this.#total} as they must, in ${this.#passed()}${names}`;
  }

  /** A finding counts before a run without one. */
  exitCode(): number {
    const results = this.#lines.map(({ result }) => result);
    if (results.includes('wrong')) return EXIT.no;
    return results.includes('broken') || results.length < this.#total ? EXIT.failed : EXIT.ok;
  }

  #passed(): string {
    const seconds = Math.floor((this.#now() - this.#startedMs) / MS_PER_SECOND);
    const rest = String(seconds % SECONDS_PER_MINUTE).padStart(2, '0');
    return `${Math.floor(seconds / SECONDS_PER_MINUTE)}:${rest}`;
  }
}
