import { order } from './order/panel.tsx';
import type { Panel } from './panel.ts';
import { topology } from './topology/panel.tsx';

/** Every panel, in the order of the keys 1 to 9. */
export const PANELS: readonly Panel[] = [topology, order];
