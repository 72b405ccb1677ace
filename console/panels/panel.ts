import type { ComponentType } from 'preact';
import type { Words } from '#console/words/words.ts';

/** What every panel's words have. */
export interface PanelWords {
  /** Name in the list of panels. */
  readonly name: string;
}

/** One panel of the console. */
export interface Panel {
  /** Name in the address: `?panel=<id>`. */
  readonly id: string;
  readonly words: Words<PanelWords>;
  readonly Content: ComponentType;
  /** What is wrong there, in words: shown on the panel's name, whichever panel is open. */
  readonly alarm?: () => string | undefined;
  /** It reads what it shows, and waits for no frame. */
  readonly readsItself?: boolean;
  /** Of a frozen page, it reads what was up to that instant. @default it shows now, and says so */
  readonly readsPast?: boolean;
}
