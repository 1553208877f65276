import { z } from 'zod';

const entityRef = z.string().trim().min(3).max(255);

/** Why a person does it: shown to others as plain text. */
const reason = z.string().trim().max(1_000).optional();

/**
 * uid of the cluster that the person looked at: one that was made anew under
 * the same name since then is another, and is not meant.
 */
const uid = z.string().min(1).max(64).optional();

/**
 * Links a cluster that nobody owns to a team.
 *
 * @public
 */
export const linkOwnerSchema = z.strictObject({
  /** Entity ref of the team. */
  owner: entityRef,
  reason,
  uid,
});

/** @public */
export type LinkOwnerInput = z.input<typeof linkOwnerSchema>;

/**
 * Offers a cluster to another team.
 *
 * @public
 */
export const transferSchema = z.strictObject({
  /** Entity ref of the receiving team. */
  to: entityRef,
  reason,
  uid,
});

/** @public */
export type TransferInput = z.input<typeof transferSchema>;

/** @public */
export const transferAnswers = ['accept', 'decline', 'withdraw'] as const;

/** @public */
export type TransferAnswer = (typeof transferAnswers)[number];

/** @public */
export const consumerDecisions = ['grant', 'decline', 'revoke'] as const;

/** @public */
export type ConsumerDecision = (typeof consumerDecisions)[number];

/**
 * Decides on a component that asks for a cluster, or uses it.
 *
 * @public
 */
export const consumerSchema = z.strictObject({
  /** Entity ref of the component. */
  component: entityRef,
  /** Entity ref of the team that owned it when the decision was made on the screen. */
  team: entityRef,
  uid,
});

/** @public */
export type ConsumerInput = z.input<typeof consumerSchema>;

/**
 * Accepts or declines claims, many at once.
 *
 * @public
 */
export const claimsSchema = z.strictObject({
  answer: z.enum(['accept', 'decline']),
  claims: z
    .array(
      z.strictObject({
        /** A formatted ClusterRef. */
        cluster: z.string().max(400),
        uid: z.string().min(1).max(64),
        owner: entityRef,
      }),
    )
    .min(1)
    .max(500),
});

/** @public */
export type ClaimsInput = z.input<typeof claimsSchema>;
