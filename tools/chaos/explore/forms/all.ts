import { cancelOrderForm } from './cancel-order.ts';
import { deductForm } from './change-stock.ts';
import type { Form } from './form.ts';
import { logInForm } from './log-in.ts';
import { placeOrderForms } from './place-order.ts';
import { getMenuForm, getOrderForm, listMenusForm } from './reads.ts';
import { repeatedFailure } from './repeated-failure.ts';

/** The forms of requests that can be explored. */
export const FORMS: readonly Form[] = [
  ...placeOrderForms,
  repeatedFailure,
  getOrderForm,
  cancelOrderForm,
  listMenusForm,
  getMenuForm,
  deductForm,
  logInForm,
];

export const ROUTES: readonly string[] = [...new Set(FORMS.map(({ route }) => route))];
/** Those that `explore` takes where it is given none. */
export const MAIN_ROUTES: readonly string[] = [
  'POST /orders',
  'GET /orders/{order_id}',
  'POST /orders/{order_id}/cancel',
  'GET /menus',
  'PUT /inventory/{menu_id}',
  'POST /login',
];
