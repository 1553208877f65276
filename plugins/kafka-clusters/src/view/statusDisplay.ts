import type {
  ConsumerState,
  HealthState,
  NodeState,
  RightState,
  Severity,
} from '@kafka-clusters/plugin-kafka-clusters-common';

/** Colour of a state; never the only sign of it. */
export type Tone =
  | 'negative'
  | 'warning'
  | 'announcement'
  | 'positive'
  | 'neutral';

/** How a state is shown: a glyph and a tone beside its word. */
export interface Display {
  readonly glyph: string;
  readonly tone: Tone;
}

export const healthDisplay: Record<HealthState, Display> = {
  unavailable: { glyph: '✕', tone: 'negative' },
  attention: { glyph: '●', tone: 'negative' },
  'at-risk': { glyph: '▲', tone: 'warning' },
  progressing: { glyph: '◐', tone: 'announcement' },
  unknown: { glyph: '?', tone: 'neutral' },
  healthy: { glyph: '✓', tone: 'positive' },
};

export const severityDisplay: Record<Severity, Display> = {
  critical: healthDisplay.unavailable,
  error: healthDisplay.attention,
  warning: healthDisplay['at-risk'],
  progress: healthDisplay.progressing,
  unknown: healthDisplay.unknown,
  info: { glyph: 'i', tone: 'neutral' },
};

/** `hole` is drawn dashed and empty: what should be there and is not. */
export interface NodeDisplay extends Display {
  readonly hole: boolean;
}

export const nodeDisplay: Record<NodeState, NodeDisplay> = {
  running: { glyph: '✓', tone: 'positive', hole: false },
  'not-ready': { glyph: '▲', tone: 'warning', hole: false },
  starting: { glyph: '◐', tone: 'announcement', hole: false },
  pending: { glyph: '●', tone: 'negative', hole: true },
  'image-error': { glyph: '●', tone: 'negative', hole: false },
  failed: { glyph: '✕', tone: 'negative', hole: false },
  stopping: { glyph: '◑', tone: 'announcement', hole: false },
  missing: { glyph: '✕', tone: 'negative', hole: true },
  unknown: { glyph: '?', tone: 'neutral', hole: true },
  planned: { glyph: '+', tone: 'announcement', hole: false },
};

export const consumerDisplay: Record<ConsumerState, Display> = {
  requested: { glyph: '◐', tone: 'announcement' },
  granted: { glyph: '✓', tone: 'positive' },
  declined: { glyph: '✕', tone: 'neutral' },
  revoked: { glyph: '↶', tone: 'neutral' },
};

export const rightStateDisplay: Record<RightState, Display> = {
  granted: { glyph: '✓', tone: 'positive' },
  missing: { glyph: '▲', tone: 'warning' },
  unknown: healthDisplay.unknown,
};
