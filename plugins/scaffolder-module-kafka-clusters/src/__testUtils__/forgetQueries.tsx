import { QueryProvider } from '@kafka-clusters/plugin-kafka-clusters';
import { useQueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';

/** What one test has read is not what the next one knows. */
export function forgetQueries(): void {
  render(
    <QueryProvider>
      <Forget />
    </QueryProvider>,
  ).unmount();
}

function Forget() {
  useQueryClient().clear();
  return null;
}
