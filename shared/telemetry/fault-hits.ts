import { ATTRIBUTE } from './conventions.ts';
import { currentRequest } from './request-context.ts';
import { annotate } from './tracing.ts';

/** Lists on the span under way the faults that have acted on its request or message. */
export function annotateHits(): void {
  const hits = currentRequest()?.faultHits ?? [];
  if (hits.length > 0) annotate({ [ATTRIBUTE.chaosHits]: [...hits] });
}
