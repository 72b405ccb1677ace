import { fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import { freePorts } from '#tests/support/free-ports';

/** Receivers of telemetry in a measurement: a collector that accepts it, one that is down, one that does not answer. */
export interface Collectors extends AsyncDisposable {
  readonly taking: string;
  readonly gone: string;
  readonly hanging: string;
}

const BARE_SERVER = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** The first runs in a process of its own, so that its work is not counted as the system's. */
export async function openCollectors(): Promise<Collectors> {
  const server = fork(BARE_SERVER);
  const [port] = await once(server, 'message');
  const sockets = new Set<net.Socket>();
  const hanging = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  const hangingPort = await listen(hanging);
  const [gonePort = 0] = await freePorts(1);
  const url = (at: number): string => `http://127.0.0.1:${at}`;
  return {
    taking: url(port),
    gone: url(gonePort),
    hanging: url(hangingPort),
    async [Symbol.asyncDispose]() {
      hanging.close();
      for (const socket of sockets) socket.destroy();
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
