import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { FleetService } from '../../services/FleetService';
import type { ManifestService } from '../../services/ManifestService';
import { parseClusterPath, parseFleetQuery } from '../parse';
import { sendContent } from '../respond';

/** Reads of clusters. */
export function createClustersRouter(options: {
  httpAuth: HttpAuthService;
  fleet: FleetService;
  manifests: ManifestService;
}) {
  const { httpAuth, fleet, manifests } = options;
  const router = Router();

  router.get('/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const query = parseFleetQuery(req.query);
    const content = await fleet.listClusters(query, { credentials });
    sendContent(req, res, credentials, content);
  });

  const path = '/clusters/:kubernetesCluster/:namespace/:name';

  router.get(path, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const ref = parseClusterPath(req.params);
    const content = await fleet.getCluster(ref, { credentials });
    sendContent(req, res, credentials, content);
  });

  router.get(`${path}/manifest`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const ref = parseClusterPath(req.params);
    const content = await manifests.getManifest(ref, { credentials });
    sendContent(req, res, credentials, content);
  });

  return router;
}
