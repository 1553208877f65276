import type { HttpAuthService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { FleetService } from '../../services/FleetService';
import { sendContent } from '../respond';

/** Identity and owner of all clusters, for other backends alone. */
export function createInventoryRouter(options: {
  httpAuth: HttpAuthService;
  fleet: FleetService;
}) {
  const { httpAuth, fleet } = options;
  const router = Router();

  router.get('/inventory', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['service'] });
    const content = await fleet.listInventory({ credentials });
    sendContent(req, res, credentials, content);
  });

  return router;
}
