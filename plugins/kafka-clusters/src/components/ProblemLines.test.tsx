import type { SourceProblem } from '@kafka-clusters/plugin-kafka-clusters-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ProblemLines, saysCutOff } from './ProblemLines';

const now = Date.parse('2026-01-01T12:00:00Z');

const problem = (more: Partial<SourceProblem>): SourceProblem => ({
  code: 'kubernetes-unreachable',
  source: 'dev',
  title: 'Development',
  since: '2026-01-01T11:58:00Z',
  params: {},
  ...more,
});

describe('ProblemLines', () => {
  it.each([
    'kubernetes-stale',
    'kubernetes-unreachable',
    'kubernetes-unauthorized',
  ] as const)('says as of when what is shown is: %s', async code => {
    renderInTestApp(
      <ProblemLines
        now={now}
        problems={[problem({ code, asOf: '2026-01-01T11:58:00Z' })]}
      />,
    );
    expect(await screen.findByRole('listitem')).toHaveTextContent(
      /What is shown of it is as of .*11:58/,
    );
  });

  it('says that nothing is known of what has never answered', async () => {
    renderInTestApp(<ProblemLines now={now} problems={[problem({})]} />);
    expect(await screen.findByRole('listitem')).toHaveTextContent(
      'Its clusters are not known yet.',
    );
  });

  it('says nothing of age where the data is not old', async () => {
    renderInTestApp(
      <ProblemLines
        now={now}
        problems={[problem({ code: 'operator-absent' })]}
      />,
    );
    expect(await screen.findByRole('listitem')).not.toHaveTextContent(
      /as of|not known/,
    );
  });
});

describe('saysCutOff', () => {
  it.each([
    [[problem({})], 'dev', true],
    [[problem({ code: 'operator-absent' })], 'dev', false],
    [[problem({})], 'prod', false],
    [[], 'dev', false],
  ] as const)('%#', (problems, source, expected) => {
    expect(saysCutOff(problems, source)).toBe(expected);
  });
});
