import { notFound } from '#shared/http/not-found';
import { restaurantApi } from './api.ts';

export const handler = notFound(restaurantApi);
