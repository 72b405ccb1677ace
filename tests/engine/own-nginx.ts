import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { freePorts } from '#tests/support/free-ports';
import { isListening } from '#tests/support/running-system';
import { ROOT, readText } from '#tests/support/source-files';

const GATEWAY = join(ROOT, 'infra', 'gateway');
const IDLE = 'access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;';

export interface NginxUrls {
  readonly user: string;
  readonly restaurant: string;
  readonly order: string;
  readonly gateway: string;
}

/**
 * Runs the gateway of docker-compose.yml in this machine's nginx, on free ports.
 * @param address LocalStack's `host:port`
 * @param dnsServer `host:port` of the server that resolves the host
 */
export async function ownNginx(address: string, dnsServer = '127.0.0.1:9'): Promise<NginxUrls> {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-nginx-'));
  const [user = 0, restaurant = 0, order = 0, gateway = 0] = await freePorts(4);
  const ports = { user, restaurant, order, gateway };
  let server = readText('infra/gateway/gateway.conf.template')
    .replace(/\$\{LOCALSTACK_ADDRESS\}/, address)
    .replace(/\$\{DNS_SERVER\}/, dnsServer)
    .replaceAll('/etc/nginx/gateway-answers.conf', join(GATEWAY, 'answers.conf'))
    .replace('/usr/share/nginx/html', GATEWAY);
  for (const name of ['user', 'restaurant', 'order', 'gateway'] as const)
    server = server.replaceAll(new RegExp(`\\b${PORT_NUMBERS[name]}\\b`, 'g'), String(ports[name]));
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `user root; daemon off; pid nginx.pid; error_log error.log; events {} http { ${IDLE} uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n${server}\n}`,
  );
  const child = spawn('nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', file], {
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });
  await expect.poll(() => isListening(gateway)).toBe(true);
  return {
    user: `http://127.0.0.1:${user}`,
    restaurant: `http://127.0.0.1:${restaurant}`,
    order: `http://127.0.0.1:${order}`,
    gateway: `http://127.0.0.1:${gateway}`,
  };
}

const ANSWER_FLAGS = 0x8180;
const HEADER_BYTES = 12;

/** A DNS server that answers every question with `addressOf()`. @returns its `host:port` */
export async function ownDns(addressOf: () => string): Promise<string> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const header = Buffer.from(query.subarray(0, HEADER_BYTES));
    header.writeUInt16BE(ANSWER_FLAGS, 2);
    header.writeUInt16BE(1, 6); // one answer
    const question = query.subarray(HEADER_BYTES, query.indexOf(0, HEADER_BYTES) + 5);
    // the name of the question, type A, class IN, no time to live, four bytes
    const record = Buffer.from([0xc0, HEADER_BYTES, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]);
    const bytes = Buffer.from(addressOf().split('.').map(Number));
    socket.send(Buffer.concat([header, question, record, bytes]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    socket.close();
  });
  return `127.0.0.1:${socket.address().port}`;
}
