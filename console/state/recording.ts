import { RECORDING_ID, type Recording } from '#shared/console/recording';

/** What the page shows where it was saved as a file; undefined where it belongs to a system that runs. */
export const recording = readRecording();

function readRecording(): Recording | undefined {
  const text = globalThis.document?.getElementById(RECORDING_ID)?.textContent;
  return text ? (JSON.parse(text) as Recording) : undefined;
}

/**
 * Saves the last 15 minutes as one file, which opens at what the page shows now. A recording is such a file already.
 */
export function saveRecording(): void {
  if (recording) return;
  const link = document.createElement('a');
  link.href = `/console/recording.html${location.search}`;
  link.download = '';
  link.click();
}

/** Refuses every call of the page with a reason. Behind a page that is a file there is no server. */
export function refuseCalls(reason: () => string): void {
  globalThis.fetch = () => Promise.reject(new Error(reason()));
}
