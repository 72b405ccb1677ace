export type KeyType = 'S' | 'N' | 'B';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Key attributes of a table or index. */
export interface Keys {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
}

export interface Index {
  readonly name: string;
  readonly isGlobal: boolean;
  readonly keys: Keys;
  readonly projection: Projection;
}

/** Attributes that an index holds beside the keys of the table and its own. */
export interface Projection {
  readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly NonKeyAttributes?: readonly string[] | undefined;
}

export interface Table {
  readonly name: string;
  readonly keys: Keys;
  readonly indexes: readonly Index[];
  /** Seconds since 1970. */
  readonly createdAt: number;
  readonly isOnDemand: boolean;
  readonly throughput: Throughput;
  readonly isProtected: boolean;
  /** Attribute of the time to live, while it is enabled. Expired items are kept. */
  readonly ttl: string | undefined;
  /** Undefined for a table of an older version. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export const keyAttributes = ({ hash, range }: Keys): readonly KeyAttribute[] =>
  range ? [hash, range] : [hash];
