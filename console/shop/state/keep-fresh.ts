import type { Shop } from './shop.ts';

/** Stock and orders are read again this often. */
const EVERY_MS = 5_000;
/** A page that is not used reads nothing: each reading is a trace, and the last 1,000 are kept. */
const IDLE_MS = 120_000;
const SIGNS_OF_USE = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/** Reads stock and orders now, and again while the page is seen and used. */
export function keepFresh({ stock, orders }: Shop): void {
  let usedMs = Date.now();
  for (const sign of SIGNS_OF_USE) {
    addEventListener(
      sign,
      () => {
        usedMs = Date.now();
      },
      { passive: true },
    );
  }
  const refresh = (): void => {
    void stock.refresh();
    void orders.refresh();
  };
  refresh();
  setInterval(() => {
    if (!document.hidden && Date.now() - usedMs < IDLE_MS) refresh();
  }, EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refresh();
  });
}
