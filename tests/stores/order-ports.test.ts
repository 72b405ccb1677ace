import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { testInventory } from './inventory-contract.ts';
import { type Implementation, inMemory, type OrderPorts, onRealStores } from './order-ports.ts';
import { testOrderStore } from './order-store-contract.ts';
import { testPayments } from './payments-contract.ts';

describe.each([
  ['in memory, as the simulation has them', inMemory],
  ['on DynamoDB and PostgreSQL', onRealStores],
])('the ports %s', (_, implement) => {
  let implementation: Implementation;
  let ports: OrderPorts;
  beforeAll(async () => {
    implementation = await implement();
  });
  afterAll(() => implementation[Symbol.asyncDispose]());
  beforeEach(async () => {
    ports = await implementation.newPorts();
  });

  describe('orders', () => testOrderStore(() => ports));
  describe('payments', () => testPayments(() => ports));
  describe('inventory', () => testInventory(() => ports));
});
