import { expect, type APIRequestContext } from '@playwright/test';
import type { Person } from './people';

/** Asks the backend as one of the people, without a browser. */
export interface PersonalApi {
  /** Status and parsed body of a GET. */
  get(path: string): Promise<{ status: number; body: unknown }>;
}

/** Signs a person in at the backend. */
export async function apiAs(
  request: APIRequestContext,
  person: Person,
): Promise<PersonalApi> {
  const session = await request.get('/api/auth/sample-users/refresh', {
    headers: { 'x-sample-user': person },
  });
  expect(session.status()).toBe(200);
  const { backstageIdentity } = await session.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };
  return {
    async get(path) {
      const answer = await request.get(path, { headers });
      return { status: answer.status(), body: await answer.json() };
    },
  };
}
