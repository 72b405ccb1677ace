import { mapValues } from './map-values.ts';
import { SERVICES } from './services.ts';

/** Every port under `npm start`. The engine's own port serves the Parameter Store, the traces and its status. */
export const PORT_NUMBERS = { ...mapValues(SERVICES, ({ port }) => port), gateway: 8080, engine: 8004 };
