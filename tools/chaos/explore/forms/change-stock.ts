import { MENUS } from '../menus.ts';
import { send } from '../send.ts';
import type { Form } from './form.ts';

/** Each experiment takes a quantity of its own, by which its change is known among all that are recorded. */
export const deductForm: Form = {
  route: 'PUT /inventory/{menu_id}',
  variant: '',
  expects: 200,
  ask: async ({ system }, { number }, headersOf) => [
    await send({
      method: 'PUT',
      url: `${system.urls.restaurant}/inventory/${MENUS.changes}`,
      headers: headersOf(),
      json: { quantity: number },
    }),
  ],
  script: [
    `const stock = async () => (await call('GET', \`\${restaurant}/menus/${MENUS.changes}\`)).body.inventory;`,
    'const before = await stock();',
    `const answer = await call('PUT', \`\${restaurant}/inventory/${MENUS.changes}\`, { headers: faults, json: { quantity: 1 } });`,
    'if (answer.status === 200) expect(await stock()).toBe(before - 1);',
  ],
  judge({ own: { number }, answers: [answer], mayBeUnknown, times: asked }, { deductions }) {
    const times = deductions.get(number) ?? 0;
    const status = answer?.status ?? 0;
    const isRight = status === 200 ? times === asked : status >= 500 ? times <= asked : times === 0;
    const end = times === 0 ? 'not deducted' : times === 1 ? 'deducted' : `deducted ${times} times`;
    return {
      end,
      orderIds: [],
      problem: isRight || (mayBeUnknown && times <= asked) ? undefined : `answered ${status}, ${end}`,
    };
  },
};
