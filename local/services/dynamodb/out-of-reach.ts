import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EngineError } from '#local/host/engine-error';
import type { Address } from '../tcp.ts';

/** Those of IRC, which browsers connect to by no means: "bad ports" of the Fetch standard. */
const PORTS = [6667, 6666, 6668, 6669, 6665];
const TRIES = 100;
const BYTE_END = 255;

/** 127.0.x.y is left to others. */
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
 * An address for a store that answers whatever a web page asks: on a port that no browser opens, at one of 16 million
 * loopback addresses. Linux only, as other systems know 127.0.0.1 alone.
 */
export async function addressOutOfReach(): Promise<Address> {
  for (let tries = 0; tries < TRIES; tries++) {
    const address = { host: randomLoopback(), port: PORTS[tries % PORTS.length] ?? 0 };
    if (await isFree(address)) return address;
  }
  throw new EngineError(`the ports ${PORTS.join(', ')} of 127.0.0.0/8 are all taken by other programs`);
}
