/** How much there is of a menu, as a customer sees it. */
export type StockLevel = 'soldOut' | 'low' | 'plenty';

const LOW = 10;

export function stockLevel(inventory: number): StockLevel {
  if (inventory <= 0) return 'soldOut';
  return inventory <= LOW ? 'low' : 'plenty';
}
