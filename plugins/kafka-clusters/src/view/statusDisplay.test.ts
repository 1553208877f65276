import {
  healthStates,
  nodeStates,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { healthDisplay, nodeDisplay, severityDisplay } from './statusDisplay';

describe('statusDisplay', () => {
  it.each(healthStates)(
    'gives %s a glyph of its own, not colour alone',
    state => {
      const sameGlyph = healthStates.filter(
        other => healthDisplay[other].glyph === healthDisplay[state].glyph,
      );
      expect(sameGlyph).toEqual([state]);
    },
  );

  it('shows only what is well as well', () => {
    const positive = healthStates.filter(
      state => healthDisplay[state].tone === 'positive',
    );
    expect(positive).toEqual(['healthy']);
    const running = nodeStates.filter(
      state => nodeDisplay[state].tone === 'positive',
    );
    expect(running).toEqual(['running']);
  });

  it('draws as a hole what should be there and is not', () => {
    const holes = nodeStates.filter(state => nodeDisplay[state].hole);
    expect(holes).toEqual(['pending', 'missing', 'unknown']);
  });

  it.each([
    ['critical', 'unavailable'],
    ['error', 'attention'],
    ['warning', 'at-risk'],
    ['progress', 'progressing'],
    ['unknown', 'unknown'],
  ] as const)(
    'shows a reason of weight %s as the verdict %s',
    (severity, state) => {
      expect(severityDisplay[severity]).toEqual(healthDisplay[state]);
    },
  );

  it('does not show information as if something were the matter', () => {
    expect(severityDisplay.info.tone).toBe('neutral');
  });
});
