import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { type ErrorRequestHandler } from 'express';
import Router from 'express-promise-router';
import type { FleetService } from '../services/FleetService';
import type { ManifestService } from '../services/ManifestService';
import type { ProvisioningService } from '../services/ProvisioningService';
import type { RightsService } from '../services/RightsService';
import type { TargetService } from '../services/TargetService';
import { createClustersRouter } from './routes/clusters';
import { createInventoryRouter } from './routes/inventory';
import {
  createOwnershipRouter,
  type OwnershipRouterOptions,
} from './routes/ownership';
import { createPlansRouter } from './routes/plans';
import { createRequestsRouter } from './routes/requests';
import { createRightsRouter } from './routes/rights';
import { createTargetsRouter } from './routes/targets';

/** What the routes need. */
export interface RouterOptions extends OwnershipRouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly fleet: FleetService;
  readonly manifests: ManifestService;
  readonly targets: TargetService;
  readonly provisioning: ProvisioningService;
  readonly rights: RightsService;
}

/** A request for a cluster takes less than one KiB. */
const BODY_LIMIT = '64kb';
/** Five hundred claims. */
const CLAIMS_LIMIT = '512kb';

const refuseBadBody: ErrorRequestHandler = (error, _req, _res, next) => {
  next(
    error?.type === 'entity.parse.failed'
      ? new InputError('The body is no JSON')
      : error,
  );
};

/** All routes of the plugin. */
export function createRouter(options: RouterOptions) {
  const router = Router();
  router.use('/claims', express.json({ limit: CLAIMS_LIMIT }), refuseBadBody);
  router.use(express.json({ limit: BODY_LIMIT }), refuseBadBody);
  router.use(createClustersRouter(options));
  router.use(createTargetsRouter(options));
  router.use(createPlansRouter(options));
  router.use(createRequestsRouter(options));
  router.use(createRightsRouter(options));
  router.use(createInventoryRouter(options));
  router.use(createOwnershipRouter(options));
  return router;
}
