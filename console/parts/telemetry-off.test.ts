import type { VNode } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
beforeEach(() => vi.resetModules());

/** What a page of this engine says. */
async function said(telemetry?: string): Promise<unknown> {
  vi.stubGlobal('document', { getElementById: () => ({ dataset: { telemetry } }) });
  const { TelemetryOff } = await import('./telemetry-off.tsx');
  return (TelemetryOff() as VNode<{ children: unknown }> | null)?.props.children;
}

test('with telemetry off, one sentence names the variable', async () => {
  expect(await said('off')).toContain('OTEL_SDK_DISABLED');
});

test('otherwise nothing is said', async () => {
  expect(await said()).toBeUndefined();
});
