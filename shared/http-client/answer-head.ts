import { BadAnswerError } from './errors.ts';
import { TOKEN } from './request-bytes.ts';

/** What a head says of its answer and of the connection. */
export interface AnswerHead {
  readonly status: number;
  readonly contentLength: string | undefined;
  readonly transferEncoding: string | undefined;
  /** Whether the connection may carry another request after this answer. */
  readonly keepsAlive: boolean;
  /** Time after which the server closes the idle connection. @default it does not say */
  readonly keptForMs: number | undefined;
  /** The text that it was read from, for {@link headersIn}. */
  readonly text: string;
}

const LINE_END = '\r\n';
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;
const HEADERS = new RegExp(`(?:${LINE_END}${TOKEN.source.slice(1, -1)}:[^\\0\\r\\n]*)*$`, 'y');
/** What this client needs of each answer; to take every header apart costs several times as much. */
const NEEDED = /\r\n(connection|content-length|keep-alive|transfer-encoding):([^\r]*)/gi;

/**
 * Reads the head of an answer.
 * @param text the head without its last, empty line
 * @throws BadAnswerError for a line that is none of HTTP/1.1
 */
export function readHead(text: string): AnswerHead {
  const firstEnd = text.indexOf(LINE_END);
  const [, minor, status] = STATUS_LINE.exec(firstEnd < 0 ? text : text.slice(0, firstEnd)) ?? [];
  if (status === undefined) throw new BadAnswerError('The answer has no status line of HTTP/1.1');
  HEADERS.lastIndex = firstEnd < 0 ? text.length : firstEnd;
  if (!HEADERS.test(text)) {
    throw new BadAnswerError('The answer has a line in its head that is no header');
  }
  const needed: Record<string, string> = {};
  NEEDED.lastIndex = firstEnd < 0 ? text.length : firstEnd;
  for (let found = NEEDED.exec(text); found; found = NEEDED.exec(text))
    add(needed, found[1] as string, found[2] as string);
  const { connection = '', 'keep-alive': hint, 'content-length': contentLength } = needed;
  const seconds = hint === undefined ? undefined : /\btimeout=(\d{1,6})/i.exec(hint)?.[1];
  return {
    status: Number(status),
    contentLength,
    transferEncoding: needed['transfer-encoding'],
    keepsAlive: minor === '1' ? !/\bclose\b/i.test(connection) : /\bkeep-alive\b/i.test(connection),
    keptForMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
    text,
  };
}

/** Takes all headers of a head apart. @returns values by name in lower case; those of a repeated name are joined by `, ` */
export function headersIn({ text }: AnswerHead): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split(LINE_END).slice(1)) {
    const colon = line.indexOf(':');
    add(headers, line.slice(0, colon), line.slice(colon + 1));
  }
  return headers;
}

function add(headers: Record<string, string>, name: string, text: string): void {
  const key = name.toLowerCase();
  const value = text.trim();
  headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
}
