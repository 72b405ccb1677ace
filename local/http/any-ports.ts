import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';

/** Lets the system pick free ports, so that tests never collide with other programs. */
export const ANY_PORTS = mapValues(PORT_NUMBERS, () => 0);
