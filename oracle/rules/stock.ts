import { checkEach, type Rule, type Violation } from '../rule.ts';
import type { Snapshot } from '../snapshot.ts';

export const menuSubject = (menuId: number): string => `menu ${menuId}`;

const UNCHANGED = { opening: 0, restored: 0, deducted: 0 };

/** Nothing is sold twice and nothing is lost. */
export const stockRule: Rule = {
  name: 'stock',
  claim: 'per menu: stock at start = sold + left + audited direct changes',
  check(snapshot) {
    const { menus, changes } = snapshot.stock;
    const sold = soldPerMenu(snapshot);
    const menuIds = new Set([...menus.keys(), ...changes.keys(), ...sold.keys()]);
    return checkEach(menuIds, (menuId) => checkMenu(snapshot, menuId, sold.get(menuId) ?? 0));
  },
};

function checkMenu({ stock }: Snapshot, menuId: number, sold: number): Violation | undefined {
  const { opening, restored, deducted } = stock.changes.get(menuId) ?? UNCHANGED;
  const should = opening - sold + restored - deducted;
  const subject = menuSubject(menuId);
  const sum = `${opening} at start - ${sold} sold + ${restored} restored - ${deducted} deducted`;
  const expected = `${should} left = ${sum}`;
  const menu = stock.menus.get(menuId);
  if (!menu) return { subject, expected, found: 'no such menu' };
  if (menu.inventory !== should || should < 0) return { subject, expected, found: `${menu.inventory} left` };
  const audited = stock.audited.get(menuId);
  if (audited !== should) return { subject, expected, found: `${audited} in the view inventory_audit` };
  return undefined;
}

function soldPerMenu({ stock }: Snapshot): ReadonlyMap<number, number> {
  const sold = new Map<number, number>();
  for (const { outcome, lines } of stock.reservations.values()) {
    if (outcome !== 'reserved') continue;
    for (const { menuId, quantity } of lines) sold.set(menuId, (sold.get(menuId) ?? 0) + quantity);
  }
  return sold;
}
