import { connect } from 'node:net';

const DEFAULT_TIMEOUT_MS = 1_000;

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Connects, sends `say` if given, and returns the first answer, or returns once connected. */
export function tcpProbe(address: Address, say?: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const end = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(timeoutMs, () => end(() => reject(new Error(`no answer within ${timeoutMs} ms`))));
    socket.once('error', (error) => end(() => reject(error)));
    socket.once('close', () => reject(new Error('connection closed')));
    socket.once('connect', () => (say === undefined ? end(() => resolve('')) : socket.write(say)));
    socket.once('data', (data) => end(() => resolve(data.toString('latin1'))));
  });
}
