import type { TokenUser } from '#shared/auth/tokens';
import { AppError } from '#shared/errors';

/** A route whose calls are for the owner of what they find. */
export interface OwnerRoute<Found> {
  readonly auth: 'owner';
  readonly ownerOf: (found: Found) => number;
  readonly owned: string;
}

/** The business of an owner route, in two parts, so that the owner is checked between them. */
export interface OwnedHandle<Request, Found, Answer> {
  /** @throws AppError `not_found` */
  find(request: Request): Promise<Found>;
  handle(request: Request, found: Found): Promise<Answer>;
}

/** Makes both parts one. An anonymous call, where the stage allows one, has no owner to compare. */
export function forOwner<Request extends { readonly user?: TokenUser | undefined }, Found, Answer>(
  { ownerOf, owned }: OwnerRoute<Found>,
  { find, handle }: OwnedHandle<Request, Found, Answer>,
): (request: Request) => Promise<Answer> {
  return async (request) => {
    const found = await find(request);
    const { user } = request;
    if (user && ownerOf(found) !== user.userId) throw new AppError('forbidden', `This is not your ${owned}`);
    return handle(request, found);
  };
}
