import * as z from 'zod';
import { SCENARIOS } from '../catalog/all.ts';

const NAMES = SCENARIOS.map(({ name }) => name).join(', ');

/** The name of a scenario, read as the scenario. */
export const scenarioNamed = z.string({ error: NAMES }).transform((name, { addIssue }) => {
  const found = SCENARIOS.find((each) => each.name === name);
  if (found) return found;
  addIssue({ code: 'custom', message: NAMES, input: name });
  return z.NEVER;
});
