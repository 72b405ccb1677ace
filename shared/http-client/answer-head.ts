import { BadAnswerError } from './errors.ts';
import { TOKEN } from './request-bytes.ts';

export interface AnswerHead {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Whether the connection may carry another request after this answer. */
  readonly keepsAlive: boolean;
  /** Time after which the server closes the idle connection. @default it does not say */
  readonly keptForMs?: number | undefined;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;
const BROKEN_LINE = /[\0\r\n]/;

/** @param text the head without its last, empty line */
export function readHead(text: string): AnswerHead {
  const lines = text.split('\r\n');
  const [, minor, status] = STATUS_LINE.exec(lines[0] as string) ?? [];
  if (status === undefined) throw new BadAnswerError('The answer has no status line of HTTP/1.1');
  const headers: Record<string, string> = {};
  for (let n = 1; n < lines.length; n++) addHeader(headers, lines[n] as string);
  const { connection = '', 'keep-alive': hint } = headers;
  const seconds = hint === undefined ? undefined : /\btimeout=(\d{1,6})/i.exec(hint)?.[1];
  return {
    status: Number(status),
    headers,
    keepsAlive: minor === '1' ? !/\bclose\b/i.test(connection) : /\bkeep-alive\b/i.test(connection),
    keptForMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
  };
}

function addHeader(headers: Record<string, string>, line: string): void {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
  if (!TOKEN.test(name) || BROKEN_LINE.test(line)) {
    throw new BadAnswerError('The answer has a line in its head that is no header');
  }
  const value = line.slice(colon + 1).trim();
  headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
}
