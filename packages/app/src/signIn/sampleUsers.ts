/** One of the people whom the sandbox knows. */
export interface SampleUser {
  /** Name of the catalog entity `user:default/<name>`. */
  readonly name: string;
  readonly displayName: string;
  readonly role: string;
}

/** The people of `catalog/organization.yaml` as the sign-in page offers them. */
export const sampleUsers: readonly SampleUser[] = [
  {
    name: 'dana',
    displayName: 'Dana Orders',
    role: 'Developer of team Orders',
  },
  {
    name: 'pablo',
    displayName: 'Pablo Payments',
    role: 'Developer of team Payments',
  },
  {
    name: 'petra',
    displayName: 'Petra Platform',
    role: 'Platform engineer, sees every cluster',
  },
];

const STORAGE_KEY = 'sample-user';

/** The person chosen in this browser tab: two tabs may be two people, which shows who sees what. */
export function readChosenUser(): string | undefined {
  const name = window.sessionStorage.getItem(STORAGE_KEY);
  return sampleUsers.some(user => user.name === name)
    ? name ?? undefined
    : undefined;
}

/** Remembers the choice until the tab is closed. */
export function rememberChosenUser(name: string): void {
  window.sessionStorage.setItem(STORAGE_KEY, name);
}

/** Forgets the choice, so that the next load shows the three people again. */
export function forgetChosenUser(): void {
  window.sessionStorage.removeItem(STORAGE_KEY);
}
