import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';

/** The system picks free ones, so that tests never meet what runs on this machine. */
export const ANY_PORTS = mapValues(PORT_NUMBERS, () => 0);
