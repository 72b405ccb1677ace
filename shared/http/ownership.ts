import type { TokenUser } from '#shared/auth/tokens';
import { AppError } from '#shared/errors';

/** A route that only the owner of what it finds may call. */
export interface OwnerRoute<Found> {
  readonly auth: 'owner';
  readonly ownerOf: (found: Found) => number;
  readonly owned: string;
}

/** The handler of an owner route, in two parts, so that the owner is checked between them. */
export interface OwnedHandle<Request, Found, Answer> {
  /** @throws AppError `not_found` */
  find(request: Request): Promise<Found>;
  handle(request: Request, found: Found): Promise<Answer>;
}

/** Refuses a user who is not the owner. */
export const strangersDetail = (owned: string): string => `This is not your ${owned}`;

/** Joins both parts to one handler. An anonymous call, where the stage allows one, is not compared. */
export function forOwner<Request extends { readonly user?: TokenUser | undefined }, Found, Answer>(
  { ownerOf, owned }: OwnerRoute<Found>,
  { find, handle }: OwnedHandle<Request, Found, Answer>,
): (request: Request) => Promise<Answer> {
  return async (request) => {
    const found = await find(request);
    const { user } = request;
    if (user && ownerOf(found) !== user.userId) throw new AppError('forbidden', strangersDetail(owned));
    return handle(request, found);
  };
}
