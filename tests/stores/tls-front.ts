import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface TlsFront extends AsyncDisposable {
  readonly port: number;
}

/** Length of PostgreSQL's request for TLS, and the byte that accepts it. */
const SSL_REQUEST_BYTES = 8;
const CONSENT = 'S';

/** Self-signed, so that a client that trusts it trusts no other certificate. */
export function drawCertificate(host: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-tls-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
        ...['-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Speaks TLS for a store that runs without, as RDS Proxy, ElastiCache and DynamoDB do for theirs. */
export async function startTlsFront(
  targetPort: number,
  protocol: 'http' | 'postgresql' | 'redis',
  certificate: Certificate,
): Promise<TlsFront> {
  const sockets = new Set<Socket>();

  async function serve(socket: Socket): Promise<void> {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (protocol === 'postgresql') {
      await once(socket, 'readable');
      socket.read(SSL_REQUEST_BYTES);
      socket.write(CONSENT);
    }
    const secured = new TLSSocket(socket, { isServer: true, ...certificate });
    const target = connect(targetPort, '127.0.0.1');
    secured.on('error', () => target.destroy()).on('close', () => target.destroy());
    target.on('error', () => secured.destroy()).on('close', () => secured.destroy());
    secured.pipe(target).pipe(secured);
  }

  const server = createServer((socket) => {
    serve(socket).catch(() => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
