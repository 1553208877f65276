import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { expectCluster } from './expectedCluster';
import { KafkaClusterOutputs } from './KafkaClusterOutputs';

function Where() {
  return <p>at {useLocation().pathname}</p>;
}

function show(clusterRef: unknown) {
  renderInTestApp(
    <>
      <Where />
      <KafkaClusterOutputs
        output={{ clusterRef } as { [name: string]: string }}
      />
    </>,
  );
}

describe('KafkaClusterOutputs', () => {
  it('takes who has just requested the cluster to its page', async () => {
    expectCluster('dev/orders/orders-queue');
    show('dev/orders/orders-queue');
    expect(
      await screen.findByText('at /kafka-clusters/dev/orders/orders-queue'),
    ).toBeInTheDocument();
  });

  it('offers the page to who opens an old task, and leaves them there', async () => {
    show('dev/orders/orders-queue');
    expect(
      await screen.findByRole('link', {
        name: 'Watch orders-queue become ready',
      }),
    ).toHaveAttribute('href', '/kafka-clusters/dev/orders/orders-queue');
    expect(screen.getByText('at /')).toBeInTheDocument();
  });

  it.each([[undefined], ['//example.com'], ['../../settings'], [5]])(
    'leads nowhere when the output is %j',
    async output => {
      show(output);
      expect(await screen.findByText('at /')).toBeInTheDocument();
      expect(screen.queryByRole('link')).not.toBeInTheDocument();
    },
  );
});
