import { MOST_HEADER_BYTES, MOST_HEADER_RULES } from '#shared/faults/rules/header-text';
import { RULES_HEADER } from '#shared/http/rules-header';
import { type Experiment, PROBE, rulesInHeader } from './experiment.ts';
import type { Lab, Own, Prepared } from './forms/form.ts';
import type { Answer } from './send.ts';

/** A request that was sent. */
export interface Sent {
  readonly experiment: Experiment;
  readonly own: Own;
  readonly prepared: Prepared;
  readonly answers: readonly Answer[];
}

let numbers = 0;

/** Sends the request of one experiment. */
export async function sendOne(lab: Lab, experiment: Experiment): Promise<Sent> {
  numbers += 1;
  const own = { id: `explore-${numbers}`, number: numbers };
  const { form, strikes } = experiment;
  const rules = [PROBE, ...rulesInHeader(strikes)];
  const header = JSON.stringify(rules);
  if (rules.length > MOST_HEADER_RULES || header.length > MOST_HEADER_BYTES)
    throw new Error(`rules that no header takes: ${header}`);
  const prepared = (await form.prepare?.(lab, own)) ?? {};
  // What went wrong before the request was sent is none of its answers.
  if (form.prepare && prepared.orderId === undefined) return { experiment, own, prepared, answers: [] };
  const answers = await form.ask(
    lab,
    own,
    (at = 0) =>
      at === 0
        ? { 'x-request-id': own.id, [RULES_HEADER]: header }
        : { 'x-request-id': `${own.id}.${at}`, [RULES_HEADER]: JSON.stringify(PROBE) },
    prepared,
  );
  return { experiment, own, prepared, answers };
}
