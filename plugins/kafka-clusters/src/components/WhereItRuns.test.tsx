import { buildCluster } from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import type { ClusterNode } from '@kafka-clusters/plugin-kafka-clusters-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInLanguage } from '../__testUtils__/renderInLanguage';
import { WhereItRuns } from './WhereItRuns';

const now = Date.parse('2026-01-01T01:00:00Z');

const cell = (row: HTMLElement, column: number) =>
  within(row).getAllByRole('cell')[column];

async function openTable(name: string, table: string) {
  await userEvent.click(await screen.findByRole('radio', { name }));
  return screen.findByRole('table', { name: table });
}

describe('WhereItRuns', () => {
  it('heads each zone with its name, once', async () => {
    const { zones } = buildCluster();
    renderInLanguage(
      <WhereItRuns
        cluster={buildCluster({
          zones: [...zones, { ...zones[0], name: 'eu-west-1a' }],
        })}
        now={now}
      />,
    );
    expect(
      await screen.findByRole('heading', { name: 'zone-a' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Zone eu-west-1a' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/zone zone/i)).not.toBeInTheDocument();
  });

  it('says what one more lost zone costs, in words', async () => {
    renderInLanguage(<WhereItRuns cluster={buildCluster()} now={now} />);
    expect(
      await screen.findByText('If zone-a, zone-b or zone-c is lost'),
    ).toBeInTheDocument();
  });

  it.each([
    ['en', 'Table', 'Nodes of the cluster', 'not applicable', 'as wished'],
    ['zh', '表格', '集群节点', '不适用', '与期望一致'],
  ] as const)(
    'says in %s that ZooKeeper has no configuration of its own',
    async (language, button, tableName, notApplicable, asWished) => {
      renderInLanguage(
        <WhereItRuns
          cluster={buildCluster({
            nodes: buildCluster().nodes.map(
              (node): ClusterNode =>
                node.role === 'zookeeper'
                  ? { ...node, configuration: 'unknown' }
                  : node,
            ),
          })}
          now={now}
        />,
        language,
      );
      const table = await openTable(button, tableName);
      const rows = within(table).getAllByRole('row');
      const broker = rows[1];
      const member = rows.find(row => row.textContent?.match('ZooKeeper 0'))!;
      expect(cell(broker, 6)).toHaveTextContent(asWished);
      // Seen: a dash. Heard: the words.
      expect(within(member).getByText('—')).toHaveAttribute(
        'aria-hidden',
        'true',
      );
      expect(cell(member, 6)).toHaveTextContent(`—${notApplicable}`);
    },
  );

  it('shows hostile names as short text', async () => {
    const override = String.fromCharCode(0x202e);
    const evil = `${override}<img src=x>${'x'.repeat(10_000)}`;
    const { nodes, zones } = buildCluster();
    renderInLanguage(
      <WhereItRuns
        cluster={buildCluster({
          nodes: [
            {
              ...nodes[0],
              zone: evil,
              pod: evil,
              kubernetesNode: evil,
              stateDetail: evil,
              state: 'failed',
              configurationDetail: evil,
            },
          ],
          zones: [
            {
              ...zones[0],
              name: evil,
              kubernetesNodes: [{ name: evil, state: 'cordoned' }],
            },
          ],
        })}
        now={now}
      />,
    );
    const where = await screen.findByRole('region', { name: 'Where it runs' });
    expect(where).toHaveTextContent('Zone <img src=x>xxx');
    expect(where.textContent).not.toContain(override);
    expect(where.textContent?.length).toBeLessThan(1_000);
    await openTable('Table', 'Nodes of the cluster');
    expect(where.textContent).not.toContain(override);
    expect(where.textContent?.length).toBeLessThan(1_500);
    expect(document.querySelector('img')).toBeNull();
  });
});
