import type { HttpRequest } from './message.ts';

/** A token of RFC 9110, such as the name of a header. */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers that say where the request goes and where it ends. */
const SET_HERE = /^(?:connection|content-length|host|transfer-encoding)$/i;
const BAD_PATH = /[^\x21-\x7e]/;
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Writes a request. Name, path and values are checked, so that none of them can begin another header or request.
 * @throws TypeError for a character that may not be sent
 */
export function requestBytes(host: string, { method, path, headers, body = '' }: HttpRequest): Buffer {
  if (!TOKEN.test(method)) throw new TypeError('The method has a character that may not be sent');
  if (!path.startsWith('/') || BAD_PATH.test(path)) throw new TypeError('The path may not be sent');
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n`;
  for (const name in headers) {
    if (SET_HERE.test(name)) continue;
    const value = headers[name] as string;
    if (!TOKEN.test(name) || BAD_VALUE.test(value)) {
      throw new TypeError(`The header ${JSON.stringify(name)} has a character that may not be sent`);
    }
    head += `${name}: ${value}\r\n`;
  }
  // a request without a body needs no length, unless its method is one that has a body
  head += bytes > 0 || method !== 'GET' ? `content-length: ${bytes}\r\n\r\n` : '\r\n';
  const request = Buffer.allocUnsafe(head.length + bytes);
  request.write(head, 'latin1');
  if (typeof body === 'string') request.write(body, head.length);
  else request.set(body, head.length);
  return request;
}
