import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { blockMessages, nextStepMessages } from './en/advice';
import { findingMessages, findingsScreenMessages } from './en/findings';
import { ownershipMessages } from './en/ownership';
import { planFindingMessages } from './en/plan';
import { reasonMessages } from './en/reasons';
import { rightsMessages } from './en/rights';
import { screenMessages } from './en/screens';
import {
  healthMessages,
  nodeStateMessages,
  problemMessages,
  requestStateMessages,
  roleMessages,
  useCaseMessages,
} from './en/states';

/**
 * All words of the plugin, in English; Simplified Chinese is loaded on demand.
 *
 * @public
 */
export const kafkaClustersTranslationRef = createTranslationRef({
  id: 'plugin.kafka-clusters',
  messages: {
    ...screenMessages,
    ...rightsMessages,
    ...findingsScreenMessages,
    ...ownershipMessages,
    health: healthMessages,
    nodeState: nodeStateMessages,
    role: roleMessages,
    useCase: useCaseMessages,
    requestState: requestStateMessages,
    problem: problemMessages,
    reason: reasonMessages,
    block: blockMessages,
    nextStep: nextStepMessages,
    finding: findingMessages,
    planFinding: planFindingMessages,
  },
  translations: { zh: () => import('./zh') },
});
