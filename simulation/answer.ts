import { AppError, ERRORS } from '#shared/errors';

/** The answer that a client received. `decided`: the order's own final answer, which every retry must get again. */
export interface Answer {
  readonly status: number;
  readonly detail: string;
  readonly orderId: number | undefined;
  readonly orderStatus?: string;
  /** Won. */
  readonly total?: number;
  readonly decided: boolean;
}

/**
 * Runs one call of a client; a refusal is an answer too.
 * @param orderId the order asked about, for errors that do not name it
 */
export async function answerOf(call: () => Promise<Answer>, orderId?: number): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const named = error.extra?.order_id as number | undefined;
    const isUndecided = error.code === 'order_in_progress' || error.code === 'order_undecided';
    return {
      status: ERRORS[error.code].status,
      detail: error.code,
      orderId: named ?? orderId,
      decided: named !== undefined && !isUndecided,
    };
  }
}
