import type { ClientRequest, IncomingMessage } from 'node:http';

const PIECES = 10;

/** Sends a body in pieces at equal distances, the last one after the given time. Stops where the request has ended. */
export function sendSlowly(request: ClientRequest, body: string, forMs: number): void {
  const bytes = Buffer.from(body);
  const size = Math.ceil(bytes.length / PIECES);
  let sent = 0;
  request.flushHeaders();
  const timer = setInterval(() => {
    const piece = bytes.subarray(sent, sent + size);
    sent += size;
    if (sent < bytes.length) {
      request.write(piece);
      return;
    }
    clearInterval(timer);
    request.end(piece);
  }, forMs / PIECES);
  request.once('close', () => clearInterval(timer));
}

/** Reads nothing of an answer for a time. */
export function leaveUnread(response: IncomingMessage, forMs: number): void {
  response.pause();
  const timer = setTimeout(() => response.resume(), forMs);
  response.once('close', () => clearTimeout(timer));
}
