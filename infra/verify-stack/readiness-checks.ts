import { checkHealth } from './grafana.ts';
import { ask } from './http.ts';
import type { Check } from './runner.ts';
import type { Settings } from './settings.ts';

/** Checks that run before anything is sent: while one of them fails, the others are pointless. */
export function readinessChecks(settings: Settings): readonly Check[] {
  const answers = (who: string, url: string, body?: string): Check => ({
    claim: `${who} is ready`,
    run: async () => {
      await ask(who, url, {
        ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      });
      return undefined;
    },
  });
  return [
    answers('the collector', `${settings.collector}/v1/traces`, '{}'),
    answers('Tempo', `${settings.tempo}/ready`),
    answers('Loki', `${settings.loki}/ready`),
    answers('Prometheus', `${settings.prometheus}/-/ready`),
    { claim: 'Grafana is ready', run: () => checkHealth(settings) },
  ];
}
