import { AppError } from '#shared/errors';

/** A line of a request. The same menu may appear twice. */
export interface Line {
  readonly menuId: number;
  readonly quantity: number;
}

export interface ReservedLine extends Line {
  /** Won, as it was when the stock was reserved. */
  readonly price: number;
  readonly name: string;
}

export type ChangeResult =
  | { readonly outcome: 'applied'; readonly remaining: number }
  | { readonly outcome: 'out_of_stock' | 'not_found' };

/** The first result of a reservation, or that it has been given back since. */
export type ReserveResult =
  | { readonly outcome: 'reserved'; readonly lines: readonly ReservedLine[] }
  | { readonly outcome: 'released' | 'out_of_stock' | 'not_found'; readonly lines: readonly Line[] };

export interface InventoryStore {
  /** Takes stock where `change` is negative. A repeat under the same operation id changes nothing. */
  change(operationId: string, menuId: number, change: number): Promise<ChangeResult>;
  /** Reserves all lines or none, once; a repeat returns the result of the first call, whatever its lines. */
  reserve(reservationId: number, lines: readonly Line[]): Promise<ReserveResult>;
  /** Gives back what is reserved, once, and refuses what was never reserved from then on. */
  release(reservationId: number): Promise<{ readonly menuIds: readonly number[] }>;
}

export interface MenuCache {
  /** Makes the next read of these menus see the store. Never throws. */
  changed(menuIds: readonly number[]): Promise<void>;
}

export interface InventoryDeps {
  readonly inventory: InventoryStore;
  readonly cache: MenuCache;
  newOperationId(): string;
}

export function refusal(outcome: 'out_of_stock' | 'not_found' | 'released'): AppError {
  if (outcome === 'not_found') return new AppError('not_found', 'Menu not found');
  if (outcome === 'out_of_stock') return new AppError('out_of_stock', 'Not enough inventory');
  return new AppError('reservation_released', 'Reservation already released');
}
