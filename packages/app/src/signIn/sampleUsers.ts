const STORAGE_KEY = 'sample-user';

/** The people of `catalog/organization.yaml` whom the sign-in page offers: name of the user entity and display name. */
export const sampleUsers = [
  { name: 'dana', displayName: 'Dana Orders' },
  { name: 'pablo', displayName: 'Pablo Payments' },
  { name: 'petra', displayName: 'Petra Platform' },
] as const;

/** Name of a sample user. */
export type SampleUserName = (typeof sampleUsers)[number]['name'];

/** The person chosen in this browser tab: two tabs may be two people, which shows who sees what. */
export function readChosenUser(): SampleUserName | undefined {
  const name = window.sessionStorage.getItem(STORAGE_KEY);
  return sampleUsers.find(user => user.name === name)?.name;
}

/** Remembers the choice until the tab is closed. */
export function rememberChosenUser(name: SampleUserName): void {
  window.sessionStorage.setItem(STORAGE_KEY, name);
}

/** Forgets the choice, so that the next load shows the three people again. */
export function forgetChosenUser(): void {
  window.sessionStorage.removeItem(STORAGE_KEY);
}
