/** What the services answer, as far as the shop shows it. `docs/api` has the whole of it. */
export interface Menu {
  readonly id: number;
  readonly restaurant_id: number;
  readonly name: string;
  readonly description: string | null;
  /** Won. */
  readonly price: number;
  readonly inventory: number;
}

export interface Restaurant {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly description: string | null;
}

export interface OrderLine {
  readonly menu_id: number;
  readonly quantity: number;
}

export interface NewOrder {
  readonly items: readonly OrderLine[];
  readonly address: string;
  readonly phone: string;
}

export type OrderStatus =
  | 'pending'
  | 'confirmed'
  | 'preparing'
  | 'out_for_delivery'
  | 'delivered'
  | 'cancelled'
  | 'failed';

export interface Order extends NewOrder {
  readonly id: number;
  readonly total_price: number;
  readonly status: OrderStatus;
  readonly payment_status: 'pending' | 'completed' | 'failed' | 'refunded';
  readonly created_at: string;
  readonly items: readonly (OrderLine & { readonly price: number; readonly name: string })[];
}

export interface OrderPage {
  readonly items: readonly Order[];
}

export interface Token {
  readonly access_token: string;
}
