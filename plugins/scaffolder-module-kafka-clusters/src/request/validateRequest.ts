import {
  appLanguageApiRef,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  findingText,
  kafkaClustersApiRef,
  kafkaClustersTranslationRef,
  plainText,
} from '@kafka-clusters/plugin-kafka-clusters';
import {
  MAX_CLUSTER_NAME_LENGTH,
  formatClusterRef,
} from '@kafka-clusters/plugin-kafka-clusters-common';
import { expectCluster } from '../outputs/expectedCluster';
import { kafkaClusterRequestTranslationRef } from '../translations';
import { isName, readDraft, toRequest } from './draft';

/**
 * Holds the form back while the plan is not feasible. Asks once more, since the
 * quota may have gone meanwhile; the action asks again in its turn.
 */
export const validateRequest: CustomFieldValidator<unknown> = async (
  value,
  field,
  { apiHolder },
) => {
  const { t, planWords, language } = readWords(apiHolder);
  const draft = readDraft(value);
  const request = toRequest(draft);
  if (!request) {
    field.addError(
      isName(draft.name ?? '')
        ? t('preview.incomplete')
        : t('form.nameWrong', { max: String(MAX_CLUSTER_NAME_LENGTH) }),
    );
    return;
  }
  const api = apiHolder.get(kafkaClustersApiRef);
  if (!api) {
    return;
  }
  try {
    const { plan } = await api.planCluster(request);
    for (const finding of plan.findings) {
      if (finding.level === 'problem') {
        const { title, next } = findingText(planWords, finding, language);
        field.addError(`${title}. ${next}`);
      }
    }
    if (plan.feasible) {
      expectCluster(
        formatClusterRef({ ...request.target, name: request.name }),
      );
    }
  } catch (error) {
    field.addError(
      t('findings.unchecked', {
        message: plainText(stringifyError(error), 300),
      }),
    );
  }
};

/** A validator is no component: it has no hooks for the reader's language. */
function readWords(apiHolder: ApiHolder) {
  const translations = apiHolder.get(translationApiRef);
  const own = translations?.getTranslation(kafkaClusterRequestTranslationRef);
  const plan = translations?.getTranslation(kafkaClustersTranslationRef);
  if (!own?.ready || !plan?.ready) {
    throw new Error('The words of this form are still being loaded; try again');
  }
  return {
    t: own.t,
    planWords: plan.t,
    language: apiHolder.get(appLanguageApiRef)?.getLanguage().language ?? 'en',
  };
}
