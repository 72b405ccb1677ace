import { keysOf } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';

/** HTTP ports of the engine, by name. */
export const PORTS = [...keysOf(PORT_NUMBERS), 'sqs', 'dynamodb'] as const;
export type PortName = (typeof PORTS)[number];
