import type * as z from 'zod';
import type { User } from './domain/user.ts';
import type { User as UserBody } from './schemas.ts';

export function toUserBody(user: User): z.input<typeof UserBody> {
  return {
    username: user.username,
    email: user.email,
    id: user.id,
    is_active: true,
    created_at: user.createdAt.toISOString(),
  };
}
