import { createRequire } from 'node:module';

type XRayTracer = typeof import('./x-ray-tracer.ts');

// biome-ignore lint/style/noProcessEnv: decided before any handler's own variables are read
const file = process.env.X_RAY_MODULE;
/** From a layer, only where the stage has one: nowhere else is it part of what a cold start reads. */
const tracer: XRayTracer | undefined = file ? createRequire(import.meta.url)(file) : undefined;

/** Makes each invocation a part of its X-Ray trace, where the stage has X-Ray. */
export function traced<Handler>(handler: Handler): Handler {
  return tracer ? tracer.traceHandler(handler) : handler;
}
