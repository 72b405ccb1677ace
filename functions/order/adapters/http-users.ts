import { TokenCheck } from '#functions/user/schemas';
import { AppError } from '#shared/errors';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Users } from '../domain/ports.ts';
import type { HttpService } from './http-service.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

export function createHttpUsers(service: HttpService): Users {
  return {
    async validate(token) {
      const { status, body } = await service.call({
        method: 'POST',
        path: '/validate',
        step: STEP_SPAN.validateUser,
        token,
      });
      if (status === 401) throw new AppError('unauthenticated', 'Could not validate credentials');
      const check = TokenCheck.safeParse(body);
      if (status !== 200 || !check.success) throw unexpectedAnswer('user');
      return { userId: check.data.user_id };
    },
  };
}
