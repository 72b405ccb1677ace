import { type ChaosApi, RuleRefused } from './chaos-api.ts';
import { lineOf } from './list-rules.ts';
import { servicesOf } from './rule-words.ts';

/**
 * Turns a rule on in every service that its point may be of, and prints each as stored, or why it is refused.
 * @returns whether it is on everywhere
 */
export async function putRule(
  api: Pick<ChaosApi, 'put'>,
  id: string,
  rule: { readonly point: string },
): Promise<boolean> {
  const services = servicesOf(rule.point);
  const stored = await Promise.allSettled(services.map((service) => api.put(service, id, rule)));
  for (const [at, result] of stored.entries()) {
    if (result.status === 'fulfilled') process.stdout.write(`${services[at]}: ${lineOf(result.value)}\n`);
    else if (result.reason instanceof RuleRefused) {
      process.stderr.write(`${services[at]}: ${id} is refused: ${result.reason.message}\n`);
    } else throw result.reason;
  }
  return stored.every(({ status }) => status === 'fulfilled');
}
