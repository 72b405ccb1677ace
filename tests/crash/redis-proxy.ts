import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describeRedis } from './calls.ts';
import { callerOf, closed, type FaultProxy, type FaultProxyOptions, kill, opened } from './proxy.ts';

/** A proxy like those for HTTP. It takes each write of a client as one command, which is right for our clients. */
export async function startRedisProxy(options: Omit<FaultProxyOptions, 'dependency'>): Promise<FaultProxy> {
  const proxy = { target: '' };
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = open(proxy.target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    let isLost = false;
    let isSilent = false;
    upstream.on('data', (bytes) => isLost || client.write(bytes));

    async function pass(bytes: Buffer): Promise<void> {
      // An answer would be taken for that of the command before.
      if (isSilent) return;
      const caller = callerOf(client, options.watched);
      const fault = options.faultOf({ ...describeRedis(bytes.toString()), caller });
      const isLate = fault === 'timed out' || fault === 'killed before';
      if (isLate) options.late.push(() => deliver(proxy.target, bytes));
      isSilent = fault === 'timed out';
      if (isSilent) return;
      isLost = fault !== undefined;
      if (fault !== 'killed before' && fault !== 'refused') {
        upstream.write(bytes);
        if (fault === undefined) return;
        await once(upstream, 'data');
      }
      if (caller && fault.startsWith('killed')) kill(caller.pid);
      client.destroy();
    }
    let turn = Promise.resolve();
    client.on('data', (bytes) => {
      turn = turn.then(() => pass(bytes)).catch(() => void client.destroy());
    });
  });

  return Object.assign(proxy, await opened(server, 'redis'), {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  });
}

function open(target: string): Socket {
  const { hostname, port } = new URL(target);
  return connect(Number(port), hostname);
}

async function deliver(target: string, bytes: Buffer): Promise<void> {
  const socket = open(target);
  socket.write(bytes);
  await once(socket, 'data');
  socket.destroy();
}
