/** A server's answer, read strictly by RFC 9112. */
export type ReadAnswer =
  | { readonly state: 'partial' }
  | { readonly state: 'malformed'; readonly why: string }
  | { readonly state: 'whole'; readonly status: number };

const STATUS_LINE = /^HTTP\/1\.[01] ([1-5]\d\d) [\t\x20-\x7e\x80-\xff]*$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+):[\t\x20-\x7e\x80-\xff]*$/;
const CHUNK_LINE = /^([\da-f]+)(;.*)?$/i;
const HEAD_END = '\r\n\r\n';
const SWITCHING_PROTOCOLS = 101;
const OK = 200;
const WITHOUT_BODY = new Set([204, 304]);
const HEX = 16;

const malformed = (why: string): ReadAnswer => ({ state: 'malformed', why });
const PARTIAL: ReadAnswer = { state: 'partial' };

/**
 * Reads the first final answer in the bytes received.
 * @param hasEnded whether nothing follows, which ends a body of no given length
 */
export function readAnswer(bytes: Buffer, method: string, hasEnded: boolean): ReadAnswer {
  const text = bytes.toString('latin1');
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd === -1) {
    if (text !== '' && !'HTTP/1.'.startsWith(text.slice(0, 7)))
      return malformed(`begins with ${text.slice(0, 40)}`);
    return PARTIAL;
  }
  const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) return malformed(`status line ${statusLine}`);
  const odd = lines.find((line) => !HEADER_LINE.test(line));
  if (odd !== undefined) return malformed(`header line ${odd}`);
  const rest = text.slice(headEnd + HEAD_END.length);
  if (status < OK && status !== SWITCHING_PROTOCOLS)
    return readAnswer(Buffer.from(rest, 'latin1'), method, hasEnded);
  const valuesOf = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const hasNone = method === 'HEAD' || WITHOUT_BODY.has(status);
  const [body, after = hasEnded && body !== undefined ? '' : undefined] = readBody(rest, valuesOf, hasNone);
  if (after === undefined) return hasEnded ? malformed('the body is cut off') : PARTIAL;
  if (after !== '' && !after.startsWith('HTTP/1.')) return malformed(`after the body: ${after.slice(0, 40)}`);
  const type = valuesOf('content-type')[0] ?? '';
  if (body && /^application\/(\S+\+)?json/.test(type) && !isJson(body))
    return malformed(`no JSON: ${body.slice(0, 80)}`);
  return { state: 'whole', status };
}

type Values = (name: string) => readonly string[];

/** Body and the rest after it; the body is incomplete while the rest is undefined. */
function readBody(rest: string, valuesOf: Values, hasNone: boolean): readonly [string?, string?] {
  if (hasNone) return ['', rest];
  if (valuesOf('transfer-encoding').includes('chunked')) return readChunks(rest);
  const lengths = valuesOf('content-length');
  if (lengths.length === 0) return [rest];
  const length = Number(lengths[0]);
  return rest.length < length ? [] : [rest.slice(0, length), rest.slice(length)];
}

function readChunks(text: string): readonly [string?, string?] {
  let body = '';
  for (let at = 0; ; ) {
    const lineEnd = text.indexOf('\r\n', at);
    const size = Number.parseInt(CHUNK_LINE.exec(text.slice(at, lineEnd))?.[1] ?? '', HEX);
    const end = lineEnd + 2 + size;
    if (lineEnd === -1 || Number.isNaN(size) || text.length < end + 2) return [];
    if (size === 0) return [body, text.slice(end + 2)];
    body += text.slice(lineEnd + 2, end);
    at = end + 2;
  }
}

function isJson(latin1: string): boolean {
  try {
    JSON.parse(Buffer.from(latin1, 'latin1').toString());
    return true;
  } catch {
    return false;
  }
}
