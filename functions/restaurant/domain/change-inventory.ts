import { invalidating } from './invalidating.ts';
import { type InventoryDeps, type Line, refusal } from './inventory.ts';

export interface Stock {
  readonly menuId: number;
  readonly remaining: number;
}

/** @throws AppError `out_of_stock`, `not_found` */
export function deductInventory(deps: InventoryDeps, { menuId, quantity }: Line): Promise<Stock> {
  return change(deps, menuId, -quantity);
}

/** @throws AppError `not_found` */
export function restoreInventory(deps: InventoryDeps, { menuId, quantity }: Line): Promise<Stock> {
  return change(deps, menuId, quantity);
}

async function change(deps: InventoryDeps, menuId: number, by: number): Promise<Stock> {
  const result = await invalidating(
    deps.cache,
    () => [menuId],
    () => deps.inventory.change(deps.newOperationId(), menuId, by),
  );
  if (result.outcome === 'applied') return { menuId, remaining: result.remaining };
  throw refusal(result.outcome);
}
