import { notFound } from '#shared/http/not-found';
import { restaurantRoutes } from './routes.ts';

export const handler = notFound(restaurantRoutes);
