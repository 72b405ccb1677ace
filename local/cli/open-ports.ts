import type { Settings } from './settings.ts';

/** Says what is open to other machines, and to what use; empty where nothing is. */
export function openPorts({ listen, engineAccess, environment }: Settings, insideUrl: string): string {
  const lines: string[] = [];
  if (listen !== '127.0.0.1') {
    const chaos = environment?.CHAOS_KEY
      ? 'fault switches need CHAOS_KEY in x-chaos-key'
      : 'every machine that reaches them may switch faults; CHAOS_KEY=<at least 16 characters> asks for a key';
    lines.push(`The services and the gateway are open to the network: ${chaos}.`);
  }
  if (engineAccess)
    lines.push(
      'The engine is open to the network, for calls with ENGINE_KEY in x-engine-key or as the access key id of an AWS client. ' +
        `Programs of this machine need no key at ${insideUrl}.`,
    );
  return lines.map((line) => `${line}\n`).join('');
}
