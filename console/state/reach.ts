import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

/** The engine was not reached at all. */
export class NoAnswer extends Error {}

/** Calls the engine. @throws NoAnswer in the words of the page, where each browser has its own */
export async function reach(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    // what `fetch` throws where it reaches nothing
    throw error instanceof TypeError ? new NoAnswer(wordsOf(COMMON).noAnswer) : error;
  }
}
