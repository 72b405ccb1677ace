import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import { createApp } from '#stacks/app';
import { nag } from '#tests/support/stacks/nag';
import { emptyBundles, SYNTHESIS_MS, temporaryFolder } from './synthesis.ts';

const createAwsApp = () =>
  createApp({
    stage: 'aws',
    dist: emptyBundles(),
    outdir: temporaryFolder(),
    context: { chaos: 'true', alarmTopic: 'arn:aws:sns:eu-north-1:123456789012:alarms' },
  });

test('AwsSolutions finds nothing but what we keep for a reason, and no reason outlives its finding', {
  timeout: SYNTHESIS_MS,
}, () => {
  expect(nag(createAwsApp())).toEqual({ findings: [], stale: [] });
});

test('a bucket open to everybody would be found', { timeout: SYNTHESIS_MS }, () => {
  const app = createAwsApp();
  new Bucket(new Stack(app, 'Careless'), 'Bucket');

  const { findings } = nag(app);

  expect(findings).toContainEqual(expect.stringMatching(/^AwsSolutions-S1 at Careless\/Bucket\/Resource: /));
});
