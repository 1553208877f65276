import { errorName } from '../hooks/isFinalError';
import type { Translate } from '../view/words';
import { plainText } from '../view/text';

/** Why an action did not come about, as a person is told; undefined when nothing failed. */
export function actionProblem(
  t: Translate,
  error: Error | null,
): string | undefined {
  if (!error) {
    return undefined;
  }
  switch (errorName(error)) {
    case 'ConflictError':
      return t('ownershipFailed.conflict');
    case 'NotAllowedError':
      return t('ownershipFailed.notAllowed');
    case 'NotFoundError':
      return t('ownershipFailed.absent');
    default:
      return t('ownershipFailed.other', {
        message: plainText(error.message, 300),
      });
  }
}
