import { mapValues, resolveValues } from '#shared/map-values';
import type { Log } from '../host/log.ts';
import { Listener } from '../http/listener.ts';
import { PORTS, type PortName } from '../http/ports.ts';
import type { EngineOptions } from './options.ts';

export type Listeners = Readonly<Record<PortName, Listener>>;

/** Address for calls between functions. It needs no name look-up. */
export const loopback = (listener: Listener): string => `http://127.0.0.1:${listener.port}`;

/** Opens all ports, or none. */
export async function openListeners(
  ports: EngineOptions['ports'],
  log: Log,
  stack: AsyncDisposableStack,
  { listen, engineAccess }: Pick<EngineOptions, 'listen' | 'engineAccess'> = {},
): Promise<Listeners> {
  const opened = mapValues(PORTS, ({ number, ...port }, name) =>
    Listener.open({
      ...port,
      ...(port.guarded ? engineAccess : { address: listen }),
      port: ports?.[name] ?? number,
      log,
    }),
  );
  stack.defer(async () => {
    const results = await Promise.allSettled(Object.values(opened));
    await Promise.all(results.map((result) => result.status === 'fulfilled' && result.value.close()));
  });
  return await resolveValues(opened);
}

/**
 * Opens a second port with what the engine's own one serves, for functions and programs of this machine, which have no
 * key.
 */
export async function openInside(
  engine: Listener,
  log: Log,
  stack: AsyncDisposableStack,
  { engineAccess }: Pick<EngineOptions, 'engineAccess'>,
): Promise<Listener> {
  if (!engineAccess) return engine;
  const inside = await Listener.open({ port: 0, purpose: 'engine inside', guarded: true, log });
  stack.defer(() => inside.close());
  return inside;
}

/**
 * Closes each service before the services it calls, so that its last calls can finish. The engine's own port stays open
 * for the last telemetry of functions that end.
 */
export async function closeServices({ gateway, order, user, restaurant }: Listeners): Promise<void> {
  for (const group of [
    [gateway, order],
    [user, restaurant],
  ]) {
    await Promise.all(group.map((listener) => listener.close()));
  }
}
