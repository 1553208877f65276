import { Route, Routes } from 'react-router-dom';
import { useLiveUpdates } from '../hooks/useLiveUpdates';
import { ClusterPage } from './ClusterPage/ClusterPage';
import { FleetPage } from './FleetPage/FleetPage';
import { RightsPage } from './RightsPage/RightsPage';

/** The fleet and, below it, one page for each cluster. */
export function KafkaClustersPages() {
  useLiveUpdates();
  return (
    <Routes>
      <Route index element={<FleetPage />} />
      <Route path="rights" element={<RightsPage />} />
      <Route
        path=":kubernetesCluster/:namespace/:name/*"
        element={<ClusterPage />}
      />
      <Route path="*" element={<FleetPage />} />
    </Routes>
  );
}
