import * as z from 'zod';
import { endpointsAt, LIMITS, NO_CONTINUOUS_BACKUPS } from '#local/services/dynamodb/fixed-answers';
import type { Action } from './action.ts';
import { readInput } from './read-input.ts';

const NameInput = z.object({ TableName: z.string() });

export const describeContinuousBackups: Action = ({ store }, input) => {
  store.catalog.get(readInput(NameInput, input).TableName);
  return NO_CONTINUOUS_BACKUPS;
};

export const describeLimits: Action = () => LIMITS;

export const describeEndpoints: Action = ({ host }) => endpointsAt(host);
