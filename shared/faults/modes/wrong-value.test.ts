import { describe, expect, test } from 'vitest';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createFaults, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import { via } from '../points/adapter.ts';
import { handlerPoint } from '../points/point.ts';

describe('wrong_value', () => {
  const wrong = <Result>(kind: string, port: 'charge' | 'reserve' | 'find', answers: readonly Result[]) => {
    const point = `order.${port === 'find' ? 'reader' : 'stock'}.${port}`;
    const rules = [{ id: 'x', point, mode: 'wrong_value', kind }];
    const { faults } = createFaults('order', parameterOf({ rules }));
    const left = [...answers];
    const method = async () => left.shift() as Result;
    const ports = faults.ports({
      stock: via()({ charge: method, reserve: method }),
      reader: via()({ find: method }),
    });
    return async () => {
      const faultHits: string[] = [];
      await faults.refresh();
      const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };
      const work = port === 'find' ? ports.reader.find : ports.stock[port];
      const result = await withRequestContext({ requestId: 'r', faultHits }, () =>
        faults.enter(handlerPoint('order'), scope, work),
      );
      return { result, hits: faultHits.length };
    };
  };
  const line = (menuId: number, quantity: number) => ({ menuId, quantity, price: 100 });

  test('stale: the answer before this one, once there is one', async () => {
    const call = wrong('stale', 'charge', [{ n: 1 }, { n: 2 }, { n: 3 }]);

    expect(await call()).toEqual({ result: { n: 1 }, hits: 0 });
    expect(await call()).toEqual({ result: { n: 1 }, hits: 1 });
    expect(await call()).toEqual({ result: { n: 2 }, hits: 1 });
  });

  test('price_off_by_one: every price, in lists, maps and JSON text', async () => {
    const lines = [line(1, 2), line(2, 1)];
    const text = JSON.stringify({ items: [{ price: 5 }], total_price: 9 });

    expect(await wrong('price_off_by_one', 'reserve', [{ lines }])()).toEqual({
      result: { lines: lines.map((each) => ({ ...each, price: 101 })) },
      hits: 1,
    });
    expect(await wrong('price_off_by_one', 'charge', [new Map([[1, { price: 1 }]])])()).toEqual({
      result: new Map([[1, { price: 2 }]]),
      hits: 1,
    });
    expect((await wrong('price_off_by_one', 'find', [{ value: text, state: 'hit' }])()).result).toEqual({
      value: '{"items":[{"price":6}],"total_price":10}',
      state: 'hit',
    });
  });

  test('an answer without prices or lines stays, and is no hit', async () => {
    for (const kind of ['price_off_by_one', 'swapped_lines'])
      expect(await wrong(kind, 'reserve', [{ outcome: 'refused' }])()).toEqual({
        result: { outcome: 'refused' },
        hits: 0,
      });
  });

  test('swapped_lines: the first two lines exchange their menus', async () => {
    expect((await wrong('swapped_lines', 'reserve', [{ lines: [line(1, 2), line(2, 1)] }])()).result).toEqual(
      {
        lines: [line(2, 2), line(1, 1)],
      },
    );
  });
});
