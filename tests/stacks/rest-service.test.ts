import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { openApi } from '#shared/http/openapi';
import { defineRoutes } from '#shared/http/route';
import { FaultSwitches } from '#stacks/constructs/fault-switches';
import { RestService } from '#stacks/constructs/rest-service';
import { localPlatform } from '#stacks/local-platform';
import { factsOf } from '#stacks/stage';
import { emptyBundles, temporaryFolder } from './synthesis.ts';

const Courier = z.object({ name: z.string() });
const couriers = defineRoutes(
  {
    service: 'order',
    title: 'Couriers',
    description: 'Couriers',
    tags: [{ name: 'Couriers', description: '' }],
  },
  {
    rateCourier: {
      method: 'PATCH',
      path: '/couriers/{courier_id}/rating',
      tag: 'Couriers',
      summary: 'Rate a courier',
      description: 'One to five stars',
      auth: 'public',
      params: z.object({ courier_id: z.string() }),
      response: Courier,
      timeoutSeconds: 3,
      example: { response: { name: 'Kim' } },
    },
  },
);

test('a route in a table is all it takes: function, method, address and document', () => {
  const template = synthesise(emptyBundles(['order/rate-courier', 'order/docs', 'order/not-found']));

  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'food-delivery-local-order-rate-courier',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Timeout: 3,
    Environment: { Variables: { PARCELS: 'by-bike' } },
  });
  template.hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'PATCH',
    Integration: { Type: 'AWS_PROXY' },
  });
  // the pages, which are its only GETs; no document lists them
  template.resourcePropertiesCountIs('AWS::ApiGateway::Method', { HttpMethod: 'HEAD' }, 4);
  for (const PathPart of ['couriers', '{courier_id}', 'rating', '{proxy+}']) {
    template.hasResourceProperties('AWS::ApiGateway::Resource', { PathPart });
  }
  expect(openApi(couriers).paths).toHaveProperty('/couriers/{courier_id}/rating');
});

test('a route without a bundle does not synthesise', () => {
  expect(() => synthesise(emptyBundles(['order/docs', 'order/not-found']))).toThrow(/rate-courier/);
});

function synthesise(dist: string): Template {
  const settings = { ...factsOf('local', dist), platform: localPlatform };
  const stack = new Stack(new App({ outdir: temporaryFolder() }), 'Couriers');
  const switches = new FaultSwitches(stack, 'Switches', { settings, service: 'order' });
  new RestService(stack, 'Rest', {
    settings,
    api: couriers,
    switches,
    grants: {},
    environment: { PARCELS: 'by-bike' },
  });
  return Template.fromStack(stack);
}
