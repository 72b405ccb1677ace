import type { ServiceFunction } from './service-function.ts';

/** The rights behind one name in a `stores` column. */
export interface StoreGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Whether the store is in the private network only. @default false */
  readonly inNetwork?: boolean;
  /** Variables of functions that use it, beside those of all functions: keys of tokens. @default {} */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Grants by the names of the `stores` columns; a name without a grant does not compile. */
export type StoreGrants<Name extends string = string> = Readonly<Record<Name, StoreGrant>>;

/** PostgreSQL or Redis: no rights in IAM, but a place in the network. */
export const IN_NETWORK: StoreGrant = { actions: [], resources: [], inNetwork: true };

export const grant = (action: string, resource: string): StoreGrant => ({
  actions: [action],
  resources: [resource],
});

/** A key of tokens. */
export const keyIn = (variables: Readonly<Record<string, string>>): StoreGrant => ({
  actions: [],
  resources: [],
  variables,
});

/** Variables that a function with these stores is given beside those of all functions. */
export const variablesOf = (stores: readonly string[], grants: StoreGrants): Record<string, string> =>
  Object.assign({}, ...stores.map((name) => grants[name]?.variables ?? {}));

/** Whether a function with these stores must be in the network. */
export const isInNetwork = (stores: readonly string[], grants: StoreGrants): boolean =>
  stores.some((name) => grants[name]?.inNetwork);

/** Allows a function the names in its `stores` column only. */
export function allowStores(target: ServiceFunction, stores: readonly string[], grants: StoreGrants): void {
  for (const name of stores) {
    const found = grants[name];
    if (!found) throw new Error(`${target.node.id} uses the store '${name}', which the stack does not have`);
    if (found.actions.length > 0) target.allow(found.actions, found.resources);
  }
}
