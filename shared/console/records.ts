/** A user, as far as others may know one: no password and no token. */
export interface UserRecord {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
}

export interface OrderRecord {
  readonly id: number;
  readonly user_id: number;
  /** Such as `confirmed` or `failed: payment_failed`. */
  readonly state: string;
  readonly payment_status: string;
  /** Won. */
  readonly total_price: number;
  /** ISO 8601, UTC. */
  readonly created_at: string;
}

export interface Records {
  readonly users: UserRecord;
  readonly orders: OrderRecord;
}
export type RecordKind = keyof Records;
export const RECORD_KINDS = ['users', 'orders'] as const satisfies readonly RecordKind[];

/** Answer of `GET /console/users` and `GET /console/orders`, and of `npm run records -- --json`. */
export type RecordsBody<Kind extends RecordKind> = RecordPage<Records[Kind]>;

export interface RecordPage<Found> {
  /** Newest first: ids grow with time. */
  readonly records: readonly Found[];
  /** Whether there are older ones: before the id of the last. */
  readonly has_more: boolean;
  /** How many items of the table were read; absent where it has no more. */
  readonly limited_to?: number;
}
