import * as z from 'zod';
import { SCENARIOS } from '../catalog/all.ts';

/** The name of a scenario, read as the scenario. */
export const scenarioNamed = z.string().transform((name, { addIssue }) => {
  const found = SCENARIOS.find((each) => each.name === name);
  if (found) return found;
  addIssue({ code: 'custom', message: SCENARIOS.map((each) => each.name).join(', '), input: name });
  return z.NEVER;
});
