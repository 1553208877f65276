import {
  buildCluster,
  unschedulableReason,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen } from '@testing-library/react';
import { renderInLanguage } from '../__testUtils__/renderInLanguage';
import { EndedPodsTable } from './EndedPodsTable';
import { FactsCard } from './FactsCard';
import { NodeTable } from './NodeTable';
import { VerdictCard } from './VerdictCard';

const now = Date.parse('2026-01-01T01:00:00Z');

// What stands in a row is joined as the language does.
describe.each([
  ['en', ', '],
  ['zh', '、'],
] as const)('lists in %s', (language, comma) => {
  it('of claims and storage', async () => {
    renderInLanguage(
      <FactsCard
        cluster={buildCluster({
          ownership: { state: 'unowned', claims: ['group:a', 'group:b'] },
        })}
      />,
      language,
    );
    const facts = await screen.findByRole('region', {
      name: /^(Facts|基本信息)$/,
    });
    expect(facts).toHaveTextContent(`group:a${comma}group:b`);
    expect(facts).toHaveTextContent(`50 GiB${comma}ssd${comma}`);
  });

  it('of objects that a reason is about', async () => {
    renderInLanguage(
      <VerdictCard
        health={{
          state: 'attention',
          reasons: [
            {
              ...unschedulableReason,
              about: [
                { kind: 'Pod', name: 'a' },
                { kind: 'Pod', name: 'b' },
              ],
            },
          ],
        }}
        events={[]}
        now={now}
      />,
      language,
    );
    expect(
      await screen.findByRole('region', { name: /^(Health|健康状态)$/ }),
    ).toHaveTextContent(`Pod a${comma}Pod b`);
  });

  it('of a volume', async () => {
    renderInLanguage(
      <NodeTable nodes={buildCluster().nodes.slice(0, 1)} now={now} />,
      language,
    );
    expect(await screen.findByRole('table')).toHaveTextContent(
      `50 GiB${comma}ssd`,
    );
  });

  it('of a cause', async () => {
    renderInLanguage(
      <EndedPodsTable
        pods={[
          {
            pod: 'orders-1',
            role: 'broker',
            id: 1,
            endedAt: '2026-01-01T00:00:00Z',
            cause: 'OOMKilled',
            exitCode: 137,
          },
        ]}
      />,
      language,
    );
    expect(await screen.findByRole('table')).toHaveTextContent(
      language === 'zh' ? 'OOMKilled、退出码 137' : 'OOMKilled, exit code 137',
    );
  });
});
