import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { DYNAMODBS } from '#tests/support/stores/dynamodb-choices';
import { testInventory } from './inventory-contract.ts';
import { type Implementation, inMemory, type OrderPorts, onRealStores } from './order-ports.ts';
import { testOrderStore } from './order-store-contract.ts';
import { testPayments } from './payments-contract.ts';

describe('the ports in memory, as the simulation has them', () => testPorts(inMemory));
for (const { choice, tags } of DYNAMODBS)
  describe(`the ports on DynamoDB (${choice}) and PostgreSQL`, { tags }, () =>
    testPorts(() => onRealStores(choice)),
  );

function testPorts(implement: () => Promise<Implementation>): void {
  let implementation: Implementation;
  let ports: OrderPorts;
  beforeAll(async () => {
    implementation = await implement();
  });
  afterAll(() => implementation?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    ports = await implementation.newPorts();
  });

  describe('orders', () => testOrderStore(() => ports));
  describe('payments', () => testPayments(() => ports));
  describe('inventory', () => testInventory(() => ports));
}
