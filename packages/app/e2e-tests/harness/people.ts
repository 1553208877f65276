/** The people of the sandbox, by the team they stand for. */
export const people = {
  /** Develops in team Orders. */
  dana: 'Dana Orders',
  /** Develops in team Payments. */
  pablo: 'Pablo Payments',
  /** Platform engineer: sees every cluster. */
  petra: 'Petra Platform',
} as const;

/** Name of a sample user. */
export type Person = keyof typeof people;
