import { Account, type Identity } from '#load/client/account';
import { Caller, type CallerTools } from '#load/client/caller';
import { restaurantCalls } from '#load/client/restaurant-calls';
import { userCalls } from '#load/client/user-calls';
import { JOURNEYS } from '#load/journeys/journeys';
import { outcomeClass } from '#load/measure/outcome';
import { Recorder } from '#load/measure/recorder';
import type { FullPlan } from '#load/plan/plan';
import { UserError } from '#shared/cli/errors';
import { keysOf } from '#shared/map-values';

const AT_ONCE = 4;

/** What journeys need before the load begins. */
interface Prepared {
  readonly accounts: readonly Account[];
  /** Ids of menus, the hottest first. */
  readonly menus: readonly number[];
}

/**
 * Signs up the users and reads the menus, where a journey of the plan needs them.
 * @throws UserError where the system does not answer as it should
 */
export async function prepare(
  plan: FullPlan,
  tools: Omit<CallerTools, 'recorder'>,
  newIdentity: () => Identity,
): Promise<Prepared> {
  const recorder = new Recorder();
  recorder.begin('preparation');
  const caller = new Caller(
    { ...tools, recorder },
    { journey: 'preparation', headers: plan.headers, visit: 'preparation' },
  );
  const needs = new Set(
    keysOf(JOURNEYS).flatMap((name) => (plan.journeys[name] ? JOURNEYS[name].needs : [])),
  );
  const refuse = (what: string): never => {
    const outcomes = recorder.section.meters
      .steps()
      .flatMap(({ step, outcomes }) =>
        Object.keys(outcomes).flatMap((outcome) =>
          outcomeClass(outcome) === 'ok' ? [] : [`${step}: ${outcome}`],
        ),
      );
    throw new UserError(`the load cannot begin, because ${what} (${outcomes.join('; ')})`);
  };

  async function signUpAndLogIn(): Promise<Account> {
    const identity = newIdentity();
    const { signUp, logIn } = userCalls({ caller });
    const user = await signUp(identity);
    const token = user && (await logIn(identity));
    return token ? new Account(user.id, identity, token.access_token) : refuse('no user can be signed up');
  }

  const menus = needs.has('menus')
    ? ((await restaurantCalls({ caller }).listMenus()) ?? refuse('the menus cannot be read')).map(
        ({ id }) => id,
      )
    : [];
  const { menus: wanted = menus.length } = plan.menus;
  if (menus.length < wanted || (needs.has('menus') && menus.length === 0)) {
    throw new UserError(
      `the first page of GET /menus has ${menus.length} menus, and the plan asks for ${Math.max(wanted, 1)}`,
    );
  }
  const accounts: Account[] = [];
  while (needs.has('user') && accounts.length < plan.users) {
    const count = Math.min(AT_ONCE, plan.users - accounts.length);
    accounts.push(...(await Promise.all(Array.from({ length: count }, signUpAndLogIn))));
  }
  return { accounts, menus: menus.slice(0, wanted) };
}
