/** The system picks free ones, so that tests never meet what runs on this machine. */
export const ANY_PORTS = { user: 0, restaurant: 0, order: 0, gateway: 0, engine: 0 };
