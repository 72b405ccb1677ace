import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { alertRules } from '#infra/grafana/src/alert-rules';
import { requireBinaries } from '#tests/support/programs/collector-binaries';
import { COLLECTOR_CONFIG, PROMETHEUS_CONFIG } from './stack.ts';

const RULES = join(dirname(PROMETHEUS_CONFIG), 'rules.yml');
const RULES_TEST = join(dirname(PROMETHEUS_CONFIG), 'rules.test.yml');
const OVERLAY = join(import.meta.dirname, 'collector-overlay.yaml');

/** @throws Error with what the program wrote */
function run(command: string, ...args: string[]): string {
  const env = { ...process.env, OTLP_FILE: join(tmpdir(), 'not-written.jsonl') };
  return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env });
}

describe('what is shipped, as the programs themselves judge it', {
  tags: ['collector', 'prometheus'],
}, () => {
  let collector: string;
  let promtool: string;
  beforeAll(() => {
    ({ collector, promtool } = requireBinaries());
  });

  test('the collector accepts its configuration, alone and with the files of the tests', () => {
    run(collector, 'validate', '--config', COLLECTOR_CONFIG);
    run(collector, 'validate', '--config', COLLECTOR_CONFIG, '--config', OVERLAY);
  });

  test('the collector refuses a slip in its configuration', () => {
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-static-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'config.yaml');
    writeFileSync(file, readFileSync(COLLECTOR_CONFIG, 'utf8').replace('Now()', 'Later()'));

    expect(() => run(collector, 'validate', '--config', file)).toThrow('Later');
  });

  test('Prometheus accepts its configuration and its rules', () => {
    expect(run(promtool, 'check', 'config', PROMETHEUS_CONFIG)).toContain('SUCCESS');
    expect(run(promtool, 'check', 'rules', RULES)).toContain('SUCCESS');
  });

  test('each alert fires for what it is made for, and for nothing else', () => {
    run(promtool, 'test', 'rules', RULES_TEST);
  });

  test('no alert is without a test that sees it fire', () => {
    const Tests = z.object({
      tests: z.array(
        z.object({
          alert_rule_test: z
            .array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }))
            .default([]),
        }),
      ),
    });
    const { tests } = Tests.parse(parse(readFileSync(RULES_TEST, 'utf8')));
    const seen = tests.flatMap(({ alert_rule_test }) =>
      alert_rule_test.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname),
    );

    expect(new Set(seen)).toEqual(new Set(alertRules().map(({ name }) => name)));
  });
});
