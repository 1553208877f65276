import { planFindingCodes } from '@kafka-clusters/plugin-kafka-clusters-common';
import { describeFailure, describeFinding } from './words';

describe('words', () => {
  it.each([...planFindingCodes])('says something about %s', code => {
    const words = describeFinding({ code, params: {} });
    expect(words).not.toBe(code);
    expect(words.length).toBeGreaterThan(15);
  });

  it('shows the code of what it does not know, and nothing of the prototype', () => {
    expect(describeFailure({ code: 'brand-new', params: {} })).toBe(
      'brand-new',
    );
    expect(describeFailure({ code: 'constructor', params: {} })).toBe(
      'constructor',
    );
  });
});
