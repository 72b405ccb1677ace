import { keysOf, mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';

export type PortName = keyof typeof PORT_NUMBERS;

interface Port {
  readonly number: number;
  readonly purpose: string;
  readonly variable: string;
  /** The port is closed to web pages of other origins. The API under test is open to them. */
  readonly guarded: boolean;
}

const isService = (name: PortName): boolean => name !== 'gateway' && name !== 'engine';

export const PORTS: Readonly<Record<PortName, Port>> = mapValues(PORT_NUMBERS, (number, name) => ({
  number,
  purpose: isService(name) ? `${name} service` : name,
  variable: `${name.toUpperCase()}_PORT`,
  guarded: name === 'engine',
}));
export const PORT_NAMES = keysOf(PORTS);
