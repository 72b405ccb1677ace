import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EngineError } from '#local/host/engine-error';
import type { Address } from '../tcp.ts';

/** Ports of IRC, which browsers refuse to open: "bad ports" of the Fetch standard. */
const PORTS = [6667, 6666, 6668, 6669, 6665];
const TRIES = 100;
const BYTE_END = 255;

/** Returns a random loopback address outside 127.0.x.y, which other programs use. */
const randomLoopback = (): string =>
  `127.${randomInt(1, BYTE_END)}.${randomInt(1, BYTE_END)}.${randomInt(1, BYTE_END)}`;

function isFree(address: Address): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(address, () => server.close(() => done(true)));
  });
}

/**
 * Finds an address for a store without a guard against web pages: a port that no browser opens, at one of 16 million
 * loopback addresses. Linux only: other systems have only 127.0.0.1.
 */
export async function addressOutOfReach(): Promise<Address> {
  for (let tries = 0; tries < TRIES; tries++) {
    const address = { host: randomLoopback(), port: PORTS[tries % PORTS.length] ?? 0 };
    if (await isFree(address)) return address;
  }
  throw new EngineError(`the ports ${PORTS.join(', ')} of 127.0.0.0/8 are all taken by other programs`);
}
