/**
 * Channel of Backstage's signals that tells browsers to read again.
 *
 * @public
 */
export const CHANGED_CHANNEL = 'kafka-clusters:changed';

/**
 * How often the backend says on the channel that it is there, in milliseconds.
 * A browser that hears nothing for longer than two of these is not connected.
 *
 * @public
 */
export const SIGNAL_HEARTBEAT_MS = 20_000;

/**
 * What is sent on the channel, at each change and at each heartbeat: how many
 * changes a backend has seen since it started. Another number than the last one
 * of that backend means: read again. Never what changed, since channels know no
 * permissions.
 *
 * @public
 */
export type ChangeSignal = {
  /** One start of one backend: several may serve a portal. */
  readonly instance: string;
  readonly changes: number;
};
