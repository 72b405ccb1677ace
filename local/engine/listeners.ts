import type { Log } from '../host/log.ts';
import { Listener } from '../http/listener.ts';
import { PORT_NAMES, PORTS, type PortName } from '../http/ports.ts';
import type { EngineOptions } from './options.ts';

export type Listeners = Readonly<Record<PortName, Listener>>;

export const mapPorts = <T>(make: (name: PortName) => T): Record<PortName, T> => ({
  user: make('user'),
  restaurant: make('restaurant'),
  order: make('order'),
  gateway: make('gateway'),
  engine: make('engine'),
});

/** For calls between functions: no name to look up. */
export const loopback = (listener: Listener): string => `http://127.0.0.1:${listener.port}`;

/** Opens all ports, or none. */
export async function openListeners(
  ports: EngineOptions['ports'],
  log: Log,
  stack: AsyncDisposableStack,
): Promise<Listeners> {
  const opened = mapPorts((name) => {
    const { number, ...port } = PORTS[name];
    return Listener.open({ ...port, port: ports?.[name] ?? number, log });
  });
  stack.defer(async () => {
    const results = await Promise.allSettled(Object.values(opened));
    await Promise.all(results.map((result) => result.status === 'fulfilled' && result.value.close()));
  });
  const [user, restaurant, order, gateway, engine] = await Promise.all(
    PORT_NAMES.map((name) => opened[name]),
  );
  if (!user || !restaurant || !order || !gateway || !engine) throw new Error('a port is missing');
  return { user, restaurant, order, gateway, engine };
}

/**
 * A service closes before those it calls, so that its last calls can still be finished. The engine's own port stays:
 * functions that end have something to tell it.
 */
export async function closeServices({ gateway, order, user, restaurant }: Listeners): Promise<void> {
  for (const group of [
    [gateway, order],
    [user, restaurant],
  ]) {
    await Promise.all(group.map((listener) => listener.close()));
  }
}
