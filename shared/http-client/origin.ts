import net, { isIP, type Socket } from 'node:net';
import tls from 'node:tls';

/** Where connections go to. */
export interface Origin {
  readonly isSecure: boolean;
  /** Name or address to connect to, without the brackets of IPv6. */
  readonly hostname: string;
  readonly port: number;
  /** Value of the header `host`. */
  readonly host: string;
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
/** Idle time after which the system asks the other side whether it is still there. */
const PROBE_AFTER_MS = 1_000;

/** @throws TypeError if the protocol is none of HTTP */
export function originOf({ protocol, hostname, port, host }: URL): Origin {
  const usual = PORTS[protocol];
  if (usual === undefined) throw new TypeError(`${protocol} is not spoken here, only http: and https:`);
  return {
    isSecure: protocol === 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usual : Number(port),
    host,
  };
}

/** Opens sockets to one origin. A TLS session is resumed, as a whole handshake costs both sides milliseconds. */
export class Dialler {
  readonly #origin: Origin;
  #session: Buffer | undefined;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  open(): Socket {
    const { hostname: host, port, isSecure } = this.#origin;
    const options = { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS };
    if (!isSecure) return net.connect(options);
    const socket = tls.connect({
      ...options,
      servername: isIP(host) === 0 ? host : '',
      ALPNProtocols: ['http/1.1'],
      ...(this.#session && { session: this.#session }),
    });
    socket.on('session', (session: Buffer) => {
      this.#session = session;
    });
    socket.on('error', () => {
      this.#session = undefined;
    });
    return socket;
  }
}
