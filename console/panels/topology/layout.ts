import type { EdgeId, NodeId } from '#shared/console/topology';

/** A point of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const WIDTH = 1_120;
export const HEIGHT = 640;
export const NODE = { width: 168, height: 52 } as const;
export const CHIP = { width: 164, height: 25 } as const;

/** Middle of each node, drawn by hand: clients come from the left, stores stand at the right. */
export const NODE_PLACES: Readonly<Record<NodeId, Place>> = {
  gateway: { x: 94, y: 310 },
  user: { x: 462, y: 60 },
  order: { x: 462, y: 310 },
  restaurant: { x: 462, y: 580 },
  users: { x: 1_026, y: 60 },
  orders: { x: 1_026, y: 148 },
  payments: { x: 1_026, y: 236 },
  provider: { x: 1_026, y: 324 },
  queue: { x: 1_026, y: 412 },
  redis: { x: 1_026, y: 500 },
  postgresql: { x: 1_026, y: 588 },
};

/** How an edge is drawn: the shift of its ends, and where on it the figures stand, from 0 to 1. */
interface EdgeShape {
  readonly fromY?: number;
  readonly toY?: number;
  readonly chipAt: number;
  readonly isVertical?: boolean;
}

const EDGE_SHAPES: Readonly<Record<EdgeId, EdgeShape>> = {
  'gateway-user': { fromY: -12, chipAt: 0.5 },
  'gateway-order': { chipAt: 0.5 },
  'gateway-restaurant': { fromY: 12, chipAt: 0.5 },
  'order-user': { chipAt: 0.5, isVertical: true },
  'order-restaurant': { chipAt: 0.5, isVertical: true },
  'user-users': { chipAt: 0.7 },
  'order-orders': { fromY: -16, chipAt: 0.7 },
  'order-payments': { fromY: -10, chipAt: 0.7 },
  'order-provider': { fromY: -3, chipAt: 0.7 },
  'order-queue': { fromY: 4, toY: -10, chipAt: 0.74 },
  'queue-order': { fromY: 14, toY: 12, chipAt: 0.66 },
  'order-redis': { fromY: 20, toY: -8, chipAt: 0.72 },
  'restaurant-redis': { fromY: -12, toY: 10, chipAt: 0.36 },
  'restaurant-postgresql': { fromY: 8, toY: 0, chipAt: 0.7 },
};

/** The line of an edge as an SVG path, and the middle of its figures. */
export interface EdgeLine {
  readonly path: string;
  readonly chip: Place;
}

export function lineOf(edge: EdgeId): EdgeLine {
  const [from, to] = edge.split('-') as [NodeId, NodeId];
  const { fromY = 0, toY = 0, chipAt, isVertical } = EDGE_SHAPES[edge];
  const [start, end] = [NODE_PLACES[from], NODE_PLACES[to]];
  if (isVertical) {
    const down = Math.sign(end.y - start.y);
    const [y1, y2] = [start.y + (down * NODE.height) / 2, end.y - (down * NODE.height) / 2];
    return {
      path: `M${start.x} ${y1}V${y2 - down * ARROW}`,
      chip: { x: start.x, y: y1 + (y2 - y1) * chipAt },
    };
  }
  const right = Math.sign(end.x - start.x);
  const [x1, x2] = [start.x + (right * NODE.width) / 2, end.x - right * (NODE.width / 2 + ARROW)];
  const [y1, y2] = [start.y + fromY, end.y + toY];
  const bend = (x2 - x1) / 2;
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return { path, chip: { x: cubic(chipAt, x1, x1 + bend, x2 - bend, x2), y: cubic(chipAt, y1, y1, y2, y2) } };
}

/** Room for the head of an arrow. */
const ARROW = 7;

/** A cubic Bézier curve at `t`. */
function cubic(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
