import { expect, test } from 'vitest';
import type { OrderPorts } from './order-ports.ts';

/** Tests that every inventory must pass. */
export function testInventory(ports: () => OrderPorts): void {
  const lines = [
    { menuId: 1, quantity: 3 },
    { menuId: 2, quantity: 2 },
    { menuId: 1, quantity: 1 },
  ];
  const stock = async () => [await ports().stockOf(1), await ports().stockOf(2)];

  test('reserves once, however often it is asked', async () => {
    expect(await ports().inventory.reserve(1, lines)).toMatchObject({ outcome: 'reserved' });
    expect(await ports().inventory.reserve(1, lines)).toMatchObject({ outcome: 'reserved' });
    expect(await stock()).toEqual([6, 8]);
  });

  test('records the prices of that moment, and repeats them when they have changed', async () => {
    await Promise.all([ports().setPrice(1, 700), ports().setPrice(2, 900)]);
    const reserved = {
      outcome: 'reserved',
      lines: [
        { ...lines[0], price: 700 },
        { ...lines[1], price: 900 },
        { ...lines[2], price: 700 },
      ],
    };

    expect(await ports().inventory.reserve(1, lines)).toMatchObject(reserved);
    await ports().setPrice(1, 1);
    expect(await ports().inventory.reserve(1, lines)).toMatchObject(reserved);
    expect(await ports().inventory.reserve(2, lines.slice(0, 1))).toMatchObject({ lines: [{ price: 1 }] });
  });

  test('reserves all lines or none, and a refusal stands', async () => {
    expect(await ports().inventory.reserve(1, [...lines, { menuId: 2, quantity: 9 }])).toEqual({
      outcome: 'refused',
    });
    expect(await stock()).toEqual([10, 10]);
    expect(await ports().inventory.reserve(1, lines)).toEqual({ outcome: 'refused' });
    await ports().inventory.release(1);
    expect(await ports().inventory.reserve(1, lines)).toEqual({ outcome: 'refused' });
    expect(await stock()).toEqual([10, 10]);
  });

  test('releases once, and refuses a reserve that comes late', async () => {
    await ports().inventory.reserve(1, lines);
    await ports().inventory.release(1);
    await ports().inventory.release(1);
    expect(await ports().inventory.reserve(1, lines)).toEqual({ outcome: 'released' });
    await ports().inventory.release(2);
    expect(await ports().inventory.reserve(2, lines)).toEqual({ outcome: 'released' });
    expect(await stock()).toEqual([10, 10]);
  });
}
