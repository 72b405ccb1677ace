import * as z from 'zod';
import { invalid } from '../fault.ts';
import type { Action } from './action.ts';
import { readInput } from './read-input.ts';

const Specification = z.object({ AttributeName: z.string().min(1), Enabled: z.boolean() });
const NameInput = z.object({ TableName: z.string() });
const UpdateInput = NameInput.extend({ TimeToLiveSpecification: Specification });

export const describeTimeToLive: Action = ({ store }, input) => {
  const { ttl } = store.catalog.get(readInput(NameInput, input).TableName);
  const description =
    ttl === undefined
      ? { TimeToLiveStatus: 'DISABLED' }
      : { TimeToLiveStatus: 'ENABLED', AttributeName: ttl };
  return { TimeToLiveDescription: description };
};

/** Records the attribute. Expired items are kept: AWS deletes them "within a few days" of their time. */
export const updateTimeToLive: Action = ({ store }, input) => {
  const { TableName, TimeToLiveSpecification: wanted } = readInput(UpdateInput, input);
  const table = store.catalog.get(TableName);
  if (wanted.Enabled === (table.ttl !== undefined))
    throw invalid(`TimeToLive is already ${wanted.Enabled ? 'enabled' : 'disabled'}`);
  const ttl = wanted.Enabled ? wanted.AttributeName : undefined;
  store.changeCatalog((catalog) => catalog.replace({ ...table, ttl }));
  return { TimeToLiveSpecification: wanted };
};
