import { type ChaosApi, RuleRefused } from './chaos-api.ts';
import { lineOf } from './list-rules.ts';
import { servicesOf } from './rule-words.ts';

/**
 * Turns a rule on in every service that its point may be of, and prints each as stored. Of several services one may have
 * no such point, or none that the mode fits: it is then left out, and named.
 * @returns whether it is on somewhere
 */
export async function putRule(
  api: Pick<ChaosApi, 'put'>,
  id: string,
  rule: { readonly point: string },
): Promise<boolean> {
  const services = servicesOf(rule.point);
  const stored = await Promise.allSettled(services.map((service) => api.put(service, id, rule)));
  const isOn = stored.some(({ status }) => status === 'fulfilled');
  for (const [at, result] of stored.entries()) {
    if (result.status === 'fulfilled') process.stdout.write(`${services[at]}: ${lineOf(result.value)}\n`);
    else if (result.reason instanceof RuleRefused) {
      const verdict = isOn ? 'left out' : `${id} is refused`;
      process.stderr.write(`${services[at]}: ${verdict}: ${result.reason.message}\n`);
    } else throw result.reason;
  }
  return isOn;
}
