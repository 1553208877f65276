import type { Finding } from '@kafka-clusters/plugin-kafka-clusters-common';
import { screen, within } from '@testing-library/react';
import { renderInLanguage } from '../__testUtils__/renderInLanguage';
import { FindingsCard } from './FindingsCard';

const findings: Finding[] = [
  {
    id: 'heap-above-request',
    severity: 'error',
    params: { heapBytes: 4 * 1024 ** 3, requestBytes: 256 * 1024 ** 2 },
  },
  {
    id: 'floating-image-tag',
    severity: 'warning',
    params: { images: 'a, b:latest' },
  },
];

describe('the card of findings', () => {
  it('says each with why it matters and what to do, in the order given', async () => {
    renderInLanguage(<FindingsCard findings={findings} />);
    const card = await screen.findByRole('region', { name: 'Findings' });
    expect(card).toHaveTextContent('2 findings in its settings');
    const [heap, image] = within(card).getAllByRole('listitem');
    expect(heap).toHaveTextContent('4 GiB heap in 256 MiB of memory');
    expect(heap).toHaveTextContent('serious');
    expect(heap).toHaveTextContent('first to be evicted');
    expect(heap).toHaveTextContent('What to do: reserve at least twice');
    expect(image).toHaveTextContent('Images: a, b:latest.');
  });

  it('says them in Chinese', async () => {
    renderInLanguage(<FindingsCard findings={findings} />, 'zh');
    const card = await screen.findByRole('region', { name: '发现' });
    expect(card).toHaveTextContent('4 GiB 的堆，内存却只有 256 MiB');
    expect(card).toHaveTextContent('镜像：a、b:latest。');
  });

  it('says that there is nothing to improve', async () => {
    renderInLanguage(<FindingsCard findings={[]} />);
    const card = await screen.findByRole('region', { name: 'Findings' });
    expect(card).toHaveTextContent('Nothing to improve');
    expect(within(card).queryByRole('list')).not.toBeInTheDocument();
  });
});
