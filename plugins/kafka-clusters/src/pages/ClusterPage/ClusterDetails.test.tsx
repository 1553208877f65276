import type {
  ClusterCondition,
  ManifestDocument,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import {
  buildCluster,
  FakeKafkaClustersApi,
} from '@kafka-clusters/plugin-kafka-clusters-common/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPages } from '../../__testUtils__/renderPages';

const path = '/kafka-clusters/dev/orders/orders?view=details';
// In parts, since a whole one is taken for a mistake.
const scriptAddress = ['javascript', 'alert(1)'].join(':');
const override = String.fromCharCode(0x202e);
const evil = `${override}<script>alert(1)</script>${'x'.repeat(10_000)}`;

const condition = (
  changes: Partial<ClusterCondition> = {},
): ClusterCondition => ({
  about: { kind: 'KafkaCluster', name: 'orders' },
  type: 'Ready',
  status: 'False',
  ...changes,
});

const document_ = (
  changes: Partial<ManifestDocument> = {},
): ManifestDocument => ({
  kind: 'KafkaCluster',
  name: 'orders',
  yaml: 'kind: KafkaCluster\n',
  fields: [],
  ...changes,
});

function renderDetails(
  conditions: readonly ClusterCondition[],
  documents: readonly ManifestDocument[],
) {
  const api = new FakeKafkaClustersApi([buildCluster({ conditions })]);
  api.manifest = { documents, problems: [] };
  renderPages(api, path);
  return api;
}

describe('details of a cluster', () => {
  it('say so where there is nothing', async () => {
    renderDetails([], []);
    expect(
      await screen.findByText('The operators report no conditions.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Kubernetes keeps no object of this cluster.'),
    ).toBeInTheDocument();
  });

  it('list what the operators report', async () => {
    renderDetails(
      [
        condition({
          reason: 'NotReconciled',
          message: 'waiting for zookeeper',
          lastTransitionAt: '2020-05-06T12:00:00Z',
        }),
        condition({ type: 'Listening', status: 'True' }),
      ],
      [],
    );
    const table = await screen.findByRole('table', { name: 'Conditions' });
    const [, first, second] = within(table).getAllByRole('row');
    const texts = (row: HTMLElement) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(texts(first)).toEqual([
      'KafkaCluster orders',
      'Ready',
      'False',
      'NotReconciledwaiting for zookeeper',
      expect.stringMatching(/^May 6, /),
    ]);
    expect(texts(second)).toEqual([
      'KafkaCluster orders',
      'Listening',
      'True',
      '',
      '',
    ]);
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Object', 'Type', 'Status', 'Reason', 'Since']);
    // Wide tables scroll by keyboard.
    expect(table.parentElement).toHaveAttribute('tabindex', '0');
    expect(table.parentElement).toHaveAccessibleName('Conditions');
  });

  it('show each object, who manages which field, and the rest on demand', async () => {
    const paths = Array.from(
      { length: 15 },
      (_, index) => `spec.field${index}`,
    );
    renderDetails(
      [],
      [
        document_({
          fields: [
            {
              manager: 'koperator',
              operation: 'Update',
              subresource: 'status',
              time: '2020-05-06T12:00:00Z',
              paths: ['status.state'],
            },
            { manager: 'portal', operation: 'Apply', paths },
          ],
        }),
        document_({ kind: 'ZookeeperCluster', name: 'orders-zk' }),
      ],
    );
    const table = await screen.findByRole('table', {
      name: 'Who manages which field: Manifest of KafkaCluster orders',
    });
    const [, operator, portal] = within(table).getAllByRole('row');
    expect(operator).toHaveTextContent('koperator');
    expect(operator).toHaveTextContent('Updatestatus');
    expect(operator).toHaveTextContent('May 6, ');
    expect(operator).toHaveTextContent('status.state');
    expect(within(portal).getByText('and 3 more')).toBeInTheDocument();
    expect(within(portal).getByText('spec.field14')).toBeInTheDocument();
    const [other] = screen.getAllByRole('region', {
      name: 'Manifest of ZookeeperCluster orders-zk',
    });
    expect(other).toHaveTextContent('Kubernetes does not say who wrote what.');
  });

  it('offer the manifest whole, to read and to copy', async () => {
    renderDetails([], [document_({ yaml: 'kind: KafkaCluster\nspec: {}\n' })]);
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      await screen.findByRole('button', {
        name: 'Copy Manifest of KafkaCluster orders',
      }),
    );
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenLastCalledWith('kind: KafkaCluster\nspec: {}\n');
  });

  it('say what failed of the manifest alone, and try again', async () => {
    const api = new FakeKafkaClustersApi([
      buildCluster({ conditions: [condition()] }),
    ]);
    const get = jest
      .spyOn(api, 'getManifest')
      .mockRejectedValue(new Error(`boom ${override}`));
    renderPages(api, path);
    const alert = await screen.findByRole('alert', { name: 'Manifest' });
    expect(alert).toHaveTextContent('The manifest cannot be shown: boom');
    expect(
      screen.getByRole('table', { name: 'Conditions' }),
    ).toBeInTheDocument();
    get.mockResolvedValue({ documents: [document_()], problems: [] });
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Manifest of KafkaCluster orders',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('say that the manifest loads', async () => {
    const api = new FakeKafkaClustersApi([buildCluster()]);
    jest.spyOn(api, 'getManifest').mockReturnValue(new Promise(() => {}));
    renderPages(api, path);
    expect(
      await screen.findByText('The operators report no conditions.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('status', { name: 'Loading' })).toBeInTheDocument();
  });

  it('show hostile texts as text, and short', async () => {
    renderDetails(
      [
        condition({
          about: { kind: evil, name: evil },
          type: evil,
          status: evil,
          reason: evil,
          message: evil,
          lastTransitionAt: evil,
        }),
      ],
      [
        document_({
          kind: evil,
          name: evil,
          yaml: `a: ${override}<img src=x onerror=alert(1)>\n`,
          fields: [
            {
              manager: evil,
              operation: evil,
              subresource: evil,
              time: evil,
              paths: [evil, scriptAddress],
            },
          ],
        }),
      ],
    );
    expect(
      await screen.findByRole('table', { name: /^Who manages which field/ }),
    ).toHaveTextContent('<script>alert(1)</script>');
    const main = screen.getByRole('main');
    expect(main.querySelector('script, img')).toBeNull();
    expect(main.innerHTML).not.toContain(override);
    expect(main.textContent?.length).toBeLessThan(6_000);
    expect(main).toHaveTextContent('a: <img src=x onerror=alert(1)>');
    expect(
      within(main).queryByRole('link', { name: /javascript/ }),
    ).not.toBeInTheDocument();
  });
});
