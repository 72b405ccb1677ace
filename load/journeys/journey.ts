import type { Client } from '#load/client/client';

/** What one client does in one visit: a few requests, each after the answer to the one before. */
export interface Journey {
  /** For the help, after the journey's name: `places an order`. */
  readonly about: string;
  /** What the generator prepares for it before the load begins: a user of its own, who is logged in, and the list of menus. */
  readonly needs: readonly ('user' | 'menus')[];
  run(client: Client): Promise<void>;
}
