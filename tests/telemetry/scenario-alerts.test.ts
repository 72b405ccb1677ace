import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAlertSource } from '#scenarios/alerts/prometheus';
import { refuseWithoutTelemetry } from '#scenarios/alerts/refuse-without-telemetry';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import { RunReport } from '#scenarios/report/run-report';
import { writeReports } from '#scenarios/report/write-reports';
import { runAndReport } from '#scenarios/run/run-and-report';
import type { Target } from '#scenarios/run/running-target';
import { openTarget } from '#scenarios/run/target';
import { hastyRules } from './hasty-rules.ts';
import { startStack, type TelemetryStack } from './stack.ts';

/** The seven minutes that the scenario gives its alert are 21 s, and the window of the rule is 15 s. */
const SPEED = 20;
const FAULT_SECONDS = 40;

describe('a scenario beside Prometheus', { timeout: 240_000, tags: ['collector', 'prometheus'] }, () => {
  const opened = new AsyncDisposableStack();
  let stack: TelemetryStack;
  let target: Target;

  beforeAll(async () => {
    const { config } = opened.use(await hastyRules(SPEED));
    stack = opened.use(await startStack({ prometheusConfig: config }));
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoint };
    target = opened.use(await openTarget('engine', { ...process.env, ...variables }));
  }, 120_000);
  afterAll(() => opened.disposeAsync());

  test('the alert that must fire is marked in the report, and those that must not are seen to be quiet', async () => {
    await refuseWithoutTelemetry(target);
    const { truth } = paymentFailure;
    const fire = [{ name: 'OrdersFail', withinSeconds: FAULT_SECONDS }];
    const folder = opened.adopt(await mkdtemp(join(tmpdir(), 'food-delivery-alerts-')), (path) =>
      rm(path, { recursive: true }),
    );
    const ran = await runAndReport(
      target,
      { ...paymentFailure, truth: { ...truth, alerts: { ...truth.alerts, fire } } },
      {
        ...{ seed: 1, faultSeconds: FAULT_SECONDS, signal: new AbortController().signal },
        alerts: await openAlertSource(new URL(stack.prometheus.url)),
        onPhase: () => undefined,
        onSecond: () => undefined,
      },
    );
    await writeReports(folder, ran);
    const report = RunReport.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));

    const [steady, fault] = report.phases;
    const mark = report.alerts.find(({ name }) => name === 'OrdersFail');
    expect(mark).toMatchObject({ expected: 'fires', within_s: FAULT_SECONDS, fired_before: false });
    expect(mark?.fired_s).toBeGreaterThan(steady?.to_s ?? 0);
    expect(report.alerts_until_s).toBeGreaterThan(fault?.to_s ?? 0);
    const checks = report.checks.filter(({ kind }) => kind === 'alert');
    expect(checks.map(({ name }) => name)).toEqual(
      ['OrdersFail', ...truth.alerts.quiet].map((name) => `alert ${name}`),
    );
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(report.load).toContain('for 5 + 40 + 5 s');
    expect(report.command).toContain(`--fault 40 --prometheus ${stack.prometheus.url}`);
  });

  test('a system whose telemetry goes nowhere is refused', async () => {
    await using other = await openTarget('engine', {});

    await expect(refuseWithoutTelemetry(other)).rejects.toThrow('set OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});
