import { conservationPanel } from './conservation/panel.tsx';
import { drillPanel } from './drill/panel.tsx';
import { functions } from './functions/panel.tsx';
import { load } from './load/panel.tsx';
import { order } from './order/panel.tsx';
import type { Panel } from './panel.ts';
import { scenarios } from './scenarios/panel.tsx';
import { stores } from './stores/panel.tsx';
import { topology } from './topology/panel.tsx';
import { traces } from './traces/panel.tsx';

/** Names of the panels that the server has data for; absent: all of them. */
const SERVED = globalThis.document?.getElementById('console')?.dataset.panels?.split(' ');

/** Whether the page belongs to an engine. */
export const hasEngine = SERVED === undefined;

const ALL: readonly Panel[] = [
  topology,
  load,
  conservationPanel,
  order,
  traces,
  functions,
  scenarios,
  stores,
  drillPanel,
];

/** Every panel, in the order of the keys 1 to 9. */
export const PANELS: readonly Panel[] = ALL.filter(({ id }) => SERVED?.includes(id) ?? true);

/** The panel of an address; the first where there is none of that name. */
export const panelOf = (id: string): Panel => PANELS.find((each) => each.id === id) ?? (PANELS[0] as Panel);
